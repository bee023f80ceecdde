import AikiHouse
import ArgumentParser

/// `aiki model import`.
struct ModelImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Install a GGUF file, or a folder as Hugging Face lays it out.")

    @Argument(help: "The file or folder.", completion: .file())
    var path: String

    @Option(help: "The name to give it; the file's or folder's name where this is left out.")
    var name: String?

    @Option(help: "How a folder's matrices are stored: F32, F16 or BF16.")
    var precision = "F16"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let (model, notes) = try shelf.importModel(
            at: path, name: name, precision: precision, progress: bar.handler)
        bar.finish()
        for note in notes { output.console.note("Note: \(note)\n") }
        output.show(
            model.json(isSpeaker: false),
            text: "Installed '\(model.name)', \(ByteCount.text(model.byteCount)).\n")
    }
}
