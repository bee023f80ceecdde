import AikiDialogue
import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger report`.
struct LedgerReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Sum the calls, by day and model.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let offset = TimeZone.current.secondsFromGMT()
        let totals = try await house.ledger.totals(by: .dayAndModel(offsetSeconds: offset))
        try await house.close()
        output.show(.array(totals.map(\.json)), text: Self.text(totals, output.console))
    }

    private static func text(_ totals: [Ledger.Total], _ console: Console) -> String {
        guard !totals.isEmpty else { return "Nothing is recorded yet.\n" }
        var table = TextTable(
            ["DAY", "MODEL", "CALLS", "FAILED", "PROMPT", "CACHED", "ANSWER", "TOKENS/S"],
            rightAligned: [2, 3, 4, 5, 6, 7])
        for total in totals {
            table.add(
                total.day ?? "", total.model ?? "", "\(total.calls)", "\(total.failures)",
                "\(total.usage.promptTokens)", "\(total.usage.cachedTokens)",
                "\(total.usage.outputTokens)",
                "\(DurationText.rate(total.usage.outputTokens, total.usage.decode))")
        }
        return table.text(console)
    }
}

extension Ledger.Total {
    /// The sums for programs.
    fileprivate var json: JSONValue {
        [
            "day": day.map(JSONValue.string) ?? .null,
            "model": model.map(JSONValue.string) ?? .null, "calls": .integer(Int64(calls)),
            "failures": .integer(Int64(failures)), "usage": usage.json,
            "total_seconds": .number(DurationText.seconds(total)),
            "cost_micros": .integer(costMicros),
        ]
    }
}
