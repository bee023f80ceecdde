import AikiHouse
import ArgumentParser

/// `aiki adapter import`.
struct AdapterImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Install a LoRA adapter: a folder as PEFT writes it, or a GGUF file.")

    @Argument(help: "The folder or file.", completion: .file())
    var path: String

    @Option(help: "The model that it was trained on.")
    var model: String

    @Option(help: "The name to give it; the folder's or file's name where this is left out.")
    var name: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().adapters
        let adapter = try shelf.add(path, model: model, name: name)
        output.show(
            adapter.json,
            text: "Installed '\(adapter.name)', \(ByteCount.text(adapter.byteCount)). "
                + "Ask for it as '\(model)+\(adapter.name)'.\n")
    }
}
