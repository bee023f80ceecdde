import Foundation

/// Numbers of a plan, for people; the same on every machine and in every locale.
public enum PlanText {
    /// `$1,820`; cents below ten dollars, more digits below one.
    public static func dollars(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = abs(value)
        let digits = size >= 10 || size == 0 ? 0 : size >= 0.1 ? 2 : 4
        let text = number(size, digits: digits)
        return value < 0 && text.contains(where: { $0 != "0" && $0 != "." })
            ? "-$\(text)" : "$\(text)"
    }

    /// `1,820.5`.
    public static func number(_ value: Double, digits: Int = 0) -> String {
        guard value.isFinite else { return "–" }
        let text = String(format: "%.\(digits)f", abs(value))
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        var whole = ""
        for (place, digit) in parts[0].reversed().enumerated() {
            if place > 0, place % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        let joined = String(whole.reversed()) + (parts.count > 1 ? "." + parts[1] : "")
        return value < 0 && joined.contains(where: { ("1"..."9").contains($0) })
            ? "-\(joined)" : joined
    }

    /// A number with the digits that say something: `0.0042`, `3.5`, `1,200`.
    public static func short(_ value: Double) -> String {
        let size = abs(value)
        if size == 0 || size >= 100 || size == size.rounded() { return number(value) }
        return number(value, digits: size >= 10 ? 1 : size >= 0.1 ? 2 : 4)
    }

    /// Interactions a month as messages a day.
    static func perDay(_ monthly: Double) -> String {
        let daily = monthly * 12 / 365.25
        return daily < 10 ? number(daily, digits: 1) : number(daily)
    }

    /// Months, in years: `14.2 years`.
    public static func years(_ months: Double) -> String {
        "\(number(months / 12, digits: 1)) years"
    }

    /// A share as `83 %`.
    public static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }
}
