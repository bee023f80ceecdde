import AikiBase
import AikiDialogue
import Crypto
package import Foundation

/// The chain that makes a changed, removed or inserted entry show.
///
/// hash = SHA-256(previous hash ‖ canonical text), where the canonical text is a JSON array without
/// spaces, in UTF-8, characters beyond ASCII as they are:
///
///     ["aiki-ledger-1",sequence,turn,timeMicros,door,model,isLocal,"decision as JSON text",
///      promptTokens,cachedTokens,outputTokens,firstTokenNanos,prefillNanos,decodeNanos,totalNanos,
///      costMicros,outcome,errorCode or null]
///
/// That is format 1. Format 2 begins with "aiki-ledger-2" and goes on after the error's code with
///
///      kind,provider or null,priceID or null,person or null,energyMicrojoules,"redactions as JSON text",
///      reasoningTokens,cacheWriteTokens,feedback or null
///
/// where redactions are an object with its keys in the order of their bytes. An entry says its own
/// format; what is recorded now is format 2, what was recorded earlier is checked as it was written.
///
/// Anyone can check it without this program; `Tools/reference/ledger_chain.py` does. The chain shows
/// what was changed inside; that the newest entries are missing shows only against a head that was
/// noted elsewhere.
package enum LedgerChain {
    /// What stands before the first entry.
    package static let start = Data(count: 32)

    /// The format of what is recorded now.
    package static let format = 2

    /// The hash of an entry in its place.
    package static func hash(
        _ entry: LedgerEntry, sequence: Int64, decisionText: String, format: Int = format,
        after previous: Data
    ) -> Data {
        let usage = entry.usage
        var canonical: [JSONValue] = [
            .string("aiki-ledger-\(format)"), .integer(sequence), .string(entry.turn.text),
            .integer(entry.time.microsecondsSince1970), .string(entry.door),
            .string(entry.model), .bool(entry.isLocal), .string(decisionText),
            .integer(Int64(usage.promptTokens)), .integer(Int64(usage.cachedTokens)),
            .integer(Int64(usage.outputTokens)), .integer(usage.firstToken.nanoseconds),
            .integer(usage.prefill.nanoseconds), .integer(usage.decode.nanoseconds),
            .integer(entry.total.nanoseconds), .integer(entry.costMicros),
            .string(entry.outcome.rawValue), text(entry.errorCode),
        ]
        if format >= 2 {
            canonical += [
                .string(entry.kind.rawValue), text(entry.provider), text(entry.priceID),
                text(entry.person), .integer(entry.energyMicrojoules),
                .string(redactionsText(entry.redactions)),
                .integer(Int64(usage.reasoningTokens)), .integer(Int64(usage.cacheWriteTokens)),
                text(entry.feedback?.rawValue),
            ]
        }
        var hasher = SHA256()
        hasher.update(data: previous)
        hasher.update(data: JSONValue.array(canonical).encodedBytes())
        return Data(hasher.finalize())
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// Counts as JSON text, keys in the order of their bytes.
    static func redactionsText(_ counts: [String: Int]) -> String {
        let keys = counts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return JSONValue.object(
            JSONObject(keys.map { ($0, JSONValue.integer(Int64(counts[$0] ?? 0))) })
        ).encoded()
    }
}
