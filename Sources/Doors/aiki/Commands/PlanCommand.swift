import AikiBase
import AikiHouse
import AikiPlanner
import ArgumentParser
import Foundation

/// `aiki plan`: is a model of one's own worth it?
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Tell whether a model of your own is worth it, with the numbers.",
        discussion: """
            Without a scenario the numbers come from your ledger, and what it cannot know from `--base`. \
            Scenarios that come with Aiki: \(Scenario.shippedNames.joined(separator: ", ")). One of \
            your own is a TOML file; `--show` prints one to start from. docs/PLANNER.md tells how \
            everything is counted.
            """)

    @Option(help: "A scenario's name, or the path of a file; your ledger where none is given.")
    var scenario: String?

    @Option(help: "The scenario that says what the ledger cannot know.")
    var base = "assistant"

    @Option(help: "How many months to look ahead, 12 to 36.")
    var months = 36

    @Option(help: "How many worlds to draw from the ranges.")
    var draws = 4000

    @Option(help: "The seed of the draws.")
    var seed: UInt64 = 1

    @Option(help: "Also write one page with charts to this file.")
    var html: String?

    @Flag(help: "Print the scenario instead of planning.")
    var show = false

    @Flag(
        help: """
            Show how forecasts from your ledger would have come out, and how those did that were kept, \
            instead of planning.
            """)
    var backTest = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (Planner.monthsMin...Planner.monthsMax).contains(months) else {
            throw ValidationError(
                "Months are \(Planner.monthsMin) to \(Planner.monthsMax), not \(months).")
        }
        guard (1...Planner.drawsMax).contains(draws) else {
            throw ValidationError("Draws are 1 to \(Planner.drawsMax), not \(draws).")
        }
    }

    func run() async throws {
        if show {
            let name = scenario ?? base
            guard output.json else { return output.console.write(try ScenarioShelf.text(name)) }
            return output.console.line(try ScenarioShelf.json(name).encoded(.pretty))
        }
        let own = scenario == nil || backTest ? try await ownUse() : nil
        if backTest, let own {
            output.show(
                [
                    "interactions": Self.json(own.interactions), "cost": Self.json(own.cost),
                    "kept": own.review.json,
                ],
                text: Self.text(own.interactions, "interactions") + Self.text(own.cost, "dollars")
                    + own.review.text)
            return
        }
        let chosen = try own?.scenario ?? ScenarioShelf.scenario(scenario ?? base)
        let plan = Planner(months: months, draws: draws, seed: seed).plan(chosen)
        if let html {
            try AtomicFile.write(Data(plan.html.utf8), to: URL(filePath: html))
            if !output.json { output.console.note("Wrote \(html).\n") }
        }
        guard let own, var object = plan.json.object else {
            return output.show(plan.json, text: plan.text)
        }
        object["measured"] = own.measured.json
        object["earlier_forecasts"] = own.review.json
        output.show(
            .object(object), text: plan.text + "\n" + own.measured.text + own.review.text)
    }

    private func ownUse() async throws -> House.OwnUse {
        try await HouseDoor.withHouse { house in
            let own = try await house.ownUse(over: try ScenarioShelf.scenario(base))
            if !backTest { try await house.keepForecasts(of: own) }
            return own
        }
    }

    private static func text(_ test: BackTest, _ unit: String) -> String {
        guard !test.trials.isEmpty else {
            return "No forecast of \(unit) is old enough: that takes 58 days.\n"
        }
        let lines = test.trials.map { trial in
            let error = trial.error.map { "\(PlanText.number($0 * 100, digits: 1)) %" } ?? "–"
            return
                "after \(trial.origin) days: \(PlanText.short(trial.forecast.sum)) \(unit) in 30 "
                + "days forecast, \(PlanText.short(trial.actual)) came (\(error))\n"
        }
        let share = test.share(within: 0.15).map(PlanText.percent) ?? "none"
        return lines.joined() + "Within 15 %: \(share) of the forecasts of \(unit).\n"
    }

    private static func json(_ test: BackTest) -> JSONValue {
        [
            "trials": .array(
                test.trials.map {
                    [
                        "known_days": .integer(Int64($0.origin)),
                        "forecast": .number($0.forecast.sum), "low": .number($0.forecast.low),
                        "high": .number($0.forecast.high), "actual": .number($0.actual),
                        "error": $0.error.map { .number($0) } ?? .null,
                    ]
                }),
            "share_within_15_percent": test.share(within: 0.15).map { .number($0) } ?? .null,
            "median_error": test.medianError.map { .number($0) } ?? .null,
        ]
    }
}
