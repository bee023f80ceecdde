import AikiHouse
import ArgumentParser
import Foundation

/// `aiki pretrain`.
struct PretrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pretrain", abstract: "Train a new model from nothing on a corpus.",
        discussion: """
            One dial makes the model: its depth. Width is 64 times the depth, heads have 64 numbers, \
            and rates, tokens and batch follow; every rule can be overruled by its option. A run that was \
            interrupted goes on, to the bit, when the same command comes again.
            """)

    @Argument(
        help: "A corpus folder, as `aiki corpus build` makes it; or a file of JSON lines.",
        completion: .directory)
    var corpus: String

    @Option(help: "Layers of the model, from which everything else follows.")
    var depth = 6

    @Option(
        help: "A folder with tokenizer.json; the corpus's own where left out.",
        completion: .directory)
    var tokenizer: String?

    @Option(help: "How layers are built: llama, qwen2 or qwen3.")
    var family = "llama"

    @OptionGroup var options: TrainingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...128).contains(depth) else {
            throw ValidationError("A depth of \(depth) is not in 1 … 128.")
        }
    }

    func run() async throws {
        let order = try options.order(
            .pretrain(
                depth: depth, tokenizer: URL(filePath: tokenizer ?? corpus), family: family),
            data: corpus)
        try await options.run(order, output)
    }
}
