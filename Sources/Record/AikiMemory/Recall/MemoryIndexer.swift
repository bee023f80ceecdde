public import AikiBase
public import AikiStore
import Foundation
import GRDB

/// Makes messages findable: cuts them into passages and writes these to the full-text index.
///
/// What is said waits in a queue of the store from the moment it is written, so nothing is missed where
/// a process ends in between: ``indexPending(progress:)`` takes up whatever waits.
///
///     try await log.write { transaction in
///         try log.finish(turn, ending, in: transaction)
///         try indexer.index(messages: numbers, in: transaction)
///     }
public struct MemoryIndexer: Sendable {
    /// The most messages that are indexed in one transaction.
    public static let batchMessagesMax = 500

    let store: Store

    /// Indexes what stands in a store that was opened with ``Recall/schema``.
    public init(store: Store) {
        self.store = store
    }

    /// Indexes messages in the transaction that wrote them; those that are indexed already, and those
    /// that cannot be remembered (a tool's, say), are left alone.
    ///
    /// - Complexity: O(bytes of the messages).
    public func index(messages: [Int64], in transaction: StoreTransaction) throws {
        let database = transaction.database
        let waiting = try database.cachedStatement(
            sql: "DELETE FROM recall_pending WHERE message_id = ?")
        let new = try messages.filter { message in
            try waiting.execute(arguments: [message])
            return database.changesCount > 0
        }
        for source in try PassageSource.fetch(new, in: transaction) {
            try Self.insert(source, in: database)
        }
    }

    /// Indexes the messages of turns in the transaction that wrote them.
    public func index(turns: [TurnID], in transaction: StoreTransaction) throws {
        let statement = try transaction.database.cachedStatement(
            sql: """
                SELECT messages.id FROM messages JOIN recall_pending
                    ON recall_pending.message_id = messages.id WHERE turn_id = ? ORDER BY messages.id
                """)
        let messages = try turns.flatMap { turn in
            try Int64.fetchAll(statement, arguments: [turn.text])
        }
        try index(messages: messages, in: transaction)
    }

    /// Marks what a turn says again. What a fact was read from is not marked.
    ///
    /// - Throws: what SQLite throws.
    public func mark(
        _ echo: TurnEcho, of turn: TurnID, in transaction: StoreTransaction
    ) throws {
        if echo == .none { return }
        let database = transaction.database
        let messages = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM messages WHERE turn_id = ?
                        AND (role = 'assistant' OR (role = 'user' AND ?))
                        AND NOT EXISTS (SELECT 1 FROM facts WHERE message_id = messages.id)
                    """), arguments: [turn.text, echo == .exchange])
        for message in messages {
            try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO recall_echoes (message_id) VALUES (?)"
            ).execute(arguments: [message])
            try database.cachedStatement(
                sql: "UPDATE passages SET traits = traits | ? WHERE message_id = ?"
            ).execute(arguments: [PassageTraits.isEcho.rawValue, message])
        }
    }

    /// Indexes everything that waits, a batch a transaction.
    ///
    /// - Parameters:
    ///   - limit: how many messages at most.
    ///   - progress: told after each batch.
    /// - Returns: how many messages were indexed.
    /// - Throws: `StoreError`; what was indexed until then stays, the rest goes on waiting.
    @discardableResult
    public func indexPending(
        limit: Int = .max, progress: ProgressHandler? = nil
    ) async throws -> Int {
        let total = progress == nil ? 0 : try await pendingCount()
        var done = 0
        while done < limit {
            try Task.checkCancellation()
            let size = min(Self.batchMessagesMax, limit - done)
            let count = try await store.write { transaction in
                let batch = try Int64.fetchAll(
                    transaction.database,
                    sql: "SELECT message_id FROM recall_pending ORDER BY message_id LIMIT ?",
                    arguments: [size])
                try index(messages: batch, in: transaction)
                return batch.count
            }
            if count == 0 { break }
            done += count
            progress?(
                WorkProgress(
                    label: "indexing messages", done: Int64(done),
                    total: Int64(max(total, done))))
        }
        return done
    }

    /// How many messages wait to be indexed.
    public func pendingCount() async throws -> Int {
        try await store.read { transaction in
            try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM recall_pending") ?? 0
        }
    }

    private static func insert(_ source: PassageSource, in database: Database) throws {
        var previous = try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT max(id) FROM passages WHERE conversation_id = ?"),
            arguments: [source.conversation])
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO passages (message_id, conversation_id, previous_id, start_bytes,
                    end_bytes, time_micros, privacy, traits, names, terms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let time = try database.cachedStatement(sql: Passage.insertTime)
        for passage in Passage.passages(of: source) {
            try statement.execute(arguments: [
                source.message, source.conversation, previous, passage.span.lowerBound,
                passage.span.upperBound, source.micros, source.privacy.level,
                passage.traits.rawValue, passage.names, passage.terms,
            ])
            let id = database.lastInsertedRowID
            for span in passage.times {
                let times = span.microseconds
                try time.execute(arguments: [id, times.lowerBound, times.upperBound])
            }
            previous = id
        }
    }
}
