import AikiBase
import AikiDialogue
import AikiLedger
import AikiPlanner
import Foundation
import Testing

/// Goal: the next thirty days are known to 15 %, where they can be. Method: traces of many kinds replayed
/// from a seed: weekdays, growth, seasons, changes of level, with the unevenness of counts.
@Suite struct ForecastTests {
    /// What a trace does beside its weekdays.
    enum Kind: String, CaseIterable {
        case steady, growing, shrinking, seasonal
    }

    static func trace(_ kind: Kind, days: Int, seed: UInt64) -> [Double] {
        var random = SeededRandom(seed: seed)
        let base = 20 + random.nextUnit() * 200
        let week = (0..<7).map { _ in exp((random.nextUnit() - 0.5) * 1.4) }
        let phase = random.nextUnit() * 6.28
        return (0..<days).map { day in
            let trend: Double =
                switch kind {
                case .steady: 1
                case .growing: exp(0.06 * Double(day) / 30)
                case .shrinking: exp(-0.06 * Double(day) / 30)
                case .seasonal: 1 + 0.15 * sin(2 * .pi * Double(day) / 365 + phase)
                }
            let expected = base * week[day % 7] * trend
            // The normal that a Poisson count of this size comes near to, by twelve uniforms, and a day's
            // own mood of 20 % on top.
            let normal = { () -> Double in
                (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUnit() }
            }
            let count = expected + expected.squareRoot() * normal()
            return max(0, (count * (1 + 0.2 * normal())).rounded())
        }
    }

    @Test(arguments: Kind.allCases)
    func `replayed traces are forecast within 15 percent`(kind: Kind) throws {
        var within = 0
        var errors: [Double] = []
        for seed in 0..<100 {
            let trace = Self.trace(kind, days: 120, seed: UInt64(seed) + 1000)
            let forecast = try #require(UseForecast(days: Array(trace.prefix(90))))
            let actual = trace.suffix(30).reduce(0, +)
            errors.append(abs(forecast.sum / actual - 1))
            if errors[seed] <= 0.15 { within += 1 }
        }
        #expect(within >= 90, "\(kind): \(within) of 100 within 15 %")
        #expect(errors.sorted()[50] < 0.08)
    }

    @Test func `the range holds about four in five`() throws {
        var held = 0
        for seed in 0..<200 {
            let trace = Self.trace(.steady, days: 90, seed: UInt64(seed) + 5000)
            let forecast = try #require(UseForecast(days: Array(trace.prefix(60))))
            let actual = trace.suffix(30).reduce(0, +)
            if forecast.low <= actual, actual <= forecast.high { held += 1 }
        }
        #expect((140...198).contains(held), "\(held) of 200")
    }

    @Test func `fourteen days are enough and thirteen are not`() {
        let days = [Double](repeating: 5, count: UseForecast.daysMin)
        #expect(abs((UseForecast(days: days)?.sum ?? 0) - 150) < 1e-6)
        #expect(UseForecast(days: Array(days.dropLast())) == nil)
        #expect(UseForecast(days: [Double](repeating: 0, count: 20))?.sum == 0)
    }

    @Test func `what is older than the longest history changes nothing`() {
        var random = SeededRandom(seed: 2)
        let late = (0..<UseForecast.daysMax).map { _ in random.nextUnit() * 10 }
        let early = (0..<70).map { _ in random.nextUnit() * 1000 }
        #expect(UseForecast(days: early + late) == UseForecast(days: late))
    }

    /// Ten calls a day from the start of 2026 on, each as the closure makes it.
    private static func report(
        days: Int, _ fill: (_ call: Int, inout LedgerEntry) -> Void
    ) throws -> LedgerReport {
        var report = LedgerReport(reference: nil, kilowattHourMicros: 0, zone: .gmt)
        let start = try Date("2026-01-01T12:00:00Z", strategy: .iso8601)
        for day in 0..<days {
            for call in 0..<10 {
                var entry = LedgerEntry(
                    turn: TurnID("\(day)-\(call)"),
                    time: start.addingTimeInterval(Double(day) * 86_400), door: "chat",
                    model: "tiny", isLocal: true, outcome: .answered)
                fill(call, &entry)
                report.add(entry)
            }
        }
        return report
    }

