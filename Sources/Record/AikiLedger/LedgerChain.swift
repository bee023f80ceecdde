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
/// Anyone can check it without this program; `Tools/reference/ledger_chain.py` does. The chain shows
/// what was changed inside; that the newest entries are missing shows only against a head that was
/// noted elsewhere.
package enum LedgerChain {
    /// What stands before the first entry.
    package static let start = Data(count: 32)

    /// The hash of an entry in its place.
    package static func hash(
        _ entry: LedgerEntry, sequence: Int64, decisionText: String, after previous: Data
    ) -> Data {
        let usage = entry.usage
        let canonical: JSONValue = .array([
            "aiki-ledger-1", .integer(sequence), .string(entry.turn.text),
            .integer(entry.time.microsecondsSince1970), .string(entry.door),
            .string(entry.model), .bool(entry.isLocal), .string(decisionText),
            .integer(Int64(usage.promptTokens)), .integer(Int64(usage.cachedTokens)),
            .integer(Int64(usage.outputTokens)), .integer(usage.firstToken.nanoseconds),
            .integer(usage.prefill.nanoseconds), .integer(usage.decode.nanoseconds),
            .integer(entry.total.nanoseconds), .integer(entry.costMicros),
            .string(entry.outcome.rawValue), entry.errorCode.map { .string($0) } ?? .null,
        ])
        var hasher = SHA256()
        hasher.update(data: previous)
        hasher.update(data: Data(canonical.encoded().utf8))
        return Data(hasher.finalize())
    }
}
