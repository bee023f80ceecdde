public import AikiBase
import AikiDialogue
public import AikiStore
import Foundation
import GRDB

extension ConversationLog {
    /// A message and where it stands.
    public struct PlacedMessage: Sendable, Equatable {
        /// The message.
        public let logged: LoggedMessage
        /// Its turn.
        public let turn: TurnID
        /// Its conversation.
        public let conversation: ConversationID
        /// The conversation's title.
        public let title: String
        /// Who brought it in: `chat`, `api` …
        public let door: String
    }

    /// The one turn whose name begins so.
    ///
    /// - Returns: nil where there is none, or more than one.
    public func turn(beginning name: String) async throws -> LoggedTurn? {
        guard !name.isEmpty else { return nil }
        return try await store.read { transaction in
            let names = try String.fetchAll(
                transaction.database,
                sql: "SELECT id FROM turns WHERE id = ?1 OR substr(id, 1, length(?1)) = ?1 LIMIT 2",
                arguments: [name])
            guard names.count == 1 || names.contains(name) else { return nil }
            return try turn(TurnID(names.count == 1 ? names[0] : name), in: transaction)
        }
    }

    /// Messages by their numbers, in the order asked; those that are forgotten are missing.
    ///
    /// - Complexity: O(log messages) for each.
    public func messages(_ numbers: [Int64]) async throws -> [PlacedMessage] {
        try await store.read { transaction in
            try numbers.compactMap { number in
                try Row.fetchOne(
                    transaction.database.cachedStatement(
                        sql: """
                            SELECT \(LoggedMessage.columns), messages.turn_id,
                                turns.conversation_id, turns.door, conversations.title
                            FROM messages JOIN turns ON turns.id = messages.turn_id
                                JOIN conversations ON conversations.id = turns.conversation_id
                            WHERE messages.id = ?
                            """),
                    arguments: [number]
                ).map(PlacedMessage.init)
            }
        }
    }
}

extension ConversationLog.PlacedMessage {
    fileprivate init(_ row: Row) throws {
        logged = try LoggedMessage(row)
        turn = TurnID(try row.required("turn_id"))
        conversation = ConversationID(try row.required("conversation_id"))
        title = try row.required("title")
        door = try row.required("door")
    }
}

extension ConversationLog {
    /// The turns that messages belong to, each once, in the order of the messages.
    ///
    /// - Throws: `StoreError`.
    public static func turns(
        ofMessages messages: [Int64], in transaction: StoreTransaction
    ) throws -> [TurnID] {
        let statement = try transaction.database.cachedStatement(
            sql: "SELECT turn_id FROM messages WHERE id = ?")
        var turns: [TurnID] = []
        for message in messages {
            guard let name = try String.fetchOne(statement, arguments: [message]) else { continue }
            if turns.last?.text != name { turns.append(TurnID(name)) }
        }
        return turns
    }
}
