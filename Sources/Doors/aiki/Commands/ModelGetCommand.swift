import AikiHouse
import ArgumentParser

/// `aiki model get`.
struct ModelGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Download a model; an interrupted download goes on.")

    @Argument(help: "The model as hf.co/ORG/REPO[:QUANT], or ORG/REPO[:QUANT].")
    var reference: String

    @Option(help: "The name to give it; its repository's name where this is left out.")
    var name: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let (model, notes) = try await shelf.download(
            reference, name: name, progress: bar.handler)
        bar.finish()
        for note in notes { output.console.note("Note: \(note)\n") }
        output.show(
            model.json(isSpeaker: false),
            text: "Installed '\(model.name)', \(ByteCount.text(model.byteCount)).\n")
    }
}
