/// The decimal spellings of a range of whole numbers.
enum IntegerRange {
    /// The greatest number of digits where a bound is open.
    static let digitsMax = 16

    /// A whole number within bounds; nil: open.
    ///
    /// - Precondition: min is not above max.
    static func expression(min: Int?, max: Int?) -> GrammarExpression {
        var choices: [GrammarExpression] = []
        let low = min ?? .min
        let high = max ?? .max
        if low < 0 {
            // Below zero the magnitude runs from that of the upper bound to that of the lower one.
            let least = high < 0 ? high.magnitude : 1
            let greatest = min.map(\.magnitude)
            choices.append(.sequence([.text("-"), magnitudes(from: least, to: greatest)]))
        }
        if high >= 0 {
            let least = low > 0 ? low.magnitude : 0
            choices.append(magnitudes(from: least, to: max.map(\.magnitude)))
        }
        return .choice(choices)
    }

    private static func magnitudes(from low: UInt, to high: UInt?) -> GrammarExpression {
        let lowDigits = digits(low)
        var choices: [GrammarExpression] = []
        let lengthMax = high.map { digits($0).count } ?? Swift.max(digitsMax, lowDigits.count)
        for length in lowDigits.count...lengthMax {
            let first = length == lowDigits.count ? lowDigits : [1] + zeros(length - 1)
            let nines = [UInt8](repeating: 9, count: length)
            let last = high.map(digits).flatMap { $0.count == length ? $0 : nil } ?? nines
            choices.append(range(first[...], last[...]))
        }
        return .choice(choices)
    }

    private static func digits(_ value: UInt) -> [UInt8] {
        String(value).utf8.map { $0 - 0x30 }
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    /// Digits from a first to a last number of the same length.
    private static func range(
        _ low: ArraySlice<UInt8>, _ high: ArraySlice<UInt8>
    ) -> GrammarExpression {
        guard let first = low.first, let last = high.first else { return .bytes([]) }
        let (lowRest, highRest) = (low.dropFirst(), high.dropFirst())
        let count = lowRest.count
        if first == last { return .sequence([digit(first...first), range(lowRest, highRest)]) }
        var choices: [GrammarExpression] = []
        var (start, end) = (first, last)
        if lowRest.contains(where: { $0 != 0 }) {
            let nines = [UInt8](repeating: 9, count: count)
            choices.append(.sequence([digit(first...first), range(lowRest, nines[...])]))
            start += 1
        }
        if highRest.contains(where: { $0 != 9 }) {
            choices.append(.sequence([digit(last...last), range(zeros(count)[...], highRest)]))
            end -= 1
        }
        if start <= end {
            let any = GrammarExpression.repetition(digit(0...9), min: count, max: count)
            choices.append(.sequence([digit(start...end), any]))
        }
        return .choice(choices)
    }

    private static func digit(_ range: ClosedRange<UInt8>) -> GrammarExpression {
        .character(ScalarSet([UInt32(range.lowerBound) + 0x30...UInt32(range.upperBound) + 0x30]))
    }
}
