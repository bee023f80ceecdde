/// The buffers of the sampler chain, made once and shared by all requests of an engine.
package final class SamplerScratch {
    /// Logits that biases and penalties are applied to: (vocabulary).
    package let logits: UnsafeMutableBufferPointer<Float>
    /// What the filters leave.
    package var candidates: CandidateList
    /// Lengths of repetitions for DRY, one a token of the text; grows with the longest text.
    package var matchLengths: [Int32] = []
    /// The longest repetition that each token would go on with, 0 between uses: (vocabulary).
    package var longestMatch: [Int32]

    /// Makes buffers for a vocabulary.
    package init(vocabularySize: Int) {
        logits = .allocate(capacity: vocabularySize)
        logits.initialize(repeating: 0)
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
    }
}
