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
            return try Self.path(to: latest, hasReports: true, in: transaction)
        }
    }

    /// Every turn of a conversation in the order they began, also those that failed or were asked
    /// again.
    ///
    /// - Throws: ``MemoryError/conversationNotFound(id:)``.
    public func turns(of conversation: ConversationID) async throws -> [LoggedTurn] {
        try await store.read { transaction in
            try requireConversation(conversation, in: transaction)
            return try Self.turns(of: conversation, in: transaction)
        }
    }

    /// As ``turns(of:)``, within a transaction; none where there is no such conversation.
    static func turns(
        of conversation: ConversationID, in transaction: StoreTransaction
    ) throws -> [LoggedTurn] {
        try turns(
            chosenBy: "SELECT id FROM turns WHERE conversation_id = ?", [conversation.text],
            in: transaction)
    }

    /// The latest turn of all, nil where there is none.
    public func latestTurn() async throws -> LoggedTurn? {
        try await store.read { transaction in
            try Self.turns(
                chosenBy: "SELECT id FROM turns ORDER BY number DESC LIMIT 1", [],
                in: transaction
            ).first
        }
    }

    /// As ``turn(_:)``, within a transaction.
    public func turn(_ id: TurnID, in transaction: StoreTransaction) throws -> LoggedTurn {
        try Self.turn(named: id, in: transaction)
    }

    /// As ``turn(_:)``, within a transaction.
    static func turn(named id: TurnID, in transaction: StoreTransaction) throws -> LoggedTurn {
        let turns = try turns(
            chosenBy: "SELECT id FROM turns WHERE id = ?", [id.text], in: transaction)
        guard let turn = turns.first else { throw MemoryError.turnNotFound(id: id.text) }
        return turn
    }

    /// The turns from the start of a conversation to one turn, oldest first, without their reports.
    public func path(
        to turn: TurnID?, in transaction: StoreTransaction
    ) throws -> [LoggedTurn] {
        guard let turn else { return [] }
        return try Self.path(to: turn, in: transaction)
    }

    static func path(
        to turn: TurnID?, latest count: Int = -1, hasReports: Bool = false,
        in transaction: StoreTransaction
    ) throws -> [LoggedTurn] {
        try turns(
            chosenBy: """
                WITH RECURSIVE path (id, parent_id) AS (
                    SELECT id, parent_id FROM turns WHERE id = ?1
                    UNION
                    SELECT turns.id, turns.parent_id FROM turns JOIN path
                        ON turns.id = path.parent_id
                    LIMIT ?2
                )
                SELECT id FROM path
                """, [turn?.text, count], hasReports: hasReports, in: transaction)
    }

    /// Turns with their messages, in the order they began: two statements, however many there are.
    private static func turns(
        chosenBy selection: String, _ arguments: StatementArguments, hasReports: Bool = true,
        in transaction: StoreTransaction
    ) throws -> [LoggedTurn] {
        var messages: [String: [LoggedMessage]] = [:]
        let rows = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT \(LoggedMessage.columns), turn_id
                    FROM messages WHERE turn_id IN (\(selection)) ORDER BY id
                    """),
            arguments: arguments)
        while let row = try rows.next() {
            let turn: String = try row.required(at: LoggedMessage.columnCount)
            messages[turn, default: []].append(try LoggedMessage(row))
        }
        let turns = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT \(LoggedTurn.columns), \(hasReports ? "report" : "NULL")
                    FROM turns WHERE id IN (\(selection)) ORDER BY number
                    """),
            arguments: arguments)
        return try Array(
            turns.map { row in
                try LoggedTurn(row, messages: messages[try row.required(at: 0)] ?? [])
            })
    }

    /// Whose memory a conversation belongs to.
    ///
    /// - Throws: ``MemoryError/conversationNotFound(id:)``.
    public func scope(
        of conversation: ConversationID, in transaction: StoreTransaction
    ) throws -> String {
        let scope = try String.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT scope FROM conversations WHERE id = ?"),
            arguments: [conversation.text])
        guard let scope else { throw MemoryError.conversationNotFound(id: conversation.text) }
        return scope
    }

    /// The latest turn of a conversation that has an answer.
    func latestAnswered(
        of conversation: ConversationID, in transaction: StoreTransaction
    ) throws -> TurnID? {
        try requireConversation(conversation, in: transaction)
        let text = try String.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT id FROM turns WHERE conversation_id = ? AND chain IS NOT NULL
                        AND outcome <> 'failed' ORDER BY number DESC LIMIT 1
                    """),
            arguments: [conversation.text])
        return text.map { TurnID($0) }
    }

    private func requireConversation(
        _ conversation: ConversationID, in transaction: StoreTransaction
    ) throws {
        let isThere = try Bool.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?)"),
            arguments: [conversation.text])
        guard isThere == true else {
            throw MemoryError.conversationNotFound(id: conversation.text)
        }
    }
}
