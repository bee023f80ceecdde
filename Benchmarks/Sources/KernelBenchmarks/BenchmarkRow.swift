import AikiTensor

/// One measurement, beside what is possible.
struct BenchmarkRow {
    /// In what a rate is counted.
    enum Unit: String {
        /// Additions and multiplications, of floats or integers.
        case gigaOperations = "GOP/s"
        /// Bytes that are read.
        case gigabytes = "GB/s"
    }

    var name: String
    var kind: CPUKind
    var unit: Unit
    /// In units of 10⁹ a second.
    var rate: Double
    /// The most that was measured of anything, in the same unit; nil where nobody measured.
    var peak: Double?
    /// How far the answer is from the scalar kernels', as a share of the largest number.
    var difference: Double

    var share: Double? { peak.map { rate / $0 } }

    var line: String {
        let percent = share.map { "\(Int(($0 * 100).rounded())) %" } ?? ""
        return "| \(name) | \(kind.rawValue) | \(Self.decimal(rate)) \(unit.rawValue) | "
            + "\(peak.map(Self.decimal) ?? "") | \(percent) | \(difference) |"
    }

    var json: String {
        "{\"name\": \"\(name)\", \"kind\": \"\(kind.rawValue)\", \"unit\": \"\(unit.rawValue)\", "
            + "\"rate\": \(rate), \"peak\": \(peak.map { "\($0)" } ?? "null"), "
            + "\"difference\": \(difference)}"
    }

    static func decimal(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
