import AikiHouse
import ArgumentParser
import Foundation

/// `aiki model perplexity`.
struct ModelPerplexityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "perplexity", abstract: "Measure how well a model foretells a text.",
        discussion: """
            The text is read in windows, and the second half of each is scored; less is better. Use it \
            to compare quantisations of one model: different tokenizers cannot be compared.
            """)

    @Argument(help: "An installed model, or a GGUF file.", completion: .file())
    var model: String

    @Argument(help: "A file of text; standard input where it is left out.", completion: .file())
    var file: String?

    @Option(help: "Tokens of a window.")
    var context = PerplexityOptions().contextTokens

    @Option(help: "Windows that are read at most; all where left out.")
    var windows: Int?

    @Flag(help: "Compute the scored tokens one by one, as answers are.")
    var steps = false

    @Option(help: "Threads that compute; as many as there are cores where left out.")
    var threads: Int?

    @Option(help: "The kernels: scalar, avx2, avx512, amx or neon; the best where left out.")
    var kernels: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var options = PerplexityOptions()
        options.contextTokens = context
        if let windows { options.windows = windows }
        options.steps = steps
        if let threads { options.threads = threads }
        options.kernels = kernels
        let text = try StandardInput.text(orOf: file, bytesMax: AskCommand.inputBytesMax)
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try await HouseDoor.home().shelf.perplexity(
            model, text: text, options: options, progress: bar.handler)
        bar.finish()
        let error = report.perplexity * report.lossError
        output.show(
            report.json,
            text: "Perplexity \(Self.decimal(report.perplexity)) ± \(Self.decimal(error)) over "
                + "\(report.scoredTokens) tokens of \(report.textTokens).\n")
    }

    private static func decimal(_ value: Double) -> String {
        "\((value * 10000).rounded() / 10000)"
    }
}
