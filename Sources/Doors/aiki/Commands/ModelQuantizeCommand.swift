import AikiHouse
import ArgumentParser

/// `aiki model quantize`.
struct ModelQuantizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quantize", abstract: "Make a smaller model of an installed one.")

    @Argument(help: "The model.")
    var name: String

    @Argument(help: "The recipe: Q4_K_M, Q5_K_M, Q6_K, Q8_0, Q4_0, F16 …")
    var recipe: String

    @Option(help: "The name of the new model; the old one's and the recipe where left out.")
    var newName: String?

    @Flag(help: "Take a model that is quantised already, losing quality twice.")
    var allowRequantizing = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let model = try shelf.quantize(
            name, recipe: recipe, newName: newName, allowsRequantizing: allowRequantizing,
            progress: bar.handler)
        bar.finish()
        let before = try shelf.find(name).byteCount
        output.show(
            model.json(isSpeaker: false),
            text: "Made '\(model.name)': \(ByteCount.text(before)) → "
                + "\(ByteCount.text(model.byteCount)).\n")
    }
}
