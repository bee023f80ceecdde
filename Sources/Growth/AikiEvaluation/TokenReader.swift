import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation

/// A model with its tokenizer, reading texts; what every evaluation stands on.
final class TokenReader {
    /// Tokens whose logits are kept at a time; their vocabularies may be large.
    private static let rowsAtOnce = 64

    let model: Model
    let tokenizer: Tokenizer
    /// Tokens that are read at once.
    let contextTokens: Int
    /// What a text begins with: the token for it, where the model wants one.
    let beginning: [Int32]
    let cache: Cache
    let runner: Runner

    /// Loads a model.
    ///
    /// - Throws: why it cannot be loaded; ``EvaluationError`` for a context that it does not have.
    init(path: String, _ options: EvaluationOptions) throws {
        let file = try GGUFFile(path: path)
        let compute = Compute(pool: WorkerPool(threads: options.threads))
        model = try Model.load(
            file, compute: compute, precision: options.isExact ? .exact : .fast)
        tokenizer = try Tokenizer(
            metadata: file, modelTokens: model.configuration.vocabularySize)
        beginning = tokenizer.special.addsBOS ? tokenizer.special.bos.map { [$0] } ?? [] : []
        let limit = min(model.configuration.contextTokensMax, EvaluationOptions.contextTokensMax)
        contextTokens =
            options.contextTokens ?? min(limit, EvaluationOptions.contextTokensUsual)
        guard contextTokens <= limit else {
            throw EvaluationError.tooMuch(
                what: "tokens of context", found: contextTokens, limit: limit)
        }
        guard contextTokens >= 4 else {
            throw EvaluationError.tooLittle(
                what: "tokens of context", found: contextTokens, needed: 4)
        }
        cache = try model.makeCache(
            capacityTokens: contextTokens, type: options.isExact ? .f32 : .f16)
        runner = model.makeRunner(batchTokensMax: contextTokens)
    }

    /// Appends tokens to the cache and tells what each of those behind the first costs to foretell.
    ///
    /// - Parameters:
    ///   - tokens: what follows in the cache, at least one.
    ///   - first: tokens before this index are read only; at least 1.
    /// - Returns: −ln p of `tokens[first...]`, each by all that stands before it.
    /// - Throws: ``EvaluationError/notANumber(what:)``; `ModelError`.
    func losses(_ tokens: ArraySlice<Int32>, from first: Int) throws -> [Double] {
        let start = tokens.startIndex
        var losses: [Double] = []
        var at = min(first - 1, tokens.count - 1)
        if at > 0 {
            try runner.run([
                BatchEntry(cache: cache, tokens: tokens[start..<start + at], output: .none)
            ])
        }
        while at < tokens.count - 1 {
            let end = min(at + Self.rowsAtOnce, tokens.count - 1)
            let slice = tokens[start + at..<start + end]
            try runner.run([BatchEntry(cache: cache, tokens: slice, output: .all)])
            for index in at..<end {
                losses.append(
                    try Self.loss(runner.logits(index - at), of: Int(tokens[start + index + 1])))
            }
            at = end
        }
        return losses
    }

    /// −ln of the probability that logits give to a token.
    static func loss(
        _ logits: UnsafeBufferPointer<Float>, of token: Int
    ) throws(EvaluationError) -> Double {
        var largest = -Float.infinity
        for logit in logits { largest = max(largest, logit) }
        var sum = 0.0
        for logit in logits { sum += Double(exp(logit - largest)) }
        let loss = Double(largest) + log(sum) - Double(logits[token])
        guard loss.isFinite else { throw .notANumber(what: "The loss of a token") }
        return loss
    }
}
