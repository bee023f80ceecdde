import AikiHouse
import ArgumentParser

/// `aiki adapter export`.
struct AdapterExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a LoRA adapter for other programs: a folder for PEFT, or a GGUF file.")

    @Argument(help: "An installed adapter, or the path of one.", completion: .file())
    var adapter: String

    @Option(name: .customLong("to"), help: "The file or folder to make.", completion: .file())
    var place: String

    @Option(help: "The model it belongs to; where it was installed, the one named then.")
    var model: String?

    @Option(help: "safetensors or gguf; told by the name where this is left out.")
    var format: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try HouseDoor.home().adapters.export(
            adapter, model: model, to: place,
            format: ExportArguments.format(format, place: place))
        ExportArguments.show(report, output)
    }
}
