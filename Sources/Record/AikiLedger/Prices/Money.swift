import Foundation

/// Amounts of money, in millionths of a dollar, for people.
public enum Money {
    /// `$12.34`; below a dollar as many digits as say something, at most six.
    public static func text(_ micros: Int64) -> String {
        let sign = micros < 0 ? "-" : ""
        let size = micros.magnitude
        let dollars = size / 1_000_000
        let rest = Int(size % 1_000_000)
        if size == 0 { return "$0" }
        if dollars > 0 {
            let cents = (Int(dollars % 1_000_000_000) * 100 + (rest + 5_000) / 10_000)
            let whole = UInt64(cents / 100) + dollars / 1_000_000_000 * 1_000_000_000
            return "\(sign)$\(whole).\(String(format: "%02d", cents % 100))"
        }
        var digits = String(format: "%06d", rest)
        while digits.count > 2, digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)$0.\(digits)"
    }

    /// Reads `20`, `$0.5` or `12.345678` as millionths of a dollar; nil for anything else.
    public static func micros(_ text: String) -> Int64? {
        let number = text.hasPrefix("$") ? text.dropFirst() : Substring(text)
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, !first.isEmpty,
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let dollars = Int64(first), dollars <= 1_000_000_000
        else { return nil }
        let fraction = parts.count > 1 ? parts[1] : ""
        guard fraction.count <= 6, parts.count == 1 || !fraction.isEmpty else { return nil }
        let padded = fraction + String(repeating: "0", count: 6 - fraction.count)
        return dollars * 1_000_000 + (Int64(padded) ?? 0)
    }
}
