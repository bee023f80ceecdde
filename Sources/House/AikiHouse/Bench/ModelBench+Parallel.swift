import AikiModel

extension ModelBench {
    /// Decodes a number of sequences at once, each with a cache of its own and tokens of its own.
    ///
    /// The logits of every step are as many as the sequences. What one sequence gets must not depend
    /// on the others: the likeliest token of the first is the same as when it is decoded alone.
    ///
    /// - Returns: tokens a second of all together.
    func parallelRate(_ model: Model, sequences count: Int, tokens: Int) throws -> Double {
        let runner = model.makeRunner(batchTokensMax: count)
        let caches = try (0..<count).map { _ in try model.makeCache(capacityTokens: tokens) }
        let size = model.configuration.vocabularySize
        let ids = BenchSequence.tokens(tokens + count, vocabularySize: size)
        func step(_ at: Int, _ used: Int) throws {
            try runner.run(
                (0..<used).map { sequence in
                    let start = at + sequence
                    return BatchEntry(
                        cache: caches[sequence], tokens: ids[start..<start + 1], isPrompt: false)
                })
        }
        let time = try ContinuousClock().measure {
            for at in 0..<tokens { try step(at, count) }
        }
        let together = try Self.likeliest(runner.logits(0))
        caches[0].truncate(to: tokens - 1)
        try step(tokens - 1, 1)
        let alone = try Self.likeliest(runner.logits(0))
        guard together == alone else {
            throw HouseError.benchDisagrees(
                problem: "token \(alone) is likeliest alone, and beside others \(together)")
        }
        return Double(tokens * count) / (time / .seconds(1))
    }

    private static func likeliest(_ logits: UnsafeBufferPointer<Float>) throws(HouseError) -> Int {
        var best = 0
        for (index, logit) in logits.enumerated() {
            guard logit.isFinite else {
                throw .benchDisagrees(problem: "decoding at once: logit \(index) is \(logit)")
            }
            if logit > logits[best] { best = index }
        }
        return best
    }
}
