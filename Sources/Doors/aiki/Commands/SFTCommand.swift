import AikiHouse
import ArgumentParser

/// `aiki sft`.
struct SFTCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sft", abstract: "Go on training all of a model, on examples or a corpus.",
        discussion: """
            The data is a file of JSON lines: {"text": …}, {"prompt": …, "completion": …} or \
            {"messages": […]}, of which only the answers are learnt; or a corpus folder. It makes a new \
            model; the old one stays.
            """)

    @Argument(help: "An installed model, F32, F16 or BF16.")
    var model: String

    @Argument(help: "A file of JSON lines, or a corpus folder.", completion: .file())
    var data: String

    @OptionGroup var options: TrainingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let order = try options.order(.tune(base: model), data: data)
        try await options.run(order, output)
    }
}
