extension PersonalDataSpan {
    /// The places of the kinds, the most harmful to show first.
    private static let order = Dictionary(
        uniqueKeysWithValues: PersonalDataKind.allCases.enumerated().map { ($1, $0) })

    /// Finds without overlaps: the earlier, the longer, the more harmful to show stays.
    static func apart(_ spans: [PersonalDataSpan]) -> [PersonalDataSpan] {
        if spans.count < 2 { return spans.filter { !$0.range.isEmpty } }
        let sorted = spans.sorted { one, other in
            if one.range.lowerBound != other.range.lowerBound {
                return one.range.lowerBound < other.range.lowerBound
            }
            if one.range.upperBound != other.range.upperBound {
                return one.range.upperBound > other.range.upperBound
            }
            return Self.order[one.kind, default: 0] < Self.order[other.kind, default: 0]
        }
        var kept: [PersonalDataSpan] = []
        for span in sorted where !span.range.isEmpty {
            guard let last = kept.last, span.range.lowerBound < last.range.upperBound else {
                kept.append(span)
                continue
            }
            // What sticks out of a find is not shown either.
            kept[kept.count - 1].range =
                last.range.lowerBound..<max(last.range.upperBound, span.range.upperBound)
        }
        return kept
    }
}
