package import Foundation

/// Reads when a question asks about, against a clock: "last spring", "yesterday", "in May 2023", "on
/// Friday", "two weeks ago", "between March and May", and the same in Norwegian, German and Russian.
///
///     TimeExpression.span(in: "What did I eat yesterday?", now: now, calendar: calendar)
///
/// What lies ahead is not meant: "in May" is the last May that has begun.
package struct TimeExpression {
    private let words: [String]
    private let now: Date
    private let calendar: Calendar

    /// Whether a year stands for itself anywhere: "Out of Control (1992)".
    private let takesBareYears: Bool

    /// The stretch that a text speaks of; nil where it names none.
    ///
    /// - Complexity: O(words).
    package static func span(in text: String, now: Date, calendar: Calendar) -> TimeSpan? {
        let words = TextTerms.words(of: text)
        let spans = all(in: words, now: now, calendar: calendar)
        guard let first = spans.first else { return nil }
        let isRange = spans.count > 1 && words.contains(where: TimeWords.range.contains)
        return isRange ? spans.dropFirst().reduce(first) { $0.joined(with: $1) } : first
    }

    /// Every stretch that is named, in order.
    ///
    /// - Parameters:
    ///   - words: a text's words as ``TextTerms/words(of:)`` gives them.
    ///   - now: what "yesterday" is counted from.
    ///   - calendar: whose days they are.
    ///   - takesBareYears: whether a year needs no word before it that says that it is one.
    /// - Returns: the stretches.
    /// - Complexity: O(words); the calendar is asked only where a time is named.
    package static func all(
        in words: [String], now: Date, calendar: Calendar, takesBareYears: Bool = false
    ) -> [TimeSpan] {
        let expression = TimeExpression(
            words: words, now: now, calendar: calendar, takesBareYears: takesBareYears)
        var spans: [TimeSpan] = []
        var index = 0
        while index < words.count {
            if TimeWords.mayBegin(words[index]), let (span, count) = expression.read(at: index) {
                spans.append(span)
                index += count
            } else {
                index += 1
            }
        }
        return spans
    }

    private typealias Reading = (span: TimeSpan, words: Int)

    private func word(_ index: Int) -> String {
        words.indices.contains(index) ? words[index] : ""
    }

    private func number(_ index: Int, in range: ClosedRange<Int>) -> Int? {
        Int(word(index)).flatMap { range.contains($0) ? $0 : nil }
    }

    private func year(_ index: Int) -> Int? {
        word(index).count == 4 ? number(index, in: 1_900...2_200) : nil
    }

    /// A day of a month, also as "1st".
    private func day(_ index: Int) -> Int? {
        var text = Substring(word(index))
        for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) {
            text = text.dropLast(2)
        }
        return Int(text).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// Whether the word before lets a month, a season, a year or a weekday stand by itself.
    private func isIntroduced(_ index: Int) -> Bool {
        let before = word(index - 1)
        if let introductions = TimeWords.ambiguous[word(index)] {
            return introductions.contains(before)
                || TimeWords.joining.contains(before) && isMonthOrSeason(index - 2)
        }
        return TimeWords.prepositions.contains(before) || TimeWords.range.contains(before)
            || TimeWords.last.contains(before) || TimeWords.this.contains(before)
            || TimeWords.joining.contains(before)
    }

    private func isMonthOrSeason(_ index: Int) -> Bool {
        TimeWords.months[word(index)] != nil || TimeWords.seasons[word(index)] != nil
    }

    /// The most telling reading of the words that begin at a place.
    private func read(at index: Int) -> Reading? {
        writtenDate(index) ?? namedDate(index) ?? month(index) ?? season(index) ?? namedDay(index)
            ?? counted(index) ?? relative(index) ?? weekday(index) ?? bareYear(index)
    }

    // MARK: Dates

    /// `2023-05-17`, `17.05.2023`, `2023-05`.
    private func writtenDate(_ index: Int) -> Reading? {
        if let year = year(index), let month = number(index + 1, in: 1...12),
            let day = number(index + 2, in: 1...31), word(index + 1).count == 2
        {
            return span(year: year, month: month, day: day).map { ($0, 3) }
        }
        if let day = number(index, in: 1...31), let month = number(index + 1, in: 1...12),
            let year = year(index + 2)
        {
            return span(year: year, month: month, day: day).map { ($0, 3) }
        }
        if let year = year(index), let month = number(index + 1, in: 1...12),
            word(index + 1).count == 2
        {
            return span(year: year, month: month).map { ($0, 2) }
        }
        return nil
    }

    /// "17 May 2023", "May 17th, 2023", "17. mai", "7th of May".
    private func namedDate(_ index: Int) -> Reading? {
        if let day = day(index) {
            let isOf = word(index + 1) == "of"
            let place = index + (isOf ? 2 : 1)
            guard let month = TimeWords.months[word(place)] else { return nil }
            return date(month: month, day: day, yearAt: place + 1, from: index)
        }
        if let month = TimeWords.months[word(index)], let day = day(index + 1) {
            return date(month: month, day: day, yearAt: index + 2, from: index)
        }
        return nil
    }

    private func date(month: Int, day: Int, yearAt place: Int, from index: Int) -> Reading? {
        if let year = year(place) {
            return span(year: year, month: month, day: day).map { ($0, place + 1 - index) }
        }
        return latest { span(year: $0, month: month, day: day) }.map { ($0, place - index) }
    }

    private func month(_ index: Int) -> Reading? {
        guard let month = TimeWords.months[word(index)] else { return nil }
        let place = index + (word(index + 1) == "of" ? 2 : 1)
        if let year = year(place) {
            return span(year: year, month: month).map { ($0, place + 1 - index) }
        }
        guard isIntroduced(index) else { return nil }
        return latest { span(year: $0, month: month) }.map { ($0, 1) }
    }

    private func season(_ index: Int) -> Reading? {
        guard let season = TimeWords.seasons[word(index)] else { return nil }
        let place = index + (word(index + 1) == "of" ? 2 : 1)
        if let year = year(place) {
            return span(year: year, season: season).map { ($0, place + 1 - index) }
        }
        let isTheOnlyOne = word(index - 1) == "the" && TimeWords.ambiguous[word(index)] == nil
        guard
            isIntroduced(index) || isTheOnlyOne || word(index).hasSuffix("ой")
                || word(index).hasSuffix("ом") || word(index).hasSuffix("ью")
        else { return nil }
        return latest { span(year: $0, season: season) }.map { ($0, 1) }
    }

    private func bareYear(_ index: Int) -> Reading? {
        guard let year = year(index),
            takesBareYears || isIntroduced(index) || TimeWords.units[word(index - 1)] == 4
        else { return nil }
        return span(year: year).map { ($0, 1) }
    }

    // MARK: Counted from now

    private func namedDay(_ index: Int) -> Reading? {
        if word(index) == "i", let day = ["dag": 1, "gar": 2, "forgars": 3][word(index + 1)] {
            return span(unit: 1, back: day - 1).map { ($0, 2) }
        }
        guard let day = TimeWords.days[word(index)] else { return nil }
        let isBefore = day == 2 && word(index - 1) == "before" && word(index - 2) == "day"
        return span(unit: 1, back: day - 1 + (isBefore ? 1 : 0)).map { ($0, 1) }
    }

    /// "two weeks ago", "for to uker siden", "vor zwei Wochen", "две недели назад".
    private func counted(_ index: Int) -> Reading? {
        guard let unit = TimeWords.units[word(index + 1)],
            let count = number(index, in: 1...500) ?? TimeWords.numbers[word(index)]
        else { return nil }
        let isPast =
            TimeWords.ago.contains(word(index + 2)) || TimeWords.before.contains(word(index - 1))
        guard isPast else { return nil }
        // "Two weeks ago" is about: the day itself for days, the week, month or year around it else.
        return span(unit: unit, back: count).map { ($0, 3) }
    }

    /// "last week", "this month", "i fjor", "letztes Jahr", "на прошлой неделе", "last night".
    private func relative(_ index: Int) -> Reading? {
        if word(index) == "i", word(index + 1) == "fjor" {
            return span(unit: 4, back: 1).map { ($0, 2) }
        }
        let back: Int
        if TimeWords.last.contains(word(index)) {
            back = 1
        } else if TimeWords.this.contains(word(index)) {
            back = 0
        } else {
            return nil
        }
        let next = word(index + 1)
        if let unit = TimeWords.units[next] { return span(unit: unit, back: back).map { ($0, 2) } }
        switch next {
        case "night", "evening": return span(unit: 1, back: back).map { ($0, 2) }
        case "morning", "afternoon": return span(unit: 1, back: 0).map { ($0, 2) }
        case "weekend", "helg", "wochenende": return weekend(back).map { ($0, 2) }
        default: return nil
        }
    }

    private func weekday(_ index: Int) -> Reading? {
        guard let weekday = TimeWords.weekdays[word(index)], isIntroduced(index) else { return nil }
        let today = calendar.component(.weekday, from: now)
        let back = (today - weekday + 7) % 7
        return span(unit: 1, back: back == 0 ? 7 : back).map { ($0, 1) }
    }

    private func weekend(_ back: Int) -> TimeSpan? {
        let today = calendar.component(.weekday, from: now)
        // Days since the last Saturday that has begun.
        let since = today % 7 + (back == 1 && today % 7 < 2 ? 7 : 0)
        guard let saturday = span(unit: 1, back: since) else { return nil }
        return calendar.date(byAdding: .day, value: 2, to: saturday.start).map {
            TimeSpan(start: saturday.start, end: $0)
        }
    }

    // MARK: Spans of the calendar

    /// The last one that has begun, of this year or one before.
    private func latest(_ make: (Int) -> TimeSpan?) -> TimeSpan? {
        let year = calendar.component(.year, from: now)
        guard let span = make(year) else { return make(year - 1) }
        return span.start <= now ? span : make(year - 1)
    }

    private static let components: [Calendar.Component] = [.day, .weekOfYear, .month, .year]

    /// The day, week, month or year that lies so many before the one that is; 1 is a day.
    private func span(unit: Int, back: Int) -> TimeSpan? {
        let component = Self.components[unit - 1]
        guard let moment = calendar.date(byAdding: component, value: -back, to: now),
            let interval = calendar.dateInterval(of: component, for: moment)
        else { return nil }
        return TimeSpan(start: interval.start, end: interval.end)
    }

    private func span(year: Int, month: Int, day: Int) -> TimeSpan? {
        span(DateComponents(year: year, month: month, day: day), .day, 1).flatMap { span in
            // A calendar makes 3 March of 31 February.
            calendar.component(.day, from: span.start) == day ? span : nil
        }
    }

    private func span(year: Int, month: Int) -> TimeSpan? {
        span(DateComponents(year: year, month: month, day: 1), .month, 1)
    }

    private func span(year: Int, season: Int) -> TimeSpan? {
        span(DateComponents(year: year, month: 3 * season, day: 1), .month, 3)
    }

    private func span(year: Int) -> TimeSpan? {
        span(DateComponents(year: year, month: 1, day: 1), .year, 1)
    }

    private func span(
        _ components: DateComponents, _ unit: Calendar.Component, _ count: Int
    ) -> TimeSpan? {
        guard let start = calendar.date(from: components),
            let end = calendar.date(byAdding: unit, value: count, to: start)
        else { return nil }
        return TimeSpan(start: start, end: end)
    }
}
