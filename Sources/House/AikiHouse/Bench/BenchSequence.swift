import AikiModel

/// A model with one cache that is filled with the same tokens again and again.
///
/// Every pass's last logits are checked: finite, and with the largest at the same place as whenever
/// the same tokens were computed before.
final class BenchSequence {
    private let model: Model
    private let runner: Runner
    let cache: Cache
    private let tokens: [Int32]
    private var largest: [String: Int] = [:]

    /// - Throws: `ModelError` where the cache cannot be made.
    init(_ model: Model, capacityTokens: Int, chunkTokens: Int) throws {
        self.model = model
        runner = model.makeRunner(batchTokensMax: min(chunkTokens, capacityTokens))
        cache = try model.makeCache(capacityTokens: capacityTokens)
        tokens = Self.tokens(capacityTokens, vocabularySize: model.configuration.vocabularySize)
    }

    /// Tokens without a pattern, the same in each run: a multiplicative sequence modulo 2^31 - 1.
    /// Source: Park and Miller 1988.
    static func tokens(_ count: Int, vocabularySize: Int) -> [Int32] {
        var state = 20 as UInt64
        return (0..<count).map { _ in
            state = state * 48271 % 2_147_483_647
            return Int32(state % UInt64(vocabularySize))
        }
    }

    /// Computes the tokens from what the cache holds up to a count, in passes of at most `chunk`.
    func fill(to count: Int, chunk: Int? = nil) throws {
        let chunk = min(chunk ?? runner.batchTokensMax, runner.batchTokensMax)
        while cache.count < count {
            let end = min(cache.count + chunk, count)
            try runner.run([
                BatchEntry(
                    cache: cache, tokens: tokens[cache.count..<end],
                    output: end == count ? .last : .none)
            ])
        }
    }

    /// Computes one token after another, each with its logits.
    func step(_ count: Int) throws {
        for _ in 0..<count {
            let next = tokens[cache.count..<cache.count + 1]
            try runner.run([BatchEntry(cache: cache, tokens: next, isPrompt: false)])
        }
    }

    /// The logits of the last pass.
    var logits: UnsafeBufferPointer<Float> { runner.logits(0) }

    /// Checks the logits of the last pass; `name` says which computation is repeated.
    ///
    /// - Throws: ``HouseError/benchDisagrees(problem:)``.
    func check(_ name: String) throws(HouseError) {
        var best = 0
        for (index, logit) in logits.enumerated() {
            guard logit.isFinite else {
                throw .benchDisagrees(problem: "\(name): logit \(index) is \(logit)")
            }
            if logit > logits[best] { best = index }
        }
        if let before = largest[name], before != best {
            throw .benchDisagrees(
                problem: "\(name): token \(before) was likeliest before and \(best) is now")
        }
        largest[name] = best
    }
}
