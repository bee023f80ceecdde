import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: sums by day and model are right. Method: random entries, summed the naive way beside it.
@Suite struct LedgerReportTests {
    private static func entries(_ count: Int) -> [LedgerEntry] {
        var random = SeededRandom(seed: 11)
        return (0..<count).map { index in
            let micros = 1_700_000_000_000_000 + Int64(random.next() % 864_000_000_000)
            return LedgerEntry(
                turn: TurnID("t\(index)"), time: Date(microsecondsSince1970: micros),
                door: "api", model: "m\(random.next() % 3)",
                usage: Usage(
                    promptTokens: Int(random.next() % 5000), cachedTokens: 3,
                    outputTokens: Int(random.next() % 900), firstToken: .milliseconds(5),
                    prefill: .milliseconds(7), decode: .microseconds(11)),
                total: .milliseconds(13), costMicros: Int64(random.next() % 10_000),
                outcome: random.next() % 5 == 0 ? .failed : .answered)
        }
    }

    private static func day(_ date: Date, _ offset: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: offset) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return String(
            format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    @Test(arguments: [0, 3600, -39_600, 50_400])
    func totalsAreThoseOfANaiveSum(offset: Int) async throws {
        let folder = try TemporaryFolder()
        let ledger = Ledger(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
        let entries = Self.entries(400)
        try await LedgerFixture.append(entries, to: ledger, at: folder.storePath)
        let groups = Dictionary(grouping: entries) { "\(Self.day($0.time, offset)) \($0.model)" }
        let totals = try await ledger.totals(by: .dayAndModel(offsetSeconds: offset))
        #expect(totals.count == groups.count)
        for total in totals {
            let key = "\(total.day ?? "") \(total.model ?? "")"
            let group = try #require(groups[key], "\(key)")
            #expect(total.calls == group.count)
            #expect(total.failures == group.count { $0.outcome == .failed })
            #expect(total.costMicros == group.map(\.costMicros).reduce(0, +))
            #expect(total.usage.promptTokens == group.map(\.usage.promptTokens).reduce(0, +))
            #expect(total.usage.outputTokens == group.map(\.usage.outputTokens).reduce(0, +))
            #expect(total.usage.decode == .microseconds(11 * group.count))
            #expect(total.total == .milliseconds(13 * group.count))
        }
        #expect(totals.map { "\($0.day ?? "") \($0.model ?? "")" } == groups.keys.sorted())
        let byModel = try await ledger.totals(by: .model)
        #expect(byModel.map(\.model) == ["m0", "m1", "m2"])
        #expect(byModel.map(\.calls).reduce(0, +) == 400)
        let byDay = try await ledger.totals(by: .day(offsetSeconds: offset))
        #expect(Set(byDay.map(\.day)) == Set(entries.map { Self.day($0.time, offset) }))
    }

    @Test func onlyEntriesInTheDatesCount() async throws {
        let folder = try TemporaryFolder()
        let ledger = Ledger(store: try Store(path: folder.storePath, schemas: [Ledger.schema]))
        let entries = Self.entries(100).sorted { $0.time < $1.time }
        try await LedgerFixture.append(entries, to: ledger, at: folder.storePath)
        let totals = try await ledger.totals(
            by: .model, in: entries[10].time..<entries[20].time)
        #expect(totals.map(\.calls).reduce(0, +) == 10)
        #expect(try await ledger.totals(by: .model, in: .distantPast..<entries[0].time) == [])
    }
}
