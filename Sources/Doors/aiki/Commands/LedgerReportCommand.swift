import AikiBase
import AikiDialogue
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger report`.
struct LedgerReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Sum the calls: tokens, money, energy, and what it would have cost otherwise.")

    @Option(help: "Only the last so many days.")
    var days: Int?

    @Option(help: "Also draw calls and cost a day, as SVG files in this folder.")
    var svg: String?

    @Flag(help: "Write metrics for Prometheus instead.")
    var prometheus = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (days ?? 1) > 0 else { throw ValidationError("Days are at least 1.") }
    }

    func run() async throws {
        let house = try HouseDoor.house()
        let dates = days.map { count -> Range<Date> in
            Date(timeIntervalSinceNow: -86_400 * Double(count))..<Date.distantFuture
        }
        let room = house.money
        let report = try await room.report(in: dates)
        let budgets = try await room.budgets.statuses(at: Date())
        let meter = room.energySource
        try await house.close()
        if let svg { try draw(report, in: URL(filePath: svg)) }
        if prometheus {
            output.console.write(PrometheusText.text(report, budgets: budgets))
        } else {
            output.show(
                report.json, text: Self.text(report, energy: meter, output.console))
        }
    }

    private func draw(_ report: LedgerReport, in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, chart) in [
            ("calls.svg", LedgerCharts.calls(report)), ("cost.svg", LedgerCharts.cost(report)),
        ] {
            try AtomicFile.write(Data(chart.utf8), to: folder.appending(path: name))
        }
        if !output.json { output.console.note("Wrote calls.svg and cost.svg to \(folder.path).\n") }
    }

    private static func text(
        _ report: LedgerReport, energy: String, _ console: Console
    ) -> String {
        guard !report.days.isEmpty else { return "Nothing is recorded yet.\n" }
        var table = TextTable(
            [
                "DAY", "MODEL", "CALLS", "FAILED", "PROMPT", "CACHED", "ANSWER", "TOKENS/S", "COST",
                "ENERGY",
            ], rightAligned: [2, 3, 4, 5, 6, 7, 8, 9])
        for day in report.days.keys.sorted() {
            for (source, sum) in (report.days[day] ?? [:]).sorted(by: { $0.key < $1.key }) {
                table.add(
                    day, source.provider.map { "\($0)/\(source.model)" } ?? source.model,
                    "\(sum.calls + sum.shadows)", "\(sum.failures)", "\(sum.usage.promptTokens)",
                    "\(sum.usage.cachedTokens)", "\(sum.usage.outputTokens)",
                    "\(DurationText.rate(sum.usage.outputTokens, sum.usage.decode))",
                    Money.text(sum.costMicros), joules(sum.energyMicrojoules))
            }
        }
        return table.text(console) + "\n" + summary(report, energy: energy)
    }

    private static func summary(_ report: LedgerReport, energy: String) -> String {
        let all = report.everything
        let other = report.counterfactual
        var lines = [
            "Paid \(Money.text(all.costMicros)); energy here \(joules(all.energyMicrojoules)) "
                + "(\(energy)); masked \(all.redactions) pieces.",
            "With electricity that is \(Money.text(other.actualMicros)).",
            other.cloudOnlyMicros.map { "All in the cloud: \(Money.text($0))." }
                ?? "What the cloud alone would have cost needs `ledger.reference_model`.",
            other.localOnlyMicros.map { "All on this machine: \(Money.text($0)) of electricity." }
                ?? "What this machine alone would have cost is not measured yet.",
        ]
        if all.stored > 0 {
            lines.append(
                "\(all.stored) answers were kept from before (\(all.similar) of them for a question in "
                    + "other words), which saved \(Money.text(all.savedMicros)).")
        }
        if let share = report.localAcceptance {
            lines.append(
                "Of the local answers that were judged, \(Int((share * 100).rounded())) % sufficed."
            )
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func joules(_ micros: Int64) -> String {
        let joules = Double(micros) / 1e6
        if joules >= 3600 { return "\((joules / 360).rounded() / 10) Wh" }
        return "\((joules * 10).rounded() / 10) J"
    }
}

extension LedgerReport {
    /// The report for programs.
    fileprivate var json: JSONValue {
        let rows = days.keys.sorted().flatMap { day in
            (days[day] ?? [:]).sorted { $0.key < $1.key }.map { source, sum in
                sum.json(day: day, source)
            }
        }
        var kinds = JSONObject()
        for (kind, count) in feedback.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            kinds[kind.rawValue] = .integer(Int64(count))
        }
        let other = counterfactual
        return [
            "days": .array(rows),
            "counterfactual": [
                "actual_micros": .integer(other.actualMicros),
                "cloud_only_micros": other.cloudOnlyMicros.map(JSONValue.integer) ?? .null,
                "local_only_micros": other.localOnlyMicros.map(JSONValue.integer) ?? .null,
            ],
            "feedback": .object(kinds),
            "local_acceptance": localAcceptance.map(JSONValue.number) ?? .null,
            "prompt_lengths": .array(
                promptLengths.sorted { $0.key < $1.key }.map {
                    ["below": .integer(Int64($0.key)), "calls": .integer(Int64($0.value))]
                }),
        ]
    }
}

extension LedgerReport.Sum {
    fileprivate func json(day: String, _ source: LedgerReport.Source) -> JSONValue {
        [
            "day": .string(day), "model": .string(source.model),
            "provider": source.provider.map(JSONValue.string) ?? .null,
            "calls": .integer(Int64(calls)), "shadows": .integer(Int64(shadows)),
            "failures": .integer(Int64(failures)), "usage": usage.json,
            "stored": .integer(Int64(stored)), "similar": .integer(Int64(similar)),
            "saved_micros": .integer(savedMicros),
            "total_seconds": .number(DurationText.seconds(total)),
            "cost_micros": .integer(costMicros),
            "energy_joules": .number(Double(energyMicrojoules) / 1e6),
            "redactions": .integer(Int64(redactions)),
        ]
    }
}
