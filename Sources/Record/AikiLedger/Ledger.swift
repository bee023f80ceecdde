public import AikiBase
import AikiDialogue
public import AikiStore
public import Foundation
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
    /// - Throws: ``LedgerError/textWithNull(field:)`` where a text of the entry holds U+0000, at which the
    ///   database would end it; `StoreError` where the store cannot write.
    @discardableResult
    public func append(
        _ entry: LedgerEntry, in transaction: StoreTransaction
    ) throws -> LedgerRecord {
        if let text = entry.texts.first(where: { $0.value.utf8.contains(0) }) {
            throw LedgerError.textWithNull(field: text.field)
        }
        let last = try Row.fetchOne(
            try transaction.database.cachedStatement(
                sql: "SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1"))
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
                entry.outcome.rawValue, entry.errorCode, previous, hash, LedgerChain.format,
                entry.kind.rawValue, entry.provider, entry.priceID, entry.person,
                entry.energyMicrojoules, LedgerChain.redactionsText(entry.redactions),
                usage.reasoningTokens, usage.cacheWriteTokens, entry.feedback?.rawValue,
            ])
        return LedgerRecord(
            sequence: sequence, entry: entry, previousHash: previous, hash: hash)
    }

    private static let insertion = """
        INSERT INTO ledger (sequence, turn_id, time_micros, door, model, is_local, decision,
            prompt_tokens, cached_tokens, output_tokens, first_token_nanos, prefill_nanos,
            decode_nanos, total_nanos, cost_micros, outcome, error_code, previous_hash, hash,
            format, kind, provider, price_id, person, energy_microjoules, redactions,
            reasoning_tokens, cache_write_tokens, feedback)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Records what became of an answer.
    ///
    /// - Parameters:
    ///   - feedback: what was made of it.
    ///   - turn: the turn that answered.
    ///   - time: when that became known.
    /// - Returns: the entry in its place in the chain.
    /// - Throws: ``LedgerError/turnNotFound(turn:)`` where nothing was called in that turn; `StoreError`.
    @discardableResult
    public func record(
        _ feedback: LedgerEntry.Feedback, on turn: TurnID, at time: Date
    ) async throws -> LedgerRecord {
        try await store.write { transaction in
            guard
                let row = try Row.fetchOne(
                    transaction.database,
                    sql: """
                        SELECT model, is_local, provider, person, door FROM ledger
                        WHERE turn_id = ? AND kind = 'call' ORDER BY sequence DESC LIMIT 1
                        """,
                    arguments: [turn.text])
            else { throw LedgerError.turnNotFound(turn: turn.text) }
            var entry = LedgerEntry(
                turn: turn, time: time, door: try row.required("door"),
                model: try row.required("model"), isLocal: try row.required("is_local"),
                outcome: .answered)
            entry.kind = .feedback
            entry.provider = try row.optional("provider")
            entry.person = try row.optional("person")
            entry.feedback = feedback
            return try append(entry, in: transaction)
        }
    }
}

extension LedgerEntry {
    /// Every text in it, by what it is.
    fileprivate var texts: [(field: String, value: String)] {
        var texts = [
            (field: "turn", value: turn.text), (field: "door", value: door),
            (field: "model", value: model), (field: "error", value: errorCode ?? ""),
            (field: "provider", value: provider ?? ""), (field: "price", value: priceID ?? ""),
            (field: "person", value: person ?? ""),
        ]
        for kind in redactions.keys { texts.append((field: "redactions", value: kind)) }
        return texts
    }
}
