import AikiMemory
import Foundation
import Testing

/// Goal: people's words for times mean what they mean by them. Method: expressions and the days they
/// stand for, counted by hand from Wednesday, 15 May 2024.
@Suite struct TimeExpressionTests {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        calendar.firstWeekday = 2
        return calendar
    }()

    private static func date(_ text: String) -> Date {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return calendar.date(
            from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
            ?? Date(timeIntervalSince1970: 0)
    }

    private func span(_ text: String) -> TimeSpan? {
        TimeExpression.span(
            in: text, now: Self.date("2024-05-15").addingTimeInterval(50_000),
            calendar: Self.calendar)
    }

    @Test(arguments: [
        ("What did I eat yesterday?", "2024-05-14", "2024-05-15"),
        ("and the day before yesterday", "2024-05-13", "2024-05-14"),
        ("today", "2024-05-15", "2024-05-16"),
        ("last night", "2024-05-14", "2024-05-15"),
        ("last week", "2024-05-06", "2024-05-13"), ("this week", "2024-05-13", "2024-05-20"),
        ("last month", "2024-04-01", "2024-05-01"), ("last year", "2023-01-01", "2024-01-01"),
        ("last spring", "2024-03-01", "2024-06-01"), ("last summer", "2023-06-01", "2023-09-01"),
        ("in the winter of 2021", "2021-12-01", "2022-03-01"),
        ("in May 2023", "2023-05-01", "2023-06-01"), ("in June", "2023-06-01", "2023-07-01"),
        ("in May", "2024-05-01", "2024-06-01"), ("in 2019", "2019-01-01", "2020-01-01"),
        ("on Friday", "2024-05-10", "2024-05-11"), ("last Wednesday", "2024-05-08", "2024-05-09"),
        ("two weeks ago", "2024-04-29", "2024-05-06"), ("3 days ago", "2024-05-12", "2024-05-13"),
        ("a year ago", "2023-01-01", "2024-01-01"),
        ("on 7 May 2023", "2023-05-07", "2023-05-08"),
        ("May 7th, 2023", "2023-05-07", "2023-05-08"),
        ("the 7th of May", "2024-05-07", "2024-05-08"), ("on 20 May", "2023-05-20", "2023-05-21"),
        ("2023-05-07", "2023-05-07", "2023-05-08"), ("07.05.2023", "2023-05-07", "2023-05-08"),
        ("last: 2022-04", "2022-04-01", "2022-05-01"),
        ("the year 2019", "2019-01-01", "2020-01-01"),
        ("last weekend", "2024-05-11", "2024-05-13"),
        ("from January 2023 to March 2023", "2023-01-01", "2023-04-01"),
        ("hva gjorde jeg i går?", "2024-05-14", "2024-05-15"),
        ("i fjor", "2023-01-01", "2024-01-01"),
        ("forrige uke", "2024-05-06", "2024-05-13"), ("i mai 2023", "2023-05-01", "2023-06-01"),
        ("for to uker siden", "2024-04-29", "2024-05-06"),
        ("am 7. Mai 2023", "2023-05-07", "2023-05-08"), ("gestern", "2024-05-14", "2024-05-15"),
        ("letzte Woche", "2024-05-06", "2024-05-13"),
        ("vor drei Tagen", "2024-05-12", "2024-05-13"),
        ("im letzten Sommer", "2023-06-01", "2023-09-01"),
        ("вчера", "2024-05-14", "2024-05-15"), ("7 мая 2023", "2023-05-07", "2023-05-08"),
        ("на прошлой неделе", "2024-05-06", "2024-05-13"),
        ("две недели назад", "2024-04-29", "2024-05-06"),
        ("in the fall", "2023-09-01", "2023-12-01"), ("last fall", "2023-09-01", "2023-12-01"),
        ("from summer to fall", "2023-06-01", "2023-12-01"),
        ("i høst", "2023-09-01", "2023-12-01"), ("i vår", "2024-03-01", "2024-06-01"),
        ("i mars", "2024-03-01", "2024-04-01"), ("siden mars", "2024-03-01", "2024-04-01"),
        ("mellom januar og mars", "2024-01-01", "2024-04-01"),
        ("in Jan", "2024-01-01", "2024-02-01"), ("on 3 Jan", "2024-01-03", "2024-01-04"),
    ])
    func anExpressionIsItsDays(text: String, start: String, end: String) throws {
        let found = try #require(span(text))
        #expect(
            found == TimeSpan(start: Self.date(start), end: Self.date(end)), "\(text): \(found)")
    }

    @Test func allThatIsNamedIsReadAndAYearAloneWhereItIsAsked() {
        let words = TextTerms.words(of: "1982: seen on 3 May 2021, again 2022-01-09; by A. 2022-13")
        let spans = { (takesBareYears: Bool) in
            TimeExpression.all(
                in: words, now: Self.date("2024-05-15"), calendar: Self.calendar,
                takesBareYears: takesBareYears
            ).map { [$0.start, $0.end] }
        }
        let days = [["2021-05-03", "2021-05-04"], ["2022-01-09", "2022-01-10"]]
        #expect(spans(false) == days.map { $0.map(Self.date) })
        let years = [["1982-01-01", "1983-01-01"]] + days + [["2022-01-01", "2023-01-01"]]
        #expect(spans(true) == years.map { $0.map(Self.date) })
    }

    @Test(arguments: [
        "", "What may I do?", "We march on", "a day in the life", "the second one",
        "on 31 February",
        "Who was the host of the party?", "Is there life on Mars?", "The Earth and Mars",
        "Was mache ich in diesem Fall?", "Gilt das auch im Fall meiner Schwester?",
        "Why is it hard to fall asleep?", "Hva gjør jeg i fall det regner?", "Dette var godt",
        "Hun kom og var glad", "Hva skrev jeg i brevet fra Jan?",
        "12 monkeys", "two weeks", "99999999999999999999 days ago", "in 20190",
    ])
    func whatNamesNoTimeIsNone(text: String) {
        #expect(span(text) == nil)
    }
}
