/// Which tokens may come next: one bit a token.
package struct TokenMask {
    /// The bits, 64 tokens a word, lowest bit first.
    package var words: [UInt64]
    /// How many tokens there are.
    package let count: Int

    /// A mask that forbids, or allows, everything.
    package init(count: Int, allowing: Bool = false) {
        self.count = count
        words = [UInt64](repeating: allowing ? .max : 0, count: (count + 63) / 64)
    }

    /// Whether a token may come next.
    package subscript(token: Int) -> Bool {
        get { words[token >> 6] & (1 << UInt64(token & 63)) != 0 }
        set {
            if newValue {
                words[token >> 6] |= 1 << UInt64(token & 63)
            } else {
                words[token >> 6] &= ~(1 << UInt64(token & 63))
            }
        }
    }

    /// Forbids everything.
    package mutating func removeAll() {
        for index in words.indices { words[index] = 0 }
    }

    /// Makes the logits of forbidden tokens −∞.
    ///
    /// - Precondition: there is a logit for each token.
    package func apply(to logits: UnsafeMutableBufferPointer<Float>) {
        precondition(logits.count == count, "\(logits.count) logits for \(count) tokens")
        for (index, word) in words.enumerated() where word != .max {
            let first = index * 64
            for bit in 0..<min(64, count - first) where word & (1 << UInt64(bit)) == 0 {
                logits[first + bit] = -.infinity
            }
        }
    }
}
