import AikiDialogue
import AikiHouse
import ArgumentParser

/// `aiki model export`.
struct ModelExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a model for other programs.",
        discussion: """
            A folder gets the Hugging Face layout, which transformers loads; a name that ends in .gguf \
            gets one file that says inside what the model must give (see `aiki model check`). Adapters \
            that are named with the model (base+adapter:0.5) are merged into it.
            """)

    @Argument(help: "An installed model or a GGUF file, with adapters to merge after '+'.")
    var model: String

    @Option(name: .customLong("to"), help: "The file or folder to make.", completion: .file())
    var place: String

    @Option(help: "safetensors or gguf; told by the name where this is left out.")
    var format: String?

    @Option(help: "How a folder stores numbers: F32, F16 or BF16; as they are where left out.")
    var precision: String?

    @Option(help: "What a .gguf file recommends to sample at; 0 always takes the likeliest token.")
    var temperature: Double?

    @Flag(help: "Make a folder with which PyTorch trains the model further (docs/SCALE.md).")
    var recipe = false

    @Option(help: "With --recipe: the folder of token shards to train on.", completion: .directory)
    var corpus: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let format = try ExportArguments.format(format, place: place)
        if format == .gguf, precision != nil {
            throw ValidationError("--precision is for folders; `aiki model quantize` is for files.")
        }
        if recipe, format == .gguf || precision != nil {
            throw ValidationError("--recipe makes a folder with the model's own numbers.")
        }
        if let temperature {
            guard format == .gguf, !recipe, (0...2).contains(temperature) else {
                throw ValidationError("--temperature is for .gguf files, from 0 to 2.")
            }
        }
        if corpus != nil, !recipe { throw ValidationError("--corpus goes with --recipe.") }
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let reference = try ModelReference(model)
        let report =
            recipe
            ? try home.shelf.exportRecipe(
                reference, to: place, corpus: corpus, adapters: home.adapters,
                progress: bar.handler)
            : try home.shelf.export(
                reference, to: place, format: format, precision: precision,
                temperature: temperature, adapters: home.adapters, progress: bar.handler)
        bar.finish()
        ExportArguments.show(report, output)
    }
}
