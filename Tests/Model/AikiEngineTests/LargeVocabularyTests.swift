import AikiBase
import AikiDialogue
import AikiEngine
import CAllocationCount
import Testing

/// Goal: over 150,000 tokens the filters leave what sorting everything leaves, and a step allocates
/// nothing. Method: peaked and flat logits against a plain implementation in f64.
@Suite struct LargeVocabularyTests {
    static let size = 150_001

    /// About normal logits of some width, with a few far above where they are peaked.
    static func logits(width: Double, peaks: Int) -> [Float] {
        var random = SeededRandom(seed: 7)
        var logits = (0..<size).map { _ in
            Float(((0..<12).reduce(0.0) { sum, _ in sum + random.nextUnit() } - 6) * width)
        }
        for index in 0..<peaks {
            logits[index * 331 + 5] = Float(6 * width) + Float(random.nextUnit()) * 8
        }
        logits[31] = -.infinity
        return logits
    }

    static func options(
        topK: Int = 0, topP: Double = 1, minP: Double = 0, temperature: Double = 1
    ) -> SamplingOptions {
        var options = SamplingOptions()
        options.temperature = temperature
        (options.topK, options.topP, options.minP) = (topK, topP, minP)
        return options
    }

    /// Every token that the chain leaves, with its probability, by sorting all of them.
    static func expected(_ logits: [Float], _ options: SamplingOptions) -> [Int32: Double] {
        let best = Double(logits.max() ?? 0)
        func weight(_ logit: Float) -> Double { (Double(logit) - best).exponential }
        var left = logits.indices.filter { logits[$0] > -.infinity }
            .sorted { (logits[$1], $0) < (logits[$0], $1) }
        if options.topK > 0 { left = Array(left.prefix(options.topK)) }
        if options.topP < 1 {
            let enough = options.topP * left.reduce(0) { $0 + weight(logits[$1]) }
            var sum = 0.0
            let count = left.firstIndex { token in
                defer { sum += weight(logits[token]) }
                return sum >= enough
            }
            left = Array(left.prefix(count ?? left.count))
        }
        if options.minP > 0 { left = left.filter { weight(logits[$0]) >= options.minP } }
        let temperature = options.temperature
        let weights = left.map { ((Double(logits[$0]) - best) / temperature).exponential }
        let sum = weights.reduce(0, +)
        return Dictionary(
            uniqueKeysWithValues: zip(left, weights).map { (Int32($0), $1 / sum) })
    }

    @Test(arguments: [(0.5, 0), (2, 0), (1, 6), (1, 300)])
    func theFiltersLeaveWhatSortingLeaves(width: Double, peaks: Int) throws {
        let logits = Self.logits(width: width, peaks: peaks)
        let scratch = SamplerScratch(vocabularySize: Self.size)
        for options in [
            Self.options(topK: 40), Self.options(topK: 40, topP: 0.9, minP: 0.05),
            Self.options(topP: 0.5), Self.options(topP: 0.95, temperature: 0.7),
            Self.options(minP: 0.1), Self.options(topP: 0.99, minP: 0.001), Self.options(),
        ] {
            var sampler = Sampler(options, seed: 1, vocabularySize: Self.size)
            let found = try logits.withUnsafeBufferPointer {
                try sampler.distribution($0, mask: nil, history: [], scratch: scratch)
            }
            let expected = Self.expected(logits, options)
            // Where thousands of tokens are about equally probable, rounding of the sum may move
            // the end of top-p by a token in 100,000.
            #expect(abs(found.count - expected.count) <= 1 + expected.count / 100_000)
            var missing = 0
            for (id, probability) in found {
                guard let reference = expected[id] else {
                    missing += 1
                    continue
                }
                #expect(abs(probability - reference) < 2e-5 * max(reference, 1e-4))
            }
            #expect(missing <= 1 + expected.count / 100_000)
        }
    }

    @Test func aStepAllocatesNothing() throws {
        let logits = Self.logits(width: 1, peaks: 6)
        let scratch = SamplerScratch(vocabularySize: Self.size)
        for options in [
            Self.options(temperature: 0), Self.options(), Self.options(topK: 40),
            Self.options(topP: 0.9), Self.options(minP: 0.1),
        ] {
            var sampler = Sampler(options, seed: 1, vocabularySize: Self.size)
            try logits.withUnsafeBufferPointer { logits in
                let before = aiki_allocation_count()
                for _ in 0..<10 {
                    _ = try sampler.sample(logits, mask: nil, history: [], scratch: scratch)
                }
                #expect(aiki_allocation_count() == before)
            }
        }
    }
}
