import AikiBase
import Foundation

/// When to come again, as the head of an answer says it (RFC 9110 §10.2.3).
enum RetryAfter {
    /// Reads the headers.
    ///
    /// - Parameters:
    ///   - milliseconds: `retry-after-ms`, where a provider sends it; it is the more exact one.
    ///   - text: `Retry-After`: seconds, or a date.
    ///   - now: the date now.
    /// - Returns: nil where nothing is asked for, or more than a day.
    static func read(milliseconds: String?, _ text: String?, now: Date) -> Duration? {
        if let value = milliseconds.flatMap(Double.init), value >= 0, value < 86_400_000 {
            return .milliseconds(Int64(value))
        }
        guard let text else { return nil }
        if let value = Double(text) {
            guard value >= 0, value < 86_400 else { return nil }
            return .milliseconds(Int64(value * 1000))
        }
        guard let date = date(text) else { return nil }
        let wait = date.timeIntervalSince(now)
        guard wait < 86_400 else { return nil }
        return .milliseconds(Int64(max(0, wait) * 1000))
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func date(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            (1970...9999).contains(year)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let components = DateComponents(
            year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1],
            second: clock[2])
        return calendar.date(from: components)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
