import AikiBase
import AikiPlanner
import Foundation
import Testing

/// Goal: a plan is right, repeats from its seed, and changes its mind where it should. Method: sums by
/// hand, cases at either side of every threshold, and properties over random scenarios.
@Suite struct PlannerTests {
    private static func scenario(_ text: String) throws -> Scenario {
        try Scenario(toml: "[use]\ninteractions_per_month = 1000\n" + text, path: "test.toml")
    }

    private static func plan(_ scenario: Scenario, months: Int = 36) -> Plan {
        Planner(months: months, draws: 200, seed: 3).plan(scenario)
    }

    @Test func `science is worth building for, sport is not`() throws {
        let paradigm = Self.plan(try Scenario.shipped("paradigm"))
        #expect([.localNow, .hybrid].contains(paradigm.verdict.choice))
        #expect(!paradigm.thresholds.contains { !$0.isPassed })
        let sport = Self.plan(try Scenario.shipped("sport"))
        #expect(sport.verdict.choice == .cloud)
        #expect(!sport.thresholds.contains { $0.kind.isReason && $0.isPassed })
    }

    @Test func `the seven layers double, and their hours add up`() throws {
        #expect(CustomisationLayer.allCases.map(\.complexity) == [1, 2, 4, 8, 16, 32, 64])
        #expect(CustomisationLayer.orchestration.complexityInAll == 127)
        let scenario = try Self.scenario(
            "[work]\nbase_hours = 3\nhour_dollars = 10\nupkeep_percent_per_month = 0\n"
                + "cloud_percent = 0\n[need]\ndeepest_layer = \"memory\"")
        let plan = Self.plan(scenario)
        #expect(plan.outlook(.local).hours == 3 * (1 + 2 + 4))
        #expect(abs(plan.outlook(.local).curve.parts.work - 210) < 1e-9)
        #expect(plan.outlook(.cloud).hours == 0)
    }

    /// By hand: 2,000 W·h an hour of work, and so on; every part once.
    @Test func `each part of the cost is what a person computes`() throws {
        let plan = Self.plan(
            try Self.scenario(
                """
                growth_percent_per_month = 10
                prompt_tokens = 1000
                cached_percent = 20
                output_tokens = 500
                [cloud]
                prompt_dollars_per_million = 2
                cached_dollars_per_million = 0.5
                output_dollars_per_million = 8
                subscription_per_month = 7
                price_decline_percent_per_year = 30
                [local]
                hardware_dollars = 1000
                life_years = 2
                resale_percent = 25
                fine_tuning_dollars = 120
                fine_tunings_per_year = 1
                watts_busy = 400
                watts_idle = 40
                dollars_per_kwh = 0.5
                prompt_tokens_per_second = 400
                output_tokens_per_second = 50
                """))
        let interaction: Double = (800 * 2 + 200 * 0.5 + 500 * 8) / 1e6
        let cloud = (0..<36).map { month -> Double in
            let count: Double = 1000 * pow(1.1, Double(month))
            return 7 + count * interaction * pow(0.7, Double(month) / 12)
        }
        #expect(abs(plan.outlook(.cloud).curve.parts.provider - cloud.reduce(0, +)) < 1e-6)
        let month = 365.25 / 12 * 86_400.0
        let electricity = (0..<36).map { index -> Double in
            let busy: Double = 1000 * pow(1.1, Double(index)) * 12
            let joules: Double = busy * 400 + (month - busy) * 40
            return joules / 3.6e6 * 0.5
        }
        let local = plan.outlook(.local).curve
        #expect(abs(local.parts.electricity - electricity.reduce(0, +)) < 1e-6)
        #expect(abs(local.parts.fineTuning - (120 + 35 * 10)) < 1e-9)
        // Bought at the start, and again after two years for what the old one brings in.
        #expect(abs(local.parts.hardware - (1000 + 750)) < 1e-9)
        #expect(abs(local.residual - 1000 * pow(0.25, 0.5)) < 1e-9)
        let capacity = try #require(plan.capacityPerMonth)
        #expect(abs(capacity - month * 0.5 / 12) < 1e-6)
    }

    @Test func `a second machine is bought when one is too slow`() throws {
        let text = """
            [local]
            hardware_dollars = 100
            output_tokens_per_second = 0.05
            """
        let plan = Self.plan(try Self.scenario("output_tokens = 300\n" + text))
        // 6,000 s an answer, 219 answers a month at half the time: five machines for a thousand.
        #expect(plan.outlook(.local).curve.months[0].hardware == 500)
        #expect(plan.outlook(.hybrid).curve.months[0].hardware == 500)
    }

    @Test func `the same seed draws the same worlds, another one others`() throws {
        let scenario = try Scenario.shipped("paradigm")
        let first = Planner(months: 24, draws: 300, seed: 9).plan(scenario)
        let again = Planner(months: 24, draws: 300, seed: 9).plan(scenario)
        #expect(first == again)
        let other = Planner(months: 24, draws: 300, seed: 10).plan(scenario)
        #expect(first.uncertainty != other.uncertainty)
        #expect(first.outlooks == other.outlooks)
    }

