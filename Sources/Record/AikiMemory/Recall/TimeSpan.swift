import AikiBase
public import Foundation

/// A stretch of time that a question speaks of.
public struct TimeSpan: Sendable, Hashable {
    /// Its first moment.
    public let start: Date
    /// The first moment after it.
    public let end: Date

    /// Describes a stretch; one that would end before it starts is empty.
    public init(start: Date, end: Date) {
        self.start = start
        self.end = max(start, end)
    }

    /// From the start of the earlier one to the end of the later one.
    func joined(with other: TimeSpan) -> TimeSpan {
        TimeSpan(start: min(start, other.start), end: max(end, other.end))
    }

    /// The same days as they are written, by a calendar that knows no zones.
    func asWritten(in zone: TimeZone) -> TimeSpan {
        TimeSpan(start: start.asWritten(in: zone), end: end.asWritten(in: zone))
    }

    /// From its first microsecond since 1970 to the first after it.
    var microseconds: Range<Int64> {
        start.microsecondsSince1970..<end.microsecondsSince1970
    }

    /// When people speak of what happened in it: until it ends, and some days after.
    var told: TimeSpan {
        let days = end.timeIntervalSince(start) / 86_400
        let after = days < 8 ? 3.0 : 10.0
        return TimeSpan(start: start, end: end.addingTimeInterval(after * 86_400))
    }
}

extension Date {
    /// The moment at which a clock in Greenwich shows what one in a zone shows now.
    func asWritten(in zone: TimeZone) -> Date {
        addingTimeInterval(TimeInterval(zone.secondsFromGMT(for: self)))
    }
}
