import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

extension LedgerRecord {
    /// Reads a row of the table `ledger`.
    init(_ row: Row) throws {
        let outcomeText: String = try row.required("outcome")
        guard let outcome = TurnOutcome(rawValue: outcomeText) else {
            throw StoreError.corrupt(
                path: "the ledger", detail: "'\(outcomeText)' is no outcome")
        }
        sequence = try row.required("sequence")
        var entry = LedgerEntry(
            turn: TurnID(try row.required("turn_id")),
            time: Date(microsecondsSince1970: try row.required("time_micros")),
            door: try row.required("door"), model: try row.required("model"),
            isLocal: try row.required("is_local"),
            decision: try JSONValue(parsing: try row.required("decision", as: String.self)),
            usage: Usage(
                promptTokens: try row.required("prompt_tokens"),
                cachedTokens: try row.required("cached_tokens"),
                outputTokens: try row.required("output_tokens"),
                firstToken: .nanoseconds(try row.required("first_token_nanos", as: Int64.self)),
                prefill: .nanoseconds(try row.required("prefill_nanos", as: Int64.self)),
                decode: .nanoseconds(try row.required("decode_nanos", as: Int64.self))),
            total: .nanoseconds(try row.required("total_nanos", as: Int64.self)),
            costMicros: try row.required("cost_micros"), outcome: outcome,
            errorCode: try row.optional("error_code"))
        entry.usage.reasoningTokens = try row.required("reasoning_tokens")
        entry.usage.cacheWriteTokens = try row.required("cache_write_tokens")
        entry.kind = try Self.known(row.required("kind", as: String.self), LedgerEntry.Kind.self)
        entry.provider = try row.optional("provider")
        entry.priceID = try row.optional("price_id")
        entry.person = try row.optional("person")
        entry.energyMicrojoules = try row.required("energy_microjoules")
        entry.redactions = try Self.counts(row.required("redactions", as: String.self))
        entry.feedback = try row.optional("feedback", as: String.self).map {
            try Self.known($0, LedgerEntry.Feedback.self)
        }
        self.entry = entry
        previousHash = try row.required("previous_hash")
        hash = try row.required("hash")
    }
    private static func known<Value: RawRepresentable<String>>(
        _ text: String, _ type: Value.Type
    ) throws -> Value {
        guard let value = Value(rawValue: text) else {
            throw StoreError.corrupt(path: "the ledger", detail: "'\(text)' means nothing")
        }
        return value
    }

    private static func counts(_ text: String) throws -> [String: Int] {
        guard let object = try JSONValue(parsing: text).object else {
            throw StoreError.corrupt(path: "the ledger", detail: "redactions are no object")
        }
        var counts: [String: Int] = [:]
        for (key, value) in object.pairs { counts[key] = value.wholeNumber ?? 0 }
        return counts
    }
}
