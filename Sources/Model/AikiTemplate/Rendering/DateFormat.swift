import Foundation

/// Writes a date as C's `strftime` does in the C locale.
struct DateFormat {
    private let year: Int
    private let month: Int
    private let day: Int
    private let hour: Int
    private let minute: Int
    private let second: Int
    private let microsecond: Int
    /// 0 is Sunday.
    private let weekday: Int
    /// 1 is the first of January.
    private let yearDay: Int

    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    init(date: Date, timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .nanosecond, .weekday], from: date)
        year = parts.year ?? 1970
        month = parts.month ?? 1
        day = parts.day ?? 1
        hour = parts.hour ?? 0
        minute = parts.minute ?? 0
        second = parts.second ?? 0
        microsecond = (parts.nanosecond ?? 0) / 1000
        weekday = (parts.weekday ?? 1) - 1
        yearDay = calendar.ordinality(of: .day, in: .year, for: date) ?? 1
    }

    /// The date in a format of `%` codes; unknown codes stay as they are.
    func formatted(_ format: String) -> String {
        var result = ""
        var rest = format.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%", var code = rest.popFirst() else {
                result.unicodeScalars.append(scalar)
                continue
            }
            var isUnpadded = false
            if code == "-", let next = rest.popFirst() {
                isUnpadded = true
                code = next
            }
            let text = self.text(code) ?? (isUnpadded ? "%-" : "%") + String(code)
            result += isUnpadded ? unpadded(text) : text
        }
        return result
    }

    private func unpadded(_ text: String) -> String {
        let rest = text.drop { $0 == "0" || $0 == " " }
        return rest.isEmpty ? String(text.suffix(1)) : String(rest)
    }

    private func text(_ code: Unicode.Scalar) -> String? {
        switch code {
        case "Y": String(year)
        case "y": padded(year % 100)
        case "C": padded(year / 100)
        case "m": padded(month)
        case "B": Self.months[month - 1]
        case "b", "h": String(Self.months[month - 1].prefix(3))
        case "d": padded(day)
        case "e": padded(day, with: " ")
        case "A": Self.weekdays[weekday]
        case "a": String(Self.weekdays[weekday].prefix(3))
        case "w": String(weekday)
        case "u": String(weekday == 0 ? 7 : weekday)
        case "j": padded(yearDay, width: 3)
        case "U": padded((yearDay + 6 - weekday) / 7)
        case "W": padded((yearDay + 6 - (weekday + 6) % 7) / 7)
        case "V": padded(isoWeek.week)
        case "G": String(isoWeek.year)
        default: time(code)
        }
    }

    private func time(_ code: Unicode.Scalar) -> String? {
        switch code {
        case "H": padded(hour)
        case "k": padded(hour, with: " ")
        case "I": padded((hour + 11) % 12 + 1)
        case "l": padded((hour + 11) % 12 + 1, with: " ")
        case "M": padded(minute)
        case "S": padded(second)
        case "f": padded(microsecond, width: 6)
        case "p": hour < 12 ? "AM" : "PM"
        case "P": hour < 12 ? "am" : "pm"
        // Python's `datetime.now()` knows no zone, so it writes nothing for these two.
        case "z", "Z": ""
        case "D", "x": formatted("%m/%d/%y")
        case "F": formatted("%Y-%m-%d")
        case "T", "X": formatted("%H:%M:%S")
        case "R": formatted("%H:%M")
        case "r": formatted("%I:%M:%S %p")
        case "c": formatted("%a %b %e %H:%M:%S %Y")
        case "n": "\n"
        case "t": "\t"
        case "%": "%"
        default: nil
        }
    }

    private func padded(_ value: Int, width: Int = 2, with fill: String = "0") -> String {
        let digits = String(value)
        return String(repeating: fill, count: max(0, width - digits.count)) + digits
    }

    /// ISO 8601: week 1 holds the year's first Thursday.
    private var isoWeek: (year: Int, week: Int) {
        let fromMonday = (weekday + 6) % 7
        let week = (yearDay - 1 - fromMonday + 10) / 7
        if week < 1 { return (year - 1, Self.isoWeeks(year - 1)) }
        return week > Self.isoWeeks(year) ? (year + 1, 1) : (year, week)
    }

    private static func isoWeeks(_ year: Int) -> Int {
        func lastWeekday(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
        return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52
    }
}
