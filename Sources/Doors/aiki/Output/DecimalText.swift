/// Shares and other small numbers, for people.
enum DecimalText {
    /// A number that is not negative, with three decimals: `0.654`.
    static func of(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = "\(thousandths % 1000)"
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