    /// Triangles have known means: the mean of a draw is (low + value + high) / 3.
    @Test func `worlds are drawn from the ranges that are given`() throws {
        let scenario = try Self.scenario(
            """
            growth_percent_per_month = { value = 0, low = 0, high = 0 }
            [cloud]
            subscription_per_month = { value = 10, low = 4, high = 40 }
            """)
        let plan = Planner(months: 12, draws: 20_000, seed: 5).plan(scenario)
        let spread = try #require(plan.uncertainty.cost[.cloud])
        #expect(spread.p5 > 48 && spread.p95 < 480)
        // The median of the triangle 4, 10, 40: high − √((1 − ½)·(high − low)·(high − value)).
        let median = 40 - (0.5 * 36 * 30).squareRoot()
        #expect(abs(spread.median - 12 * median) < 6)
    }

    @Test func `flips are where the cheapest option really changes`() throws {
        var random = SeededRandom(seed: 77)
        for _ in 0..<40 {
            let bill = 1 + random.nextUnit() * 200
            let hardware = 100 + random.nextUnit() * 3000
            let scenario = try Self.scenario(
                "[cloud]\nbill_per_month = \(bill)\n[local]\nhardware_dollars = \(hardware)\n"
                    + "electricity_per_month = 5\n")
            let plan = Self.plan(scenario, months: 24)
            let flip = try #require(plan.flips.first { $0.assumption == .interactions })
            let cost = (hardware + 24 * 5) / (24 * bill / 1000)
            if let value = flip.value {
                #expect(abs(value - cost) / cost < 1e-6)
            } else {
                #expect(cost > 100_000 || cost <= 0)
            }
        }
    }

    @Test func `growing use that reaches the flip says wait`() throws {
        let text = """
            growth_percent_per_month = { value = 6, low = 6, high = 6 }
            [cloud]
            bill_per_month = 20
            price_decline_percent_per_year = { value = 0, low = 0, high = 0 }
            [local]
            hardware_dollars = 2000
            electricity_per_month = 10
            """
        let plan = Self.plan(try Self.scenario(text), months: 24)
        #expect(plan.verdict.choice == .wait)
    }

    @Test func `what pays but cannot be paid waits`() throws {
        let text = """
            [cloud]
            bill_per_month = 400
            [local]
            hardware_dollars = 1000
            """
        let now = Self.plan(try Self.scenario(text + "\n[need]\ncapital_dollars = 1000"))
        #expect(now.verdict.choice == .localNow)
        let later = Self.plan(try Self.scenario(text + "\n[need]\ncapital_dollars = 999"))
        #expect(later.verdict.choice == .wait)
        let demanding = Self.plan(
            try Self.scenario(text + "\n[need]\ncapital_dollars = 1000\nquality_percent = 90"))
        #expect(demanding.verdict.choice == .hybrid)
    }

    @Test(arguments: Threshold.Kind.allCases)
    func `each threshold holds at its limit and not one step before`(kind: Threshold.Kind) throws {
        var scenario = try Scenario.shipped("paradigm")
        let isPassed = { (scenario: Scenario) -> Bool? in
            Self.plan(scenario).thresholds.first { $0.kind == kind }?.isPassed
        }
        switch kind {
        case .depth: scenario.needs.deepestLayer = .memory
        case .profit: scenario.needs.profit = 10_000
        case .irreducibility:
            scenario.needs.unhostable = 0.5
            scenario.needs.unfilterable = 0.5
            scenario.needs.uncopyable = 0.5
            scenario.needs.unpriceable = 0.5
        case .time: scenario.needs.hoursPerWeek = 508.0 / scenario.needs.deadlineWeeks
        case .infrastructure: scenario.needs.capital = 2800
        }
        #expect(isPassed(scenario) == true)
        switch kind {
        case .depth: scenario.needs.deepestLayer = .tokenControl
        case .profit: scenario.needs.profit = 9_999.99
        case .irreducibility: scenario.needs.unhostable = 0.49
        case .time: scenario.needs.hoursPerWeek *= 0.999
        case .infrastructure: scenario.needs.capital = 2799
        }
        #expect(isPassed(scenario) == false)
    }

    @Test func `the page stands alone and escapes what it is given`() throws {
        var scenario = try Scenario.shipped("sport")
        scenario.title = "<script>alert(1)</script> & \"more\""
        let html = Self.plan(scenario).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("src=") && !html.contains("href=") && !html.contains("url("))
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.components(separatedBy: "<svg").count == 5)
        #expect(!html.contains("nan") && !html.contains("inf\""))
    }

    /// Hostile and odd scenarios: none may trap, whatever the numbers.
    @Test func `plans of extreme numbers end`() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<20 {
            var estimates: [Assumption: Estimate] = [:]
            for assumption in Assumption.allCases where random.nextUnit() < 0.7 {
                let range = assumption.allowedRange
                let edge = [range.lowerBound, range.upperBound, 0, 1].filter(range.contains)
                let value = edge[Int(random.next() % UInt64(edge.count))]
                estimates[assumption] = Estimate(value)
            }
            let scenario = Scenario(name: "odd", title: "odd", estimates: estimates)
            let plan = Planner(months: 12, draws: 3, seed: 1).plan(scenario)
            #expect(!plan.html.isEmpty && !plan.text.isEmpty)
            let read = try JSONValue(parsing: plan.json.encoded())
            #expect(read["verdict"] != nil)
        }
    }
}
