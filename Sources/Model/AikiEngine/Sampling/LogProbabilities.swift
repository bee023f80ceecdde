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
    /// log p(i) = logit(i) − max − log Σ exp(logit − max), the sum within 10⁻⁶ of
    /// itself.
    ///
    /// - Parameters:
    ///   - chosen: the token that was drawn.
    ///   - logits: (vocabulary), finite or −∞.
    ///   - alternatives: how many of the most probable tokens to report; may be 0.
    ///   - scratch: buffers; their content is lost.
    ///   - bytes: what a token writes.
    /// - Returns: the token with its probability and the alternatives, best first.
    /// - Complexity: O(vocabulary · log alternatives) at worst.
    package static func report(
        chosen: Int32, logits: UnsafeBufferPointer<Float>, alternatives: Int,
        scratch: SamplerScratch, bytes: (Int32) -> [UInt8]
    ) -> TokenProbability {
        _ = scratch.logits.update(fromContentsOf: logits)
        scratch.measureBlocks()
        scratch.isWhole = true
        let offset = Double(scratch.bestLogit) + log(scratch.weighTokens(temperature: 1))
        var result = TokenProbability(
            id: chosen, bytes: bytes(chosen), logProbability: Double(logits[Int(chosen)]) - offset)
        guard alternatives > 0 else { return result }
        scratch.fillBest(alternatives)
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
