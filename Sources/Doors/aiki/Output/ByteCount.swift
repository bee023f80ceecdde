/// Bytes, for people: `1.5 GiB`.
package enum ByteCount {
    /// The number in the largest unit that leaves at least 1.
    package static func text(_ bytes: Int64) -> String {
        var value = Double(bytes)
        var unit = "B"
        for larger in ["KiB", "MiB", "GiB", "TiB"] where value >= 1024 {
            value /= 1024
            unit = larger
        }
        guard unit != "B" else { return "\(bytes) B" }
        let tenths = (value * 10).rounded() / 10
        return tenths >= 100 ? "\(Int(tenths.rounded())) \(unit)" : "\(tenths) \(unit)"
    }
}
