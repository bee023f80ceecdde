public import AikiBase
import AikiDialogue
public import AikiStore
import Foundation
import GRDB

extension ConversationLog {
    /// Conversations, the latest first.
    ///
    /// - Parameters:
    ///   - scope: only those of one scope; nil lists all.
    ///   - limit: how many at most.
    /// - Returns: what a list shows of them.
    /// - Throws: `StoreError` where the store cannot be read.
    public func conversations(
        scope: String? = nil, limit: Int = 50
    ) async throws -> [ConversationListing] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT *, (SELECT count(*) FROM turns
                        WHERE conversation_id = conversations.id) AS turn_count
                    FROM conversations WHERE ?1 IS NULL OR scope = ?1
                    ORDER BY updated_micros DESC, id DESC LIMIT ?2
                    """,
                arguments: [scope, max(0, limit)]
            ).map(ConversationListing.init)
        }
    }

    /// A turn with its messages.
    ///
    /// - Throws: ``MemoryError/turnNotFound(id:)``.
    public func turn(_ id: TurnID) async throws -> LoggedTurn {
        try await store.read { try turn(id, in: $0) }
    }

    /// The turns on the path to a conversation's latest answer, oldest first.
    ///
    /// - Throws: ``MemoryError/conversationNotFound(id:)``.
    public func history(of conversation: ConversationID) async throws -> [LoggedTurn] {
        try await store.read { transaction in
            let latest = try latestAnswered(of: conversation, in: transaction)
            return try path(to: latest, in: transaction)
        }
    }

    /// Every turn of a conversation in the order they began, also those that failed or were asked
    /// again.
    ///
    /// - Throws: ``MemoryError/conversationNotFound(id:)``.
    public func turns(of conversation: ConversationID) async throws -> [LoggedTurn] {
        try await store.read { transaction in
            try requireConversation(conversation, in: transaction)
            return try Row.fetchAll(
                transaction.database,
                sql: "SELECT * FROM turns WHERE conversation_id = ? ORDER BY number",
                arguments: [conversation.text]
            ).map { try LoggedTurn($0, in: transaction) }
        }
    }

    /// The latest turn of all, nil where there is none.
    public func latestTurn() async throws -> LoggedTurn? {
        try await store.read { transaction in
            try Row.fetchOne(
                transaction.database, sql: "SELECT * FROM turns ORDER BY number DESC LIMIT 1"
            ).map { try LoggedTurn($0, in: transaction) }
        }
    }

    /// As ``turn(_:)``, within a transaction.
    public func turn(_ id: TurnID, in transaction: StoreTransaction) throws -> LoggedTurn {
        let row = try Row.fetchOne(
            transaction.database, sql: "SELECT * FROM turns WHERE id = ?", arguments: [id.text])
        guard let row else { throw MemoryError.turnNotFound(id: id.text) }
        return try LoggedTurn(row, in: transaction)
    }

    /// The turns from the start of a conversation to one turn, oldest first.
    public func path(
        to turn: TurnID?, in transaction: StoreTransaction
    ) throws -> [LoggedTurn] {
        guard let turn else { return [] }
        return try Row.fetchAll(
            transaction.database,
            sql: """
                WITH RECURSIVE path (id, parent_id) AS (
                    SELECT id, parent_id FROM turns WHERE id = ?
                    UNION
                    SELECT turns.id, turns.parent_id FROM turns JOIN path
                        ON turns.id = path.parent_id
                )
                SELECT turns.* FROM path JOIN turns ON turns.id = path.id ORDER BY turns.number
                """,
            arguments: [turn.text]
        ).map { try LoggedTurn($0, in: transaction) }
    }

    /// The latest turn of a conversation that has an answer.
    func latestAnswered(
        of conversation: ConversationID, in transaction: StoreTransaction
    ) throws -> TurnID? {
        try requireConversation(conversation, in: transaction)
        let text = try String.fetchOne(
            transaction.database,
            sql: """
                SELECT id FROM turns WHERE conversation_id = ? AND chain IS NOT NULL
                    AND outcome <> 'failed' ORDER BY number DESC LIMIT 1
                """,
            arguments: [conversation.text])
        return text.map { TurnID($0) }
    }

    private func requireConversation(
        _ conversation: ConversationID, in transaction: StoreTransaction
    ) throws {
        let isThere = try Bool.fetchOne(
            transaction.database,
            sql: "SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?)",
            arguments: [conversation.text])
        guard isThere == true else {
            throw MemoryError.conversationNotFound(id: conversation.text)
        }
    }
}
