package import AikiBase

/// One quantity measured several times.
public struct Repetitions: Sendable, Equatable {
    /// The measurements, in the order they were made.
    public let values: [Double]

    /// - Precondition: at least one measurement.
    package init(_ values: [Double]) {
        precondition(!values.isEmpty, "Nothing was measured")
        self.values = values
    }

    /// The middle one; between the two in the middle where their count is even.
    public var median: Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The smallest.
    public var minimum: Double { values.min() ?? 0 }
    /// The largest.
    public var maximum: Double { values.max() ?? 0 }

    /// From smallest to largest, as a share of the median; 0 where that is 0.
    public var spread: Double { median == 0 ? 0 : (maximum - minimum) / median }

    /// For programs.
    package var json: JSONValue {
        [
            "median": .number(median), "min": .number(minimum), "max": .number(maximum),
            "spread": .number(spread), "values": .array(values.map(JSONValue.number)),
        ]
    }
}
