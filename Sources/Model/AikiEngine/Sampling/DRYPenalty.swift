package import AikiDialogue

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// "Don't repeat yourself" (p-e-w 2024): a token that would go on with a repetition is penalised.
///
/// Where the end of the text repeats, over n ≥ allowed length tokens, what stood before an earlier
/// place, the token at that place loses multiplier · base ^ (n − allowed length); the longest n
/// counts. A repetition never reaches across a token in which a sequence breaker ends, and such a
/// token is never penalised. Reference numbers: `Tools/reference/sampling.py`.
package struct DRYPenalty {
    /// The largest penalty; beyond it a token has no chance, and logits must stay finite.
    package static let penaltyMax = 1e30

    private let options: DRYOptions
    private var breakers: SequenceBreakers
    /// Whether a breaker ends in each token of the text.
    private var isBreaker: [Bool] = []

    /// Prepares the penalty; nil where it is off.
    package init?(_ options: DRYOptions?) {
        guard let options, options.multiplier > 0 else { return nil }
        self.options = options
        breakers = SequenceBreakers(options.sequenceBreakers)
    }

    /// Takes in the bytes of the next token of the text.
    package mutating func observe(bytes: [UInt8]) {
        isBreaker.append(breakers.endsWithin(bytes))
    }

    /// Lowers the logits of tokens that would go on with a repetition.
    ///
    /// The lengths of all repetitions come from the Z function of the text read backwards
    /// (Gusfield 1997 §1.3), so that a text of one token over and over costs no more than another.
    ///
    /// - Complexity: O(tokens of text).
    package func apply(history: [Int32], to scratch: SamplerScratch) {
        let count = history.count
        precondition(isBreaker.count == count, "\(isBreaker.count) flags for \(count) tokens")
        let reach = tokensSinceBreaker(count)
        guard count > options.allowedLength, reach >= options.allowedLength else { return }
        scratch.reserveHistory(count)
        Self.matchBackwards(history, into: &scratch.matchLengths)
        for shift in 1..<count where !isBreaker[count - shift] {
            let length = min(Int(scratch.matchLengths[shift]), reach)
            guard length >= options.allowedLength else { continue }
            let next = Int(history[count - shift])
            scratch.longestMatch[next] = max(
                scratch.longestMatch[next], Int32(truncatingIfNeeded: length))
        }
        for token in history where scratch.longestMatch[Int(token)] > 0 {
            let length = Int(scratch.longestMatch[Int(token)])
            scratch.longestMatch[Int(token)] = 0
            scratch.logits[Int(token)] -= penalty(length: length)
        }
    }

    private func penalty(length: Int) -> Float {
        let grown = options.multiplier * pow(options.base, Double(length - options.allowedLength))
        return Float(min(grown, Self.penaltyMax))
    }

    /// How many tokens at the end of the text hold no breaker.
    private func tokensSinceBreaker(_ count: Int) -> Int {
        var reach = 0
        while reach < count, !isBreaker[count - 1 - reach] { reach += 1 }
        return reach
    }

    /// The Z function of the text read backwards: for each shift, how many tokens before and with
    /// `history[count - 1 - shift]` equal those at the end.
    private static func matchBackwards(_ history: [Int32], into lengths: inout [Int32]) {
        let count = history.count
        let last = count - 1
        var left = 0
        var right = 0
        for shift in 1..<count {
            var length = shift < right ? min(right - shift, Int(lengths[shift - left])) : 0
            while shift + length < count, history[last - length] == history[last - shift - length] {
                length += 1
            }
            if shift + length > right {
                left = shift
                right = shift + length
            }
            lengths[shift] = Int32(truncatingIfNeeded: length)
        }
    }
}