    @Test func `an answer from the cache went nowhere`() throws {
        let report = try Self.report(days: 20) { call, entry in
            entry.isLocal = call < 5
            entry.model = call < 5 ? "tiny" : "gpt"
            entry.provider = call < 5 ? nil : "openai"
            if call >= 7 { entry.decision = ["cache": "exact"] }
        }
        let use = try MeasuredUse(report, today: "2026-01-20")
        let scenario = use.scenario(over: try Scenario.shipped("assistant"), price: nil)
        #expect(scenario.estimate(.externalShare).value == 20)
    }

    @Test func `a back-test compares what was said with what came`() {
        let days = Self.trace(.steady, days: 120, seed: 7)
        let test = BackTest(days: days)
        #expect(test.trials.map(\.origin) == Array(stride(from: 34, through: 90, by: 7)))
        for trial in test.trials {
            #expect(trial.actual == days[trial.origin..<trial.origin + 30].reduce(0, +))
        }
        #expect((test.share(within: 0.15) ?? 0) > 0.7)
        #expect(BackTest(days: Array(days.prefix(57))).trials.isEmpty)
        #expect(BackTest(days: Array(days.prefix(58))).trials.count == 1)
    }

    /// A ledger of sixty days replayed, then asked what it says.
    @Test func `a scenario takes its numbers from the ledger`() throws {
        let report = try Self.report(days: 60) { call, entry in
            entry.isLocal = call < 8
            entry.model = call < 8 ? "tiny" : "gpt"
            entry.usage = Usage(
                promptTokens: 1000, cachedTokens: 500, outputTokens: 100,
                firstToken: .zero, prefill: .seconds(1), decode: .seconds(2))
            entry.costMicros = call < 8 ? 0 : 4000
            entry.energyMicrojoules = call < 8 ? 90_000_000 : 0
            entry.provider = call < 8 ? nil : "openai"
        }
        let use = try MeasuredUse(report, today: "2026-03-01")
        #expect(use.days == 60)
        #expect(abs(use.costPerDay[3] - 0.008) < 1e-12)
        let price = Price(
            provider: "openai", model: "gpt", day: "2026-01-01", prompt: 2_000_000,
            cached: 500_000, output: 8_000_000)
        let scenario = use.scenario(over: try Scenario.shipped("assistant"), price: price)
        #expect(abs(scenario.estimate(.interactions).value - 10 * 365.25 / 12) < 0.01)
        #expect(scenario.estimate(.promptRate).value == 500)
        #expect(scenario.estimate(.outputRate).value == 50)
        #expect(scenario.estimate(.wattsBusy).value == 30)
        #expect(scenario.estimate(.cachedShare).value == 50)
        #expect(scenario.estimate(.externalShare).value == 20)
        #expect(scenario.estimate(.hardware).value == 1200)
        let plan = Planner(months: 12, draws: 50, seed: 1).plan(scenario)
        // (500 · 2 + 500 · 0.5 + 100 · 8) / 1e6 a call, over a year.
        let year = 10 * 365.25 * 2050 / 1e6
        #expect(abs(plan.outlook(.cloud).firstYear - year) < 0.01)
        #expect(throws: PlannerError.recordMissing(days: 0, needed: UseForecast.daysMin)) {
            try MeasuredUse(
                LedgerReport(reference: nil, kilowattHourMicros: 0, zone: .gmt),
                today: "2026-03-01")
        }
    }

    /// A few calls, and judgements of some of them.
    private static func report(
        calls: Int, from first: String, days: Int, judged: Int = 0, good: Int = 0
    ) throws -> LedgerReport {
        var report = LedgerReport(reference: nil, kilowattHourMicros: 0, zone: .gmt)
        let start = try Date("\(first)T12:00:00Z", strategy: .iso8601)
        for call in 0..<calls {
            var entry = LedgerEntry(
                turn: TurnID("\(call)"),
                time: start.addingTimeInterval(Double(call % days) * 86_400), door: "chat",
                model: "tiny", isLocal: true,
                usage: Usage(
                    promptTokens: call % 10 == 0 ? 5000 : 100, outputTokens: 50,
                    prefill: .seconds(1), decode: .seconds(1)), costMicros: 2000,
                outcome: .answered)
            entry.energyMicrojoules = 40_000_000
            report.add(entry)
            guard call < judged else { continue }
            entry.kind = .feedback
            entry.feedback = call < good ? .liked : .disliked
            report.add(entry)
        }
        return report
    }

    @Test func `what a few calls say is not taken for measured, and that is said`() throws {
        let base = try Scenario.shipped("assistant")
        let few = try MeasuredUse(
            Self.report(
                calls: MeasuredUse.callsMin - 1, from: "2026-01-01", days: 15,
                judged: MeasuredUse.judgedMin - 1, good: 1), today: "2026-01-15")
        let kept = few.scenario(over: base, price: nil)
        for assumption in [
            Assumption.promptTokens, .outputTokens, .promptRate, .outputRate, .wattsBusy,
            .localAcceptance, .electricity,
        ] {
            #expect(kept.estimate(assumption) == base.estimate(assumption))
        }
        #expect(few.text.contains("19 answers of 20") && few.text.contains("19 judged of 20"))
        #expect(few.json["watts"] == .null && few.json["prompt_tokens"] == .null)

        let enough = try MeasuredUse(
            Self.report(
                calls: MeasuredUse.callsMin, from: "2026-01-01", days: 15,
                judged: MeasuredUse.judgedMin, good: 15), today: "2026-01-15")
        let scenario = enough.scenario(over: base, price: nil)
        #expect(scenario.estimate(.outputRate).value == 50)
        #expect(scenario.estimate(.wattsBusy).value == 20)
        #expect(scenario.estimate(.promptTokens).value == 590)
        let acceptance = scenario.estimate(.localAcceptance)
        // Wilson's interval for 15 of 20 at 90 %.
        #expect(acceptance.value == 75)
        #expect(abs(acceptance.low - 56.9) < 0.2 && abs(acceptance.high - 87.2) < 0.2)
        #expect(enough.text.contains("half below 128, nine in ten below 128"))
        #expect(enough.json["prompt_tokens_below"]?["8192"]?.wholeNumber == 2)
        #expect(!enough.text.contains("Too little"))
    }

    @Test func `kept forecasts are held against what came`() throws {
        let early = try Self.report(calls: 280, from: "2026-01-01", days: 28)
        let use = try MeasuredUse(early, today: "2026-01-28")
        let kept = use.forecasts(from: "2026-01-29")
        #expect(kept.map(\.unit) == [.interactions, .dollars])
        #expect(abs(kept[0].sum - 300) < 1e-6 && abs(kept[1].sum - 0.6) < 1e-9)

        // 20 a day came where 10 were forecast.
        let late = try Self.report(calls: 1200, from: "2026-01-29", days: 60)
        let half = ForecastReview(kept, report: late, today: "2026-02-12")
        #expect(half.outcomes.map(\.daysOver) == [15, 15])
        #expect(half.outcomes[0].actual == 300 && half.outcomes[0].error == nil)
        #expect(half.share(.interactions, within: 0.15) == nil)
        let whole = ForecastReview(kept, report: late, today: "2026-03-31")
        #expect(whole.outcomes.map(\.daysOver) == [30, 30])
        #expect(whole.outcomes[0].actual == 600 && whole.outcomes[0].error == -0.5)
        #expect(abs(whole.outcomes[1].actual - 1.2) < 1e-9)
        #expect(whole.share(.interactions, within: 0.5) == 1)
        #expect(whole.share(.dollars, within: 0.15) == 0)
        #expect(whole.text.contains("600 came, -50.0 % off"))
        #expect(whole.json["forecasts"]?.elements?.count == 2)
        let before = ForecastReview(kept, report: late, today: "2026-01-28")
        #expect(before.outcomes.map(\.daysOver) == [0, 0])
        #expect(ForecastReview([], report: late, today: "2026-03-31").text.isEmpty)
    }
}
