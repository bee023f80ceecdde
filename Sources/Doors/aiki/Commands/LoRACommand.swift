import AikiHouse
import ArgumentParser

/// `aiki lora`.
struct LoRACommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lora",
        abstract: "Train a small adapter beside a model, which stays as it is.",
        discussion: """
            The data is a file of JSON lines: {"text": …}, {"prompt": …, "completion": …} or \
            {"messages": […]}, of which only the answers are learnt. The model may be quantised. The adapter \
            is used as MODEL+NAME.
            """)

    @Argument(help: "An installed model.")
    var model: String

    @Argument(help: "A file of JSON lines, or a corpus folder.", completion: .file())
    var data: String

    @OptionGroup var adapter: AdapterOptions
    @OptionGroup var options: TrainingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let order = try options.order(.adapt(base: model, adapter: adapter.order), data: data)
        try await options.run(order, output)
    }
}
