import AikiBase
import AikiDialogue
public import AikiStore
import Foundation
import GRDB

/// The append-only record of every call of a model, each entry chained to the one before.
///
///     let ledger = Ledger(store: store)
///     try await store.write { try ledger.append(entry, in: $0) }
///     let proof = try await ledger.verify()
public struct Ledger: Sendable {
    let store: Store

    /// Uses the ledger of a store that was opened with ``schema``.
    public init(store: Store) {
        self.store = store
    }

    /// Adds an entry at the end, as part of a transaction that may hold more.
    ///
    /// - Returns: the entry in its place in the chain.
    /// - Throws: `StoreError` where the store cannot write.
    /// - Precondition: no text of the entry holds U+0000, at which the database would end it.
    @discardableResult
    public func append(
        _ entry: LedgerEntry, in transaction: StoreTransaction
    ) throws -> LedgerRecord {
        precondition(
            ![entry.turn.text, entry.door, entry.model, entry.errorCode ?? ""]
                .contains { $0.utf8.contains(0) }, "U+0000 in a ledger entry")
        let last = try Row.fetchOne(
            transaction.database,
            sql: "SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1")
        let sequence: Int64 = try last.map { try $0.required("sequence") + 1 } ?? 1
        let previous: Data = try last.map { try $0.required("hash") } ?? LedgerChain.start
        let decision = entry.decision.encoded()
        let hash = LedgerChain.hash(
            entry, sequence: sequence, decisionText: decision, after: previous)
        let usage = entry.usage
        try transaction.database.cachedStatement(sql: Self.insertion).execute(
            arguments: [
                sequence, entry.turn.text, entry.time.microsecondsSince1970, entry.door,
                entry.model, entry.isLocal, decision, usage.promptTokens, usage.cachedTokens,
                usage.outputTokens, usage.firstToken.nanoseconds, usage.prefill.nanoseconds,
                usage.decode.nanoseconds, entry.total.nanoseconds, entry.costMicros,
                entry.outcome.rawValue, entry.errorCode, previous, hash,
            ])
        return LedgerRecord(
            sequence: sequence, entry: entry, previousHash: previous, hash: hash)
    }

    private static let insertion = """
        INSERT INTO ledger (sequence, turn_id, time_micros, door, model, is_local, decision,
            prompt_tokens, cached_tokens, output_tokens, first_token_nanos, prefill_nanos,
            decode_nanos, total_nanos, cost_micros, outcome, error_code, previous_hash, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
