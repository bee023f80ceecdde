import AikiBase
import AikiDialogue
import AikiHouse
import AikiLedger
import AikiPlanner
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: a plan stands on what the ledger holds, and a later one says how the earlier forecast came out.
/// Method: a house whose ledger is filled day by day, opened again a month later.
@Suite struct PlanningTests {
    /// Noon of a day of 2026, counted from 1.
    private static func noon(_ day: Int) -> Date {
        Date(timeIntervalSince1970: 1_767_268_800 + Double(day - 1) * 86_400)
    }

    /// Records calls as turns do; the house must not be open.
    private static func fill(_ home: HouseHome, days: Range<Int>, perDay: Int) async throws {
        let store = try Store(path: home.storeFile.path, schemas: House.schemas)
        let ledger = Ledger(store: store)
        for day in days {
            for call in 0..<perDay {
                let isLocal = call % 4 != 0
                let turn = TurnID("\(day)-\(call)")
                var entry = LedgerEntry(
                    turn: turn, time: noon(day), door: "chat", model: isLocal ? "tiny" : "far/m",
                    isLocal: isLocal,
                    usage: Usage(
                        promptTokens: 400, cachedTokens: 100, outputTokens: 60,
                        prefill: isLocal ? .seconds(1) : .zero,
                        decode: isLocal ? .seconds(2) : .zero),
                    costMicros: isLocal ? 0 : 3000, outcome: .answered)
                entry.provider = isLocal ? nil : "far"
                entry.energyMicrojoules = isLocal ? 60_000_000 : 0
                let recorded = entry
                try await store.write { _ = try ledger.append(recorded, in: $0) }
                guard isLocal, call % 4 == 1 else { continue }
                try await ledger.record(
                    day % 5 == 0 ? .disliked : .accepted, on: turn, at: noon(day))
            }
        }
        try store.close()
    }

    @Test func `a plan reads the ledger, keeps its forecast, and later says how that came out`()
        async throws
    {
        let folder = try TemporaryFolder()
        let home = try HouseHome(environment: ["AIKI_HOME": folder.path])
        let base = try Scenario.shipped("assistant")
        try await Self.fill(home, days: 1..<41, perDay: 8)
        var house = try House(home, clock: FixedWallClock(Self.noon(41)))
        let use = try await house.ownUse(over: base)
        #expect(use.measured.days == 40 && use.measured.calls == 320)
        #expect(use.measured.localCalls == 240)
        let scenario = use.scenario
        #expect(abs(scenario.estimate(.interactions).value - 8 * 365.25 / 12) < 0.01)
        #expect(scenario.estimate(.promptTokens).value == 400)
        #expect(scenario.estimate(.promptRate).value == 300)
        #expect(scenario.estimate(.outputRate).value == 30)
        #expect(scenario.estimate(.wattsBusy).value == 20)
        #expect(scenario.estimate(.externalShare).value == 25)
        #expect(scenario.estimate(.cachedShare).value == 25)
        #expect(scenario.estimate(.localAcceptance).value == 80)
        #expect(use.review.outcomes.isEmpty)
        try await house.keepForecasts(of: use)
        try await house.close()

        try await Self.fill(home, days: 41..<75, perDay: 10)
        house = try House(home, clock: FixedWallClock(Self.noon(75)))
        let later = try await house.ownUse(over: base)
        let outcomes = later.review.outcomes
        #expect(outcomes.map(\.forecast.day) == ["2026-02-10", "2026-02-10"])
        #expect(outcomes.map(\.isOver) == [true, true])
        let calls = try #require(outcomes.first { $0.forecast.unit == .interactions })
        #expect(abs(calls.forecast.sum - 240) < 0.01 && calls.actual == 300)
        #expect(abs((calls.error ?? 0) + 0.2) < 1e-4)
        let dollars = try #require(outcomes.first { $0.forecast.unit == .dollars })
        #expect(abs(dollars.forecast.sum - 0.18) < 1e-6 && abs(dollars.actual - 0.27) < 1e-9)
        try await house.close()
    }

    @Test func `a ledger that is too young makes no plan`() async throws {
        let folder = try TemporaryFolder()
        let home = try HouseHome(environment: ["AIKI_HOME": folder.path])
        try await Self.fill(home, days: 1..<10, perDay: 5)
        let house = try House(home, clock: FixedWallClock(Self.noon(10)))
        await #expect(throws: PlannerError.self) {
            try await house.ownUse(over: try Scenario.shipped("assistant"))
        }
        try await house.close()
    }
}
