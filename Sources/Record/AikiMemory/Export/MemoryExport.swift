public import AikiBase
import AikiDialogue
public import AikiStore
public import Foundation
import GRDB

/// Writes everything that is remembered as JSON lines that a person can read.
///
/// First a line that says what it is; then each conversation with its turns and messages; then a line
/// for every row of the tables that were derived from them: facts, links, fields of notes. Vectors and
/// full-text indexes are left out: they are made again from the texts.
public struct MemoryExport: Sendable {
    /// The number in the first line.
    public static let format = 1
    /// Rows that are read at once.
    static let rowsMax = 500

    /// What an export wrote.
    public struct Summary: Sendable, Equatable {
        /// Conversations.
        public var conversations = 0
        /// Messages.
        public var messages = 0
        /// Rows of other tables, by table.
        public var rows: [String: Int] = [:]
    }

    let store: Store

    /// Exports from a store.
    public init(store: Store) { self.store = store }

    /// Writes line by line.
    ///
    /// - Parameters:
    ///   - scope: only conversations of one scope, and nothing derived; nil exports everything.
    ///   - progress: told how many conversations are written.
    ///   - write: takes a line with its end.
    /// - Returns: how much was written.
    /// - Throws: `StoreError`, or what the closure throws.
    /// - Complexity: O(rows), in the memory of one conversation's turn or ``rowsMax`` rows.
    public func write(
        scope: String? = nil, progress: ProgressHandler? = nil, to write: (Data) throws -> Void
    ) async throws -> Summary {
        var summary = Summary()
        try write(Self.line(["type": "export", "format": .integer(Int64(Self.format))]))
        let total = try await count(scope)
        var last: (created: Int64, id: String)?
        while let conversation = try await next(after: last, scope) {
            last = (conversation.created, conversation.id)
            try write(Self.line(conversation.json))
            var number: Int64 = 0
            while let turn = try await nextTurn(of: conversation.id, after: number) {
                number = turn.number
                summary.messages += turn.messages
                try write(Self.line(turn.json))
            }
            summary.conversations += 1
            progress?(
                WorkProgress(
                    label: "exporting", done: Int64(summary.conversations), total: Int64(total)))
        }
        guard scope == nil else { return summary }
        for table in try await derivedTables() {
            summary.rows[table.name] = try await self.write(table, to: write)
        }
        return summary
    }

    private static func line(_ value: JSONValue) -> Data {
        Data((value.encoded() + "\n").utf8)
    }

    private func count(_ scope: String?) async throws -> Int {
        try await store.read { transaction in
            try Int.fetchOne(
                transaction.database,
                sql: "SELECT count(*) FROM conversations WHERE ?1 IS NULL OR scope = ?1",
                arguments: [scope]) ?? 0
        }
    }

    private struct Conversation: Sendable {
        let id: String
        let created: Int64
        let json: JSONValue
    }

    private func next(
        after last: (created: Int64, id: String)?, _ scope: String?
    ) async throws -> Conversation? {
        try await store.read { transaction in
            let row = try Row.fetchOne(
                transaction.database,
                sql: """
                    SELECT * FROM conversations
                    WHERE (created_micros, id) > (?1, ?2) AND (?3 IS NULL OR scope = ?3)
                    ORDER BY created_micros, id LIMIT 1
                    """, arguments: [last?.created ?? .min, last?.id ?? "", scope])
            guard let row else { return nil }
            let id: String = try row.required("id")
            let created: Int64 = try row.required("created_micros")
            return Conversation(
                id: id, created: created,
                json: [
                    "type": "conversation", "id": .string(id),
                    "title": .string(try row.required("title")),
                    "scope": .string(try row.required("scope")),
                    "created": .string(Self.date(created)),
                ])
        }
    }

    private struct Turn: Sendable {
        let number: Int64
        let messages: Int
        let json: JSONValue
    }

    private func nextTurn(of conversation: String, after number: Int64) async throws -> Turn? {
        let log = ConversationLog(store: store)
        return try await store.read { transaction in
            let row = try Row.fetchOne(
                transaction.database,
                sql: """
                    SELECT number, id FROM turns WHERE conversation_id = ? AND number > ?
                    ORDER BY number LIMIT 1
                    """, arguments: [conversation, number])
            guard let row else { return nil }
            let turn = try log.turn(TurnID(try row.required("id")), in: transaction)
            return Turn(
                number: try row.required("number"), messages: turn.messages.count,
                json: Self.json(turn))
        }
    }

    private static func json(_ turn: LoggedTurn) -> JSONValue {
        let messages = turn.messages.map { message -> JSONValue in
            var object: JSONObject = [
                "id": .integer(message.number), "role": .string(message.message.role.rawValue),
                "time": .string(date(message.time.microsecondsSince1970)),
                "text": .string(message.message.text),
            ]
            let more: [(String, String?)] = [
                ("speaker", message.message.name), ("reasoning", message.message.reasoning),
                ("toolCallID", message.message.toolCallID), ("model", message.model),
            ]
            for (key, value) in more { object[key] = value.map { .string($0) } }
            let calls = message.message.toolCalls
            if !calls.isEmpty { object["toolCalls"] = ToolCallCoding.json(of: calls) }
            object["privacy"] = .string(message.privacy.rawValue)
            return .object(object)
        }
        return [
            "type": "turn", "id": .string(turn.id.text),
            "conversation": .string(turn.conversation.text),
            "parent": turn.parent.map { .string($0.text) } ?? .null, "door": .string(turn.door),
            "outcome": turn.outcome.map { .string($0.rawValue) } ?? .null,
            "messages": .array(messages),
        ]
    }

    private static func date(_ micros: Int64) -> String {
        Date(microsecondsSince1970: micros).formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
