import AikiBase
import Foundation

/// Dates as exports write them: ISO 8601 in its many forms, and seconds or milliseconds since 1970.
enum ImportDate {
    /// The zone of dates that name none.
    static let localZone = TimeZone.current

    /// A date of a JSON value; nil where it is none, or before 1970 or after 2200.
    static func of(_ value: JSONValue?, zone: TimeZone = localZone) -> Date? {
        switch value {
        case .string(let text): parse(text, zone: zone) ?? Double(text).flatMap(sinceEpoch)
        case .integer(let number): sinceEpoch(Double(number))
        case .number(let number): sinceEpoch(number)
        default: nil
        }
    }

    /// Seconds, or milliseconds where the number is too large for seconds.
    private static func sinceEpoch(_ number: Double) -> Date? {
        guard number.isFinite, number > 0 else { return nil }
        let seconds = number >= 1e11 ? number / 1_000 : number
        return seconds < 7_258_118_400 ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// `2024-05-01`, `2024-05-01T12:30`, `2024-05-01 12:30:15.25+02:00`, `…Z`; nil for anything else.
    ///
    /// A date that names no zone was written in the one that is given.
    static func parse(_ text: String, zone: TimeZone = localZone) -> Date? {
        var reader = DateReader(Array(text.utf8))
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2), (1970...2200).contains(year),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var seconds = Double(days(year, month, day)) * 86_400
        guard reader.skip("T") || reader.skip(" ") || reader.skip("t") else {
            return reader.isAtEnd ? local(seconds, zone) : nil
        }
        guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
            hour < 24, minute < 60
        else { return nil }
        seconds += Double(hour * 3_600 + minute * 60)
        if reader.skip(":") {
            guard let second = reader.number(2), second < 61 else { return nil }
            seconds += Double(second) + reader.fraction()
        }
        reader.skipSpaces()
        if reader.isAtEnd { return local(seconds, zone) }
        guard let offset = reader.zoneSeconds(), reader.isAtEnd else { return nil }
        return Date(timeIntervalSince1970: seconds - Double(offset))
    }

    private static func local(_ seconds: Double, _ zone: TimeZone) -> Date {
        let guess = Date(timeIntervalSince1970: seconds)
        let first = guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
        return guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: first)))
    }

    /// Days since 1970 in the Gregorian calendar; years begin in March, so the leap day is the last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}

/// Reads digits and marks.
private struct DateReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<index + digits] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        index += digits
        return value
    }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard index < bytes.count, UInt32(bytes[index]) == mark.value else { return false }
        index += 1
        return true
    }

    mutating func skipSpaces() {
        while skip(" ") {}
    }

    mutating func fraction() -> Double {
        guard skip(".") || skip(",") else { return 0 }
        var value = 0.0
        var scale = 0.1
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            value += Double(bytes[index] - 0x30) * scale
            scale /= 10
            index += 1
        }
        return value
    }

    /// Seconds east of Greenwich: `Z`, `+02:00`, `-0530`, `+01`.
    mutating func zoneSeconds() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(2) else { return nil }
        _ = skip(":")
        return sign * (hours * 3_600 + (number(2) ?? 0) * 60)
    }
}
