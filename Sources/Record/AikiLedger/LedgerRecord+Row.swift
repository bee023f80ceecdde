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
        entry = LedgerEntry(
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
        previousHash = try row.required("previous_hash")
        hash = try row.required("hash")
    }
}
