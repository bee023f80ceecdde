import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation

/// Reads a text with a model and scores how well each token was foretold.
///
/// The text's tokens are cut into windows that know nothing of each other. Each begins with the
/// token that begins a text, where the model wants one, and its second half is scored: every scored
/// token is told at least half a window. What does not fill the last window is left out.
final class PerplexityRun {
    /// Tokens whose logits are kept at a time; their vocabularies may be large.
    private static let scoredAtOnce = 64

    private let name: String
    private let options: PerplexityOptions
    private let progress: ProgressHandler?
    private let model: Model
    private let beginning: [Int32]
    private let tokens: [Int32]
    private var losses: [Double] = []

    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``; what is wrong with the
    ///   file; where the model makes no text, or the text fills no window.
    init(
        path: String, name: String, text: String, options: PerplexityOptions,
        progress: ProgressHandler?
    ) throws {
        let kernels = try options.validate()
        let file = try GGUFFile(path: path)
        let compute = Compute(pool: WorkerPool(threads: options.threads), cpu: kernels)
        model = try Model.load(file, compute: compute)
        guard !model.configuration.isEmbedder else {
            throw ModelRequestError.unsupported(model: name, what: "foretell a text")
        }
        self.name = name
        self.options = options
        self.progress = progress
        let tokenizer = try Tokenizer(metadata: file)
        beginning = tokenizer.special.addsBOS ? tokenizer.special.bos.map { [$0] } ?? [] : []
        tokens = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
        let limit = model.configuration.contextTokensMax
        try ModelBenchOptions.require(
            "context", options.contextTokens, PerplexityOptions.contextTokensMin...limit)
        guard tokens.count >= textTokens else {
            throw ModelRequestError.invalidSetting(
                name: "text", problem: "has \(tokens.count) tokens; a window takes \(textTokens)")
        }
    }

    /// Tokens of the text in a window.
    private var textTokens: Int { options.contextTokens - beginning.count }

    func run() throws -> PerplexityReport {
        let windows = min(tokens.count / textTokens, options.windows)
        let runner = model.makeRunner(batchTokensMax: options.contextTokens)
        let cache = try model.makeCache(capacityTokens: options.contextTokens)
        for window in 0..<windows {
            progress?(
                WorkProgress(label: "reading", done: Int64(window), total: Int64(windows)))
            let text = tokens[window * textTokens..<(window + 1) * textTokens]
            cache.truncate(to: 0)
            try score(beginning + text, runner, cache)
        }
        let count = Double(losses.count)
        let mean = losses.reduce(0, +) / count
        let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return PerplexityReport(
            model: name, textTokens: tokens.count, windows: windows, scoredTokens: losses.count,
            meanLoss: mean, lossError: (squares / count / max(1, count - 1)).squareRoot())
    }

    /// Reads a window; the tokens after its middle are scored by the logits of those before them.
    private func score(_ window: [Int32], _ runner: Runner, _ cache: Cache) throws {
        var at = window.count / 2
        try runner.run([BatchEntry(cache: cache, tokens: window[0..<at], output: .none)])
        while at < window.count - 1 {
            let end = options.steps ? at + 1 : min(at + Self.scoredAtOnce, window.count - 1)
            try runner.run([
                BatchEntry(
                    cache: cache, tokens: window[at..<end], output: .all, isPrompt: !options.steps)
            ])
            for index in at..<end {
                losses.append(
                    try Self.loss(runner.logits(index - at), of: Int(window[index + 1])))
            }
            at = end
        }
    }

    /// -ln of the probability that logits give to a token.
    private static func loss(
        _ logits: UnsafeBufferPointer<Float>, of token: Int
    ) throws(HouseError) -> Double {
        var largest = -Double.infinity
        for logit in logits { largest = max(largest, Double(logit)) }
        var sum = 0.0
        for logit in logits { sum += exp(Double(logit) - largest) }
        let loss = largest + log(sum) - Double(logits[token])
        guard loss.isFinite else { throw .benchDisagrees(problem: "a token's loss is \(loss)") }
        return loss
    }
}
