import AikiHouse
import ArgumentParser

/// `aiki dpo`.
struct DPOCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dpo", abstract: "Train an adapter to prefer the better of two answers.",
        discussion: """
            The data is a file of JSON lines with prompt, chosen and rejected, each a text or messages. \
            The model without the adapter is the reference (Rafailov 2023).
            """)

    @Argument(help: "An installed model.")
    var model: String

    @Argument(help: "A file of JSON lines.", completion: .file())
    var data: String

    @Option(help: "How near the model stays to the reference: larger is nearer.")
    var beta = 0.1

    @OptionGroup var adapter: AdapterOptions
    @OptionGroup var options: TrainingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard beta > 0, beta.isFinite else { throw ValidationError("Beta is above 0.") }
    }

    func run() async throws {
        let order = try options.order(
            .prefer(base: model, adapter: adapter.order, beta: beta), data: data)
        try await options.run(order, output)
    }
}
