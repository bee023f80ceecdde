import Foundation

/// A time that a sentence names, against the time at which it was said.
struct TimeMention {
    enum Kind { case at, since, until, lasting }

    let kind: Kind
    /// When it begins, or for ``Kind/until`` when it ends.
    let date: Date
    /// When it ends, where it names a span: a year, a month.
    let end: Date?
    /// The words it takes.
    private(set) var words: Range<Int>

    /// `tomorrow morning`: the part of the day belongs to it.
    mutating func takeIn(_ all: [Word], limit: Int) {
        let next = words.upperBound
        guard kind == .at, next < limit,
            ["morning", "evening", "afternoon", "night", "noon"].contains(all[next].folded)
        else { return }
        words = words.lowerBound..<next + 1
    }

    /// The times among some words, in order.
    ///
    /// - Complexity: O(words); a calendar is asked only where a word of time stands.
    static func all(
        in words: [Word], _ range: Range<Int>, said now: Date, isPast: Bool = false
    ) -> [TimeMention] {
        var found: [TimeMention] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let reader = TimeMentionReader(
                words: words, limit: range.upperBound, now: now, isPast: isPast)
            if var mention = reader.read(at: index) {
                mention.takeIn(words, limit: range.upperBound)
                found.append(mention)
                index = mention.words.upperBound
            } else {
                index += 1
            }
        }
        return found
    }
}

