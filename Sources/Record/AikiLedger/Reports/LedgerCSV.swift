import AikiBase
import AikiDialogue
import Foundation

/// Entries as CSV (RFC 4180), with a heading.
public enum LedgerCSV {
    /// The columns, in order.
    public static let columns = [
        "sequence", "time", "kind", "turn", "door", "person", "provider", "model", "local",
        "prompt_tokens", "cached_tokens", "cache_write_tokens", "output_tokens",
        "reasoning_tokens", "total_seconds", "cost_micros", "price", "energy_joules",
        "redactions", "outcome", "error", "feedback", "decision",
    ]

    /// The entries, a line each.
    public static func text(_ records: [LedgerRecord]) -> String {
        var text = columns.joined(separator: ",") + "\r\n"
        for record in records { text += line(record) + "\r\n" }
        return text
    }

    private static func line(_ record: LedgerRecord) -> String {
        let entry = record.entry
        let usage = entry.usage
        let fields: [String] = [
            "\(record.sequence)", entry.time.formatted(.iso8601), entry.kind.rawValue,
            entry.turn.text, entry.door, entry.person ?? "", entry.provider ?? "", entry.model,
            "\(entry.isLocal)", "\(usage.promptTokens)", "\(usage.cachedTokens)",
            "\(usage.cacheWriteTokens)", "\(usage.outputTokens)", "\(usage.reasoningTokens)",
            "\(entry.total.milliseconds / 1000)", "\(entry.costMicros)", entry.priceID ?? "",
            "\(Double(entry.energyMicrojoules) / 1e6)",
            LedgerChain.redactionsText(entry.redactions), entry.outcome.rawValue,
            entry.errorCode ?? "", entry.feedback?.rawValue ?? "", entry.decision.encoded(),
        ]
        return fields.map(quoted).joined(separator: ",")
    }

    /// A field; in quotes where it has to be. One that a spreadsheet would run as a formula gets a quote
    /// mark before it: models and doors are named by others.
    private static func quoted(_ field: String) -> String {
        let starts: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]
        let isFormula = field.first.map(starts.contains) == true && Double(field) == nil
        let safe = isFormula ? "'" + field : field
        guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
