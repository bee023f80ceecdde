/// A set of scalars as a character class of a regular expression names it.
struct ScalarSet: Sendable, Equatable {
    /// Members below 128, as bits.
    var asciiLow: UInt64 = 0
    /// Members 64 ..< 128.
    var asciiHigh: UInt64 = 0
    /// Classes whose scalars are members.
    var classes: ScalarClass = []
    /// Ranges of members.
    var ranges: [ClosedRange<UInt32>] = []
    /// Whether the set is turned round.
    var isNegated = false

    /// Whether a scalar of a class is a member; the slow path of ``contains(_:_:)``.
    private func holds(_ scalar: UInt32, _ scalarClass: ScalarClass) -> Bool {
        if !classes.isDisjoint(with: scalarClass) { return true }
        for range in ranges where range.contains(scalar) { return true }
        return false
    }

    /// Whether a scalar is a member.
    @inline(__always)
    func contains(_ scalar: UInt32, _ scalarClass: ScalarClass) -> Bool {
        if scalar < 64 { return asciiLow >> UInt64(scalar) & 1 != 0 }
        if scalar < 128 { return asciiHigh >> UInt64(scalar - 64) & 1 != 0 }
        return holds(scalar, scalarClass) != isNegated
    }

    /// Works the ASCII bits out; called once the members are known.
    mutating func freeze() {
        (asciiLow, asciiHigh) = (0, 0)
        for scalar in UInt32(0)..<128 {
            let member = holds(scalar, UnicodeTables.shared.scalarClass(scalar)) != isNegated
            guard member else { continue }
            if scalar < 64 {
                asciiLow |= 1 << UInt64(scalar)
            } else {
                asciiHigh |= 1 << UInt64(scalar - 64)
            }
        }
    }
}