/// Reads one mention of a time.
private struct TimeMentionReader {
    let words: [Word]
    let limit: Int
    let now: Date
    /// Whether `in May` is the last May rather than the next.
    let isPast: Bool

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        calendar.firstWeekday = 2
        return calendar
    }()
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    private static let weekdays = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]
    private static let seasons = ["spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12]
    private static let units: [String: Calendar.Component] = [
        "day": .day, "days": .day, "week": .weekOfYear, "weeks": .weekOfYear, "month": .month,
        "months": .month, "year": .year, "years": .year, "hour": .hour, "hours": .hour,
        "decade": .year, "decades": .year, "minutes": .minute, "minute": .minute,
    ]
    private static let starts = EnglishWords.set(
        """
        yesterday today tonight tomorrow last this next in since until till from on for over the \
        a an few couple one two three four five six seven eight nine ten twenty by around about \
        every during
        """)

    func read(at index: Int) -> TimeMention? {
        let first = word(index)
        guard Self.starts.contains(first) || words[index].isNumber else { return nil }
        switch first {
        case "yesterday": return day(-1, index..<index + 1)
        case "today", "tonight": return day(0, index..<index + 1)
        case "tomorrow": return day(1, index..<index + 1)
        case "last", "this", "next": return relative(index, start: index)
        case "in", "on", "since", "until", "till", "from", "by", "around", "during":
            return afterPreposition(index)
        case "for", "over": return lasting(index)
        default: return ago(index, start: index)
        }
    }

    private func word(_ index: Int) -> String { index < limit ? words[index].folded : "" }

    private func span(
        _ unit: Calendar.Component, _ date: Date, _ range: Range<Int>,
        _ kind: TimeMention.Kind = .at
    ) -> TimeMention? {
        guard let interval = Self.calendar.dateInterval(of: unit, for: date) else { return nil }
        return TimeMention(
            kind: kind, date: interval.start, end: kind == .at ? interval.end : nil, words: range)
    }

    private func day(_ offset: Int, _ range: Range<Int>) -> TimeMention? {
        moved(.day, offset).flatMap { span(.day, $0, range) }
    }

    private func moved(_ unit: Calendar.Component, _ count: Int) -> Date? {
        Self.calendar.date(byAdding: unit, value: count, to: now)
    }

    /// `last week`, `next Friday`, `this summer`.
    private func relative(
        _ index: Int, start: Int, _ kind: TimeMention.Kind = .at
    ) -> TimeMention? {
        let step = ["last": -1, "this": 0, "next": 1][word(index)] ?? 0
        let range = start..<index + 2
        let name = word(index + 1)
        switch name {
        case "week": return moved(.weekOfYear, step).flatMap { span(.weekOfYear, $0, range, kind) }
        case "month": return moved(.month, step).flatMap { span(.month, $0, range, kind) }
        case "year": return moved(.year, step).flatMap { span(.year, $0, range, kind) }
        case "night": return day(step, range)
        case "weekend": return moved(.weekOfYear, step).flatMap { weekday(7, of: $0, range) }
        default: break
        }
        if let month = Self.months.firstIndex(of: name) {
            return self.month(month + 1, year: nil, step: step, range, kind)
        }
        if let month = Self.seasons[name] {
            return self.month(month, year: nil, step: step, range, kind)
        }
        if let number = Self.weekdays.firstIndex(of: name) {
            return near(weekday: number + 1, step: step == 0 ? 1 : step, range)
        }
        return nil
    }

    private func weekday(_ number: Int, of date: Date, _ range: Range<Int>) -> TimeMention? {
        guard let week = Self.calendar.dateInterval(of: .weekOfYear, for: date)?.start else {
            return nil
        }
        let offset = (number + 5) % 7
        return Self.calendar.date(byAdding: .day, value: offset, to: week)
            .flatMap { span(.day, $0, range) }
    }

    /// The nearest such day before or after today.
    private func near(weekday: Int, step: Int, _ range: Range<Int>) -> TimeMention? {
        let today = Self.calendar.component(.weekday, from: now)
        var distance = (weekday - today + 7) % 7
        if step < 0 { distance = distance == 0 ? -7 : distance - 7 }
        if step > 0, distance == 0 { distance = 7 }
        return day(distance, range)
    }

    private func month(
        _ month: Int, year: Int?, step: Int, _ range: Range<Int>,
        _ kind: TimeMention.Kind = .at
    ) -> TimeMention? {
        let current = Self.calendar.dateComponents([.year, .month], from: now)
        var number = year ?? current.year ?? 1970
        if year == nil, let present = current.month {
            if step < 0, month >= present { number -= 1 }
            if step > 0, month <= present { number += 1 }
            if step == 0, isPast, month > present { number -= 1 }
            if step == 0, !isPast, month < present { number += 1 }
        }
        return Self.calendar.date(from: DateComponents(year: number, month: month, day: 1))
            .flatMap { span(.month, $0, range, kind) }
    }

    private func year(_ index: Int) -> Int? {
        guard index < limit, words[index].text.count == 4, let year = Int(words[index].text),
            (1900...2100).contains(year)
        else { return nil }
        return year
    }

    /// `in 2019`, `since May`, `on Friday`, `on 3 June 2020`, `from 2015`, `in two weeks`.
    private func afterPreposition(_ index: Int) -> TimeMention? {
        let preposition = word(index)
        let kind: TimeMention.Kind =
            switch preposition {
            case "since", "from": .since
            case "until", "till": .until
            default: .at
            }
        var next = index + 1
        if ["early", "late", "mid", "around", "about", "the", "back"].contains(word(next)) {
            next += 1
        }
        if let year = year(next) {
            return Self.calendar.date(from: DateComponents(year: year, month: 1, day: 1))
                .flatMap { span(.year, $0, index..<next + 1, kind) }
        }
        if ["last", "next", "this"].contains(word(next)) {
            return relative(next, start: index, kind)
        }
        if let number = Self.weekdays.firstIndex(of: word(next)) {
            return near(weekday: number + 1, step: isPast ? -1 : 1, index..<next + 1)
        }
        if let mention = monthAndDay(next, start: index, kind) { return mention }
        guard preposition == "in" else { return nil }
        if Self.seasons[word(next)] != nil, let year = year(next + 1) {
            return month(Self.seasons[word(next)] ?? 1, year: year, step: 0, index..<next + 2)
        }
        if let (count, unit, end) = amount(next), let date = moved(unit, count) {
            return span(.day, date, index..<end)
        }
        return nil
    }

    private func monthAndDay(
        _ index: Int, start: Int, _ kind: TimeMention.Kind
    ) -> TimeMention? {
        func day(_ index: Int) -> Int? {
            guard index < limit else { return nil }
            let digits = words[index].folded.prefix { $0.isNumber }
            return Int(digits).flatMap { (1...31).contains($0) ? $0 : nil }
        }
        var place = index
        var dayNumber: Int?
        if let number = day(place) {
            dayNumber = number
            place += 1
            if word(place) == "of" { place += 1 }
        }
        guard let month = Self.months.firstIndex(of: word(place)) else { return nil }
        place += 1
        if dayNumber == nil, year(place) == nil, let number = day(place) {
            dayNumber = number
            place += 1
        }
        if word(place) == ",", year(place + 1) != nil { place += 1 }
        let year = year(place)
        if year != nil { place += 1 }
        guard let dayNumber else {
            return self.month(
                month + 1, year: year, step: kind == .since ? -1 : 0, start..<place, kind)
        }
        let current = Self.calendar.component(.year, from: now)
        guard var date = date(year ?? current, month, dayNumber) else { return nil }
        if year == nil, isPast, date > now {
            date = self.date(current - 1, month, dayNumber) ?? date
        }
        if year == nil, !isPast, date.addingTimeInterval(86_400) < now {
            date = self.date(current + 1, month, dayNumber) ?? date
        }
        return span(.day, date, start..<place, kind)
    }

    /// A count and its unit: `two weeks`, `a couple of years`, `10 days`.
    private func amount(_ index: Int) -> (Int, Calendar.Component, Int)? {
        var place = index
        if ["about", "around", "almost", "nearly", "over", "a", "an", "the", "past", "last"]
            .contains(word(place)), Self.units[word(place + 1)] == nil
        {
            place += 1
        }
        guard let count = EnglishWords.numbers[word(place)] ?? Int(word(place)), count < 1000
        else { return nil }
        place += 1
        if word(place) == "of" { place += 1 }
        if word(place) == "more" { place += 1 }
        guard let unit = Self.units[word(place)] else { return nil }
        let factor = word(place).hasPrefix("decade") ? 10 : 1
        return (count * factor, unit, place + 1)
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) -> Date? {
        Self.calendar.date(from: DateComponents(year: year, month: month + 1, day: day))
    }

    private func ago(_ index: Int, start: Int) -> TimeMention? {
        guard let (count, unit, end) = amount(index), word(end) == "ago",
            let date = moved(unit, -count)
        else { return nil }
        let precision: Calendar.Component = unit == .year ? .year : unit == .month ? .month : .day
        return span(precision, date, start..<end + 1)
    }

    /// `for ten years`: it began that long ago.
    private func lasting(_ index: Int) -> TimeMention? {
        guard let (count, unit, end) = amount(index + 1), let date = moved(unit, -count) else {
            return nil
        }
        if word(end) == "ago" { return nil }
        return TimeMention(kind: .lasting, date: date, end: nil, words: index..<end)
    }
}
