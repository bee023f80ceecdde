import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model bench`.
struct ModelBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure how fast a model is on this machine.",
        discussion: """
            Times prompts and answers, loading and the first token, and compares what each token \
            reads with how fast the same threads read memory. The answers are checked: a \
            computation that does not repeat ends the bench. Numbers are of use where the machine \
            does nothing else; the last line says what it did. A model that makes vectors of texts \
            is measured at that.
            """)

    @Argument(help: "An installed model, or a GGUF file.", completion: .file())
    var model: String

    @Option(
        parsing: .upToNextOption,
        help: """
            Measure only these: start, prefill, decode, parallel, embedding, memory; everything the \
            model can do where left out.
            """,
        transform: part)
    var only: [ModelBenchOptions.Part] = []

    @Option(parsing: .upToNextOption, help: "Lengths of prompts, in tokens.")
    var prefill = ModelBenchOptions().prefillTokens

    @Option(parsing: .upToNextOption, help: "Tokens before those that are decoded.")
    var depth = ModelBenchOptions().decodeDepths

    @Option(
        parsing: .upToNextOption,
        help: "Numbers of sequences that are also decoded at once, from nothing.")
    var parallel: [Int] = []

    @Option(parsing: .upToNextOption, help: "Numbers of texts made vectors in one call.")
    var texts = ModelBenchOptions().embeddingTexts

    @Option(help: "Tokens of each of these texts.")
    var textTokens = ModelBenchOptions().embeddingTokens

    @Option(help: "Tokens decoded in each repetition.")
    var tokens = ModelBenchOptions().decodeTokens

    @Option(help: "How often each measurement is repeated.")
    var repetitions = ModelBenchOptions().repetitions

    @Option(help: "Threads that compute; as many as there are cores where left out.")
    var threads: Int?

    @Option(help: "The kernels: scalar, avx2, avx512, amx or neon; the best where left out.")
    var kernels: String?

    @Option(help: "Prompt tokens computed in one pass.")
    var chunk = ModelBenchOptions().chunkTokens

    @Flag(help: "Leave out loading and the first token; the file then stays in memory.")
    var skipStart = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var options = ModelBenchOptions()
        options.prefillTokens = prefill
        options.decodeDepths = depth
        options.decodeTokens = tokens
        options.repetitions = repetitions
        if let threads { options.threads = threads }
        options.kernels = kernels
        options.chunkTokens = chunk
        options.parallelSequences = parallel
        options.embeddingTexts = texts
        options.embeddingTokens = textTokens
        if !only.isEmpty { options.parts = Set(only) }
        if skipStart { options.parts.remove(.start) }
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try await HouseDoor.home().shelf.bench(
            model, options: options, progress: bar.handler)
        bar.finish()
        output.show(report.json, text: BenchText.text(report, output.console))
    }

    private static func part(_ name: String) throws -> ModelBenchOptions.Part {
        guard let part = ModelBenchOptions.Part(rawValue: name) else {
            let known = ModelBenchOptions.Part.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no part '\(name)'; there are \(known).")
        }
        return part
    }
}
