import AikiTensor

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The buffers of the sampler chain, made once and shared by all requests of an engine.
package final class SamplerScratch {
    /// Logits that biases and penalties are applied to: (vocabulary).
    package let logits: UnsafeMutableBufferPointer<Float>
    /// What the filters leave; without meaning while ``isWhole``.
    package var candidates: CandidateList
    /// Whether no filter has run yet: every token whose logit is not −∞ is left.
    package internal(set) var isWhole = true
    /// Lengths of repetitions for DRY, one a token of the text; grows with the longest text.
    package var matchLengths: [Int32] = []
    /// The longest repetition that each token would go on with, 0 between uses: (vocabulary).
    package var longestMatch: [Int32]
    /// Weights of what is left: (vocabulary), of tokens while ``isWhole``, else of candidates.
    let weights: UnsafeMutableBufferPointer<Float>
    /// The largest logit of each ``blockTokens`` tokens; see ``measureBlocks()``.
    let blockMaxima: UnsafeMutableBufferPointer<Float>
    /// Sums of weights by size, for ``keepMostProbable(_:)``; 0 between uses.
    let histogram: UnsafeMutableBufferPointer<Double>
    let math = LogitMath()

    /// Tokens that are passed over together where their best is too small.
    static let blockTokens = 64

    /// Makes buffers for a vocabulary.
    package init(vocabularySize: Int) {
        logits = .allocate(capacity: vocabularySize)
        logits.initialize(repeating: 0)
        weights = .allocate(capacity: vocabularySize)
        weights.initialize(repeating: 0)
        let blocks = (vocabularySize + Self.blockTokens - 1) / Self.blockTokens
        blockMaxima = .allocate(capacity: blocks)
        blockMaxima.initialize(repeating: 0)
        histogram = .allocate(capacity: Self.binCount)
        histogram.initialize(repeating: 0)
        candidates = CandidateList(capacity: vocabularySize)
        longestMatch = [Int32](repeating: 0, count: vocabularySize)
    }

    /// Makes room for a text of some tokens, twice as much as needed so that it happens rarely.
    package func reserveHistory(_ count: Int) {
        guard matchLengths.count < count else { return }
        matchLengths = [Int32](repeating: 0, count: 2 * count)
    }

    deinit {
        logits.deallocate()
        weights.deallocate()
        blockMaxima.deallocate()
        histogram.deallocate()
    }

    /// Finds the best logit of each block, as the filters need it once logits no longer change.
    package func measureBlocks() {
        guard let base = logits.baseAddress else { return }
        for block in blockMaxima.indices {
            let first = block * Self.blockTokens
            blockMaxima[block] = math.maximum(
                base + first, count: min(Self.blockTokens, logits.count - first))
        }
    }

    /// The best logit, of a smallest id, where no logit is NaN.
    func best(of logits: UnsafeBufferPointer<Float>) -> Int {
        guard let base = logits.baseAddress else { return 0 }
        var (best, bestFirst) = (-Float.infinity, 0)
        // Parts that fit the nearest cache, so that the second look is free.
        let part = 1024
        for first in stride(from: 0, to: logits.count, by: part) {
            let largest = math.maximum(base + first, count: min(part, logits.count - first))
            if largest > best { (best, bestFirst) = (largest, first) }
        }
        var index = bestFirst
        while logits[index] != best { index += 1 }
        return index
    }
}
