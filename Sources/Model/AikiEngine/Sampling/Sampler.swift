import AikiBase
package import AikiDialogue
import AikiTensor

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
        if scratch.isWhole { scratch.fillAll() }
        let sum = scratch.weighCandidates(temperature: options.temperature).sum
        return (0..<scratch.candidates.count).map {
            (scratch.candidates[$0].id, Double(scratch.weights[$0]) / sum)
        }
    }

    /// Whether nothing changes a logit.
    private var isPlain: Bool { biases.isEmpty && penalties == nil && dry == nil }

    /// Copies the logits, applies biases, mask and penalties, and returns the best token.
    private mutating func adjust(
        _ logits: UnsafeBufferPointer<Float>, mask: TokenMask?, history: [Int32],
        scratch: SamplerScratch
    ) throws(EngineError) -> Int32 {
        precondition(logits.count == scratch.logits.count, "the vocabulary has changed")
        if let base = logits.baseAddress,
            let invalid = scratch.math.firstInvalid(base, count: logits.count)
        {
            throw .logitInvalid(token: invalid, value: logits[invalid])
        }
        var changed = logits
        if !isPlain || mask != nil || options.temperature != 0 {
            _ = scratch.logits.update(fromContentsOf: logits)
            for (token, bias) in biases { scratch.logits[token] += bias }
            mask?.apply(to: scratch.logits)
            penalties?.apply(to: scratch.logits)
            dry?.apply(history: history, to: scratch)
            changed = UnsafeBufferPointer(scratch.logits)
        }
        let best = scratch.best(of: changed)
        guard changed[best] > -.infinity else {
            throw .noTokenAllowed(outputTokens: history.count)
        }
        return Int32(truncatingIfNeeded: best)
    }

    private func filter(_ scratch: SamplerScratch) {
        scratch.isWhole = true
        scratch.measureBlocks()
        let size = scratch.logits.count
        if options.topK > 0, options.topK < size { scratch.fillBest(options.topK) }
        if options.typicalP < 1 { scratch.keepTypical(options.typicalP) }
        if options.topP < 1 { scratch.keepMostProbable(options.topP) }
        if options.minP > 0 { scratch.keepNearBest(options.minP) }
    }

    /// Draws by the inverse of the cumulative distribution, in the order the filters left.
    private mutating func draw(_ scratch: SamplerScratch) -> Int32 {
        if scratch.isWhole { return drawWhole(scratch) }
        let (sum, last) = scratch.weighCandidates(temperature: options.temperature)
        var rest = random.nextUnit() * sum
        for index in 0..<scratch.candidates.count {
            rest -= Double(scratch.weights[index])
            if rest < 0 { return scratch.candidates[index].id }
        }
        // Rounding can leave a crumb: it belongs to the last token that has any weight.
        return scratch.candidates[last].id
    }

    /// Draws from all tokens, in the order of their ids.
    private mutating func drawWhole(_ scratch: SamplerScratch) -> Int32 {
        let sum = scratch.weighTokens(temperature: options.temperature)
        var rest = random.nextUnit() * sum
        var last = 0
        for first in stride(from: 0, to: scratch.weights.count, by: SamplerScratch.blockTokens) {
            let block = first..<min(first + SamplerScratch.blockTokens, scratch.weights.count)
            let part = scratch.weight(of: block)
            if part > 0 { last = first }
            guard rest < part else {
                rest -= part
                continue
            }
            last = first
            break
        }
        // Within the block; a crumb that rounding left belongs to its last token of any weight.
        var chosen = last
        for token in last..<min(last + SamplerScratch.blockTokens, scratch.weights.count)
        where scratch.weights[token] > 0 {
            chosen = token
            rest -= Double(scratch.weights[token])
            if rest < 0 { break }
        }
        return Int32(truncatingIfNeeded: chosen)
    }
}
