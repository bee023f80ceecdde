import Foundation

/// Dates, for people and for programs.
enum DateText {
    /// `2026-11-20 23:59:01`, where the person is.
    static func local(_ date: Date, in zone: TimeZone = .current) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: date)
        let day = [pad(parts.year, 4), pad(parts.month), pad(parts.day)].joined(separator: "-")
        let time = [pad(parts.hour), pad(parts.minute), pad(parts.second)].joined(separator: ":")
        return "\(day) \(time)"
    }

    /// ISO 8601 in UTC.
    static func utc(_ date: Date) -> String { date.formatted(.iso8601) }

    /// A day, `2026-11-20`, or a minute of it, `2026-11-20T23:59`, where the person is; nil for
    /// anything else.
    static func parse(_ text: String, in zone: TimeZone = .current) -> Date? {
        guard let match = text.wholeMatch(of: #/(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/#)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(
            calendar: calendar, timeZone: zone, year: Int(match.1), month: Int(match.2),
            day: Int(match.3), hour: match.4.flatMap { Int($0) },
            minute: match.5.flatMap { Int($0) })
        return parts.isValidDate ? calendar.date(from: parts) : nil
    }

    /// The first moment after a day, `2026-11-20`, where the person is; nil for anything else.
    static func dayEnd(_ text: String, in zone: TimeZone = .current) -> Date? {
        guard text.utf8.count == 10, let start = parse(text, in: zone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(byAdding: .day, value: 1, to: start)
    }

    private static func pad(_ number: Int?, _ count: Int = 2) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
