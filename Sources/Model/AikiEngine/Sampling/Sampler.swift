import AikiBase
package import AikiDialogue

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Chooses the next token of one answer.
///
/// The chain, in this order: logit bias, grammar mask, repeat, frequency and presence penalties, DRY,
/// top-k, locally typical, top-p, min-p, temperature, draw. Each filter works on the probabilities
/// that the filters before it left, scaled to sum to 1. At temperature 0 the best token after the
/// penalties is taken and no filter runs.
///
/// A value: a copy goes on exactly as the original would. The buffers are in ``SamplerScratch``, so
/// that a step allocates nothing.
package struct Sampler {
    /// The seed that repeats the answer.
    package let seed: UInt64
    private let options: SamplingOptions
    private let biases: [(token: Int, bias: Float)]
    private var random: SeededRandom
    private var penalties: TokenPenalties?
    private var dry: DRYPenalty?

    /// Prepares the chain.
    ///
    /// - Precondition: the options are valid for the vocabulary.
    package init(_ options: SamplingOptions, seed: UInt64, vocabularySize: Int) {
        self.options = options
        self.seed = seed
        biases = options.logitBias.map { (Int($0.key), Float($0.value)) }
        random = SeededRandom(seed: seed)
        penalties = TokenPenalties(options, vocabularySize: vocabularySize)
        dry = DRYPenalty(options.dry)
    }

    /// Whether ``observe(_:at:bytes:)`` needs to be called for the tokens of the prompt at all.
    package var watchesHistory: Bool { penalties != nil || dry != nil }

    /// Takes in a token of the text; each must be taken in once, in order.
    package mutating func observe(
        _ history: [Int32], at index: Int, bytes: (Int32) -> [UInt8]
    ) {
        penalties?.observe(history, at: index)
        if dry != nil { dry?.observe(bytes: bytes(history[index])) }
    }

    /// Chooses a token.
    ///
    /// - Parameters:
    ///   - logits: (vocabulary), as the model gave them.
    ///   - mask: the tokens a grammar allows; nil allows all.
    ///   - history: every token of prompt and answer so far, as observed.
    ///   - scratch: buffers; their content is lost.
    /// - Returns: the token.
    /// - Throws: ``EngineError/logitInvalid(token:value:)`` for NaN and +∞,
    ///   ``EngineError/noTokenAllowed(outputTokens:)`` where everything is forbidden.
    package mutating func sample(
        _ logits: UnsafeBufferPointer<Float>, mask: TokenMask?, history: [Int32],
        scratch: SamplerScratch
    ) throws(EngineError) -> Int32 {
        let best = try adjust(logits, mask: mask, history: history, scratch: scratch)
        if options.temperature == 0 { return best }
        filter(scratch)
        return draw(scratch)
    }

    /// The probabilities the draw would follow, by token; for tests.
    package mutating func distribution(
        _ logits: UnsafeBufferPointer<Float>, mask: TokenMask?, history: [Int32],
        scratch: SamplerScratch
    ) throws(EngineError) -> [(id: Int32, probability: Double)] {
        let best = try adjust(logits, mask: mask, history: history, scratch: scratch)
        if options.temperature == 0 { return [(best, 1)] }
        filter(scratch)
        let weights = scratch.weights(temperature: options.temperature)
        return (0..<scratch.candidates.count).map {
            (scratch.candidates[$0].id, weights.weight($0, scratch) / weights.sum)
        }
    }

    /// Copies the logits, applies biases, mask and penalties, and returns the best token.
    private mutating func adjust(
        _ logits: UnsafeBufferPointer<Float>, mask: TokenMask?, history: [Int32],
        scratch: SamplerScratch
    ) throws(EngineError) -> Int32 {
        precondition(logits.count == scratch.logits.count, "the vocabulary has changed")
        _ = scratch.logits.update(fromContentsOf: logits)
        if let invalid = logits.firstIndex(where: { !($0 < .infinity) }) {
            throw .logitInvalid(token: invalid, value: logits[invalid])
        }
        for (token, bias) in biases { scratch.logits[token] += bias }
        if let mask {
            for token in 0..<scratch.logits.count where !mask[token] {
                scratch.logits[token] = -.infinity
            }
        }
        penalties?.apply(to: scratch.logits)
        dry?.apply(history: history, to: scratch)
        var best = 0
        for token in scratch.logits.indices where scratch.logits[token] > scratch.logits[best] {
            best = token
        }
        guard scratch.logits[best] > -.infinity else {
            throw .noTokenAllowed(outputTokens: history.count)
        }
        return Int32(truncatingIfNeeded: best)
    }

    private func filter(_ scratch: SamplerScratch) {
        let size = scratch.logits.count
        if options.topK > 0, options.topK < size {
            scratch.candidates.fillBest(options.topK, of: scratch.logits)
        } else {
            scratch.fillAll()
        }
        if options.typicalP < 1 { scratch.keepTypical(options.typicalP) }
        if options.topP < 1 { scratch.keepMostProbable(options.topP) }
        if options.minP > 0 { scratch.keepNearBest(options.minP) }
    }

    /// Draws by the inverse of the cumulative distribution, in the order the filters left.
    private mutating func draw(_ scratch: SamplerScratch) -> Int32 {
        let weights = scratch.weights(temperature: options.temperature)
        var rest = random.nextUnit() * weights.sum
        for index in 0..<scratch.candidates.count {
            rest -= weights.weight(index, scratch)
            if rest < 0 { return scratch.candidates[index].id }
        }
        // Rounding can leave a crumb: it belongs to the last token that has any weight.
        return scratch.candidates[weights.lastWeighted].id
    }
}
