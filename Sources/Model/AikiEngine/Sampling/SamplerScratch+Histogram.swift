/// Top-p where many tokens are about equally probable: instead of ordering them all, sums over bins
/// of weights find the bin in which the last token to keep must be, and only that bin is ordered.
extension SamplerScratch {
    /// Logits this much below the best are tried first; e⁻¹² is 6 · 10⁻⁶ of the best's weight.
    static let nearDistance: Float = 12
    /// The most tokens that are worth ordering by a heap.
    static let nearCount = 8192
    /// Bins: 32 for each halving of the weight, from 1 to 2⁻¹²⁶.
    static let binCount = 1 + 127 * 32

    /// Keeps the most probable of all tokens, whose weights are known, up to a sum of weights.
    func keepMostOfHistogram(_ enough: Double, best: Float) {
        for token in weights.indices {
            histogram[Self.bin(weights[token])] += Double(weights[token])
        }
        var (cut, before) = (0, 0.0)
        while cut < Self.binCount - 1, before + histogram[cut] < enough {
            before += histogram[cut]
            cut += 1
        }
        for bin in histogram.indices { histogram[bin] = 0 }
        isWhole = false
        candidates.removeAll()
        for token in weights.indices where Self.bin(weights[token]) == cut { append(token) }
        candidates.makeHeap()
        var sum = before
        while sum < enough, let next = candidates.orderNext() {
            sum += Double(weights[Int(next.id)])
        }
        candidates.keepOrdered()
        for token in weights.indices where Self.bin(weights[token]) < cut { append(token) }
    }

    private func append(_ token: Int) {
        let logit = logits[token]
        guard logit > -.infinity else { return }
        candidates.append(
            Candidate(id: Int32(truncatingIfNeeded: token), logit: logit, rank: -logit))
    }

    /// The bin of a weight in 0 ... 1, the largest weights first: exponent and five bits behind it.
    @inline(__always)
    private static func bin(_ weight: Float) -> Int {
        let steps = Int32(bitPattern: Float(1).bitPattern) - Int32(bitPattern: weight.bitPattern)
        return Int(max(steps, 0) >> 18)
    }
}
