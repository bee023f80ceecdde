package import AikiDialogue

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// How probable tokens are under the model itself, before biases, penalties and filters.
package enum LogProbabilities {
    /// The probability of a chosen token and of the best alternatives.
    ///
    /// log p(i) = logit(i) − max − log Σ exp(logit − max), summed in f64.
    ///
    /// - Parameters:
    ///   - chosen: the token that was drawn.
    ///   - logits: (vocabulary), finite or −∞.
    ///   - alternatives: how many of the most probable tokens to report; may be 0.
    ///   - scratch: buffers; their content is lost.
    ///   - bytes: what a token writes.
    /// - Returns: the token with its probability and the alternatives, best first.
    /// - Complexity: O(vocabulary · log alternatives).
    package static func report(
        chosen: Int32, logits: UnsafeBufferPointer<Float>, alternatives: Int,
        scratch: SamplerScratch, bytes: (Int32) -> [UInt8]
    ) -> TokenProbability {
        var best = -Float.infinity
        for logit in logits { best = max(best, logit) }
        var sum = 0.0
        for logit in logits { sum += exp(Double(logit - best)) }
        let offset = Double(best) + log(sum)
        var result = TokenProbability(
            id: chosen, bytes: bytes(chosen), logProbability: Double(logits[Int(chosen)]) - offset)
        guard alternatives > 0 else { return result }
        _ = scratch.logits.update(fromContentsOf: logits)
        scratch.candidates.fillBest(alternatives, of: scratch.logits)
        for place in 0..<scratch.candidates.orderedCount {
            let candidate = scratch.candidates.ordered(place)
            result.alternatives.append(
                TokenProbability.Alternative(
                    id: candidate.id, bytes: bytes(candidate.id),
                    logProbability: Double(candidate.logit) - offset))
        }
        return result
    }
}
