import AikiDialogue
import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger show`.
struct LedgerShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the latest calls, newest first.")

    @Option(help: "How many.")
    var limit = 20

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let records = try await house.ledger.latest(limit)
        try await house.close()
        output.show(
            .array(records.map(\.json)), text: Self.text(records, output.console))
    }

    private static func text(_ records: [LedgerRecord], _ console: Console) -> String {
        guard !records.isEmpty else { return "Nothing is recorded yet.\n" }
        var table = TextTable(
            [
                "TIME", "DOOR", "MODEL", "PROMPT", "CACHED", "ANSWER", "TIME TAKEN", "COST",
                "OUTCOME",
            ],
            rightAligned: [3, 4, 5, 6, 7])
        for record in records {
            let entry = record.entry
            table.add(
                DateText.local(entry.time), entry.door, entry.model,
                "\(entry.usage.promptTokens)", "\(entry.usage.cachedTokens)",
                "\(entry.usage.outputTokens)", DurationText.text(entry.total),
                Money.text(entry.costMicros),
                entry.feedback?.rawValue ?? entry.errorCode ?? entry.outcome.rawValue)
        }
        return table.text(console)
    }
}

extension LedgerRecord {
    /// The entry for programs.
    var json: JSONValue {
        [
            "sequence": .integer(sequence), "turn": .string(entry.turn.text),
            "time": .string(DateText.utc(entry.time)), "door": .string(entry.door),
            "model": .string(entry.model), "local": .bool(entry.isLocal),
            "decision": entry.decision, "usage": entry.usage.json,
            "total_seconds": .number(DurationText.seconds(entry.total)),
            "cost_micros": .integer(entry.costMicros), "kind": .string(entry.kind.rawValue),
            "provider": entry.provider.map(JSONValue.string) ?? .null,
            "price": entry.priceID.map(JSONValue.string) ?? .null,
            "person": entry.person.map(JSONValue.string) ?? .null,
            "energy_joules": .number(Double(entry.energyMicrojoules) / 1e6),
            "redactions": .object(
                JSONObject(
                    entry.redactions.sorted { $0.key < $1.key }.map {
                        ($0.key, JSONValue.integer(Int64($0.value)))
                    })),
            "feedback": entry.feedback.map { .string($0.rawValue) } ?? .null,
            "outcome": .string(entry.outcome.rawValue),
            "error": entry.errorCode.map(JSONValue.string) ?? .null,
        ]
    }
}
