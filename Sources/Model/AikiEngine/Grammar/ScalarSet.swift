/// A set of Unicode scalars as ranges in order, and how it is written in UTF-8.
struct ScalarSet: Sendable, Hashable {
    /// Ranges, in order, that neither touch nor hold surrogates.
    private(set) var ranges: [ClosedRange<UInt32>] = []

    /// Every scalar.
    static let all = ScalarSet([0...0x10FFFF])

    init(_ ranges: [ClosedRange<UInt32>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
                let upper = max(last.upperBound, range.upperBound)
                self.ranges[self.ranges.count - 1] = last.lowerBound...upper
            } else {
                self.ranges.append(range)
            }
        }
        self.ranges = self.ranges.flatMap(Self.withoutSurrogates)
    }

    /// One scalar.
    init(_ scalar: Unicode.Scalar) {
        self.init([scalar.value...scalar.value])
    }

    private static func withoutSurrogates(
        _ range: ClosedRange<UInt32>
    ) -> [ClosedRange<UInt32>] {
        guard range.overlaps(0xD800...0xDFFF) else { return [range] }
        var parts: [ClosedRange<UInt32>] = []
        if range.lowerBound < 0xD800 { parts.append(range.lowerBound...0xD7FF) }
        if range.upperBound > 0xDFFF { parts.append(0xE000...range.upperBound) }
        return parts
    }

    /// Whether there is no scalar.
    var isEmpty: Bool { ranges.isEmpty }

    /// Whether a scalar is in the set.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) }
    }

    /// Every other scalar.
    var inverted: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return ScalarSet(gaps)
    }

    /// The scalars of either set.
    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    /// The scalars that are not in another set.
    func subtracting(_ other: ScalarSet) -> ScalarSet {
        inverted.union(other).inverted
    }

    // MARK: UTF-8

    /// The set as alternatives, each a sequence of byte ranges; together they match exactly the
    /// UTF-8 of the set's scalars.
    var byteSequences: [[ClosedRange<UInt8>]] {
        var sequences: [[ClosedRange<UInt8>]] = []
        let lengths: [ClosedRange<UInt32>] = [
            0...0x7F, 0x80...0x7FF, 0x800...0xFFFF, 0x10000...0x10FFFF,
        ]
        for range in ranges {
            for length in lengths where length.overlaps(range) {
                Self.split(range.clamped(to: length), into: &sequences)
            }
        }
        return sequences
    }

    /// Splits a range, whose scalars are all of one length, where a later byte would not run over
    /// its whole range.
    private static func split(
        _ range: ClosedRange<UInt32>, into sequences: inout [[ClosedRange<UInt8>]]
    ) {
        let (low, high) = (range.lowerBound, range.upperBound)
        for bits: UInt32 in [6, 12, 18] {
            let mask: UInt32 = (1 << bits) - 1
            guard low >> bits != high >> bits, high > 0x7F else { continue }
            if low & mask != 0 {
                split(low...(low | mask), into: &sequences)
                split((low | mask) + 1...high, into: &sequences)
                return
            }
            if high & mask != mask {
                split(low...(high & ~mask) - 1, into: &sequences)
                split((high & ~mask)...high, into: &sequences)
                return
            }
        }
        let first = utf8(low)
        let last = utf8(high)
        sequences.append(zip(first, last).map { $0...$1 })
    }

    private static func utf8(_ value: UInt32) -> [UInt8] {
        Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
    }
}
