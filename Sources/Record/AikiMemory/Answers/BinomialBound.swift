import Foundation

/// How large a share may be that was seen so often.
public enum BinomialBound {
    /// The upper bound of Clopper and Pearson (1934), one-sided: with a share above it, so few or fewer
    /// would be seen in less than 5 % of all trials.
    ///
    /// - Returns: 1 where nothing was tried.
    /// - Complexity: O(count) for each of 60 halvings.
    public static func upper(_ count: Int, of total: Int, doubt: Double = 0.05) -> Double {
        precondition(count >= 0 && count <= total, "more were seen than tried")
        guard count < total else { return 1 }
        var low = 0.0
        var high = 1.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if atMost(count, of: total, share: middle) > doubt {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// How likely it is to see at most so many.
    private static func atMost(_ count: Int, of total: Int, share: Double) -> Double {
        (0...count).reduce(0) { sum, seen in
            let ways =
                lgamma(Double(total) + 1) - lgamma(Double(seen) + 1)
                - lgamma(Double(total - seen) + 1)
            let seenChance = seen == 0 ? 0 : Double(seen) * log(share)
            return sum + exp(ways + seenChance + Double(total - seen) * log1p(-share))
        }
    }
}
