public import AikiBase
public import AikiDialogue
public import AikiStore
public import Foundation
import GRDB

/// What people told the assistant about itself, in their words: kept apart from what is known of them, with
/// the message that says it, and gone with it.
///
///     let knowledge = SelfKnowledge(store: store)
///     try knowledge.learn(from: turn, in: transaction)
///     let remarks = try await knowledge.remarks(RecallQuery("", scopes: ["personal"], now: now))
///
/// Learned only in the chats of the assistant itself: what was said to another program in an import was
/// not said to it.
public struct SelfKnowledge: Sendable {
    /// Something the assistant was told of itself.
    public struct Remark: Sendable, Equatable {
        /// The message it stands in.
        public let message: Int64
        /// The sentence, as it was said.
        public let text: String
        /// When it was said.
        public let time: Date
        /// How far it may travel.
        public let privacy: PrivacyClass
    }

    /// The most remarks that are handed out, the latest.
    public static let remarksMax = 24

    private let store: Store

    /// Uses a store that was opened with ``FactLog/schema``.
    public init(store: Store) {
        self.store = store
    }

    static let tables = """
        -- What the assistant was told of itself; the words stand in the message alone.
        CREATE TABLE self_remarks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            span_start INTEGER NOT NULL,
            span_bytes INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX self_remarks_once ON self_remarks (message_id, span_start);
        """

    /// Takes what a turn tells the assistant of itself; what was said before is not taken again.
    ///
    /// - Returns: how many remarks are new.
    /// - Throws: `StoreError`.
    @discardableResult
    public func learn(from turn: TurnID, in transaction: StoreTransaction) throws -> Int {
        let logged = try ConversationLog(store: store).turn(turn, in: transaction)
        var count = 0
        var known: Set<String>?
        for message in logged.messages
        where message.message.role == .user && message.message.name == nil {
            for span in SelfRemark.spans(in: message.message.text) {
                let key = FactStatement.normalized(message.message.text.bytes(in: span))
                if known == nil { known = try keys(beside: logged, in: transaction) }
                guard known?.insert(key).inserted == true else { continue }
                try transaction.database.cachedStatement(
                    sql: """
                        INSERT OR IGNORE INTO self_remarks (message_id, span_start, span_bytes)
                        VALUES (?, ?, ?)
                        """
                ).execute(arguments: [message.number, span.lowerBound, span.count])
                count += transaction.database.changesCount
            }
        }
        return count
    }

    /// What is known already in the scope of a turn.
    private func keys(
        beside turn: LoggedTurn, in transaction: StoreTransaction
    ) throws -> Set<String> {
        let scope = try ConversationLog(store: store).scope(of: turn.conversation, in: transaction)
        let filter = RemarkFilter(scopes: [scope], privacyMax: .secret)
        return Set(
            try Self.read(filter, in: transaction)
                .map { FactStatement.normalized($0.text) })
    }

    /// What the assistant was told of itself, the latest ones, oldest first.
    ///
    /// - Parameter query: whose scopes are asked, and how private they may be; its words say nothing.
    /// - Returns: at most ``remarksMax``.
    /// - Throws: `StoreError`.
    public func remarks(_ query: RecallQuery) async throws -> [Remark] {
        let filter = RemarkFilter(scopes: query.scopes, privacyMax: query.privacyMax)
        return try await store.read { transaction in
            try Self.read(filter, in: transaction)
        }
    }

    private static func read(
        _ filter: RemarkFilter, in transaction: StoreTransaction
    ) throws -> [Remark] {
        try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT message_id, span_start, span_bytes, messages.time_micros, messages.privacy,
                    CAST(text AS BLOB) AS text
                FROM self_remarks JOIN messages ON messages.id = message_id
                    JOIN turns ON turns.id = messages.turn_id
                    JOIN conversations ON conversations.id = turns.conversation_id
                WHERE \(filter.sql)
                ORDER BY messages.time_micros DESC, self_remarks.id DESC LIMIT ?
                """,
            arguments: filter.arguments + [remarksMax]
        ).reversed().map { row in
            let start: Int = try row.required("span_start")
            let count: Int = try row.required("span_bytes")
            guard start >= 0, count >= 0 else {
                throw MemoryError.unreadable(what: "A remark", detail: "its span is damaged")
            }
            return Remark(
                message: try row.required("message_id"),
                text: (try row.verbatim("text") ?? "").bytes(in: start..<start + count),
                time: Date(microsecondsSince1970: try row.required("time_micros")),
                privacy: PrivacyClass(rawValue: try row.required("privacy")) ?? .secret)
        }
    }
}

/// Whose remarks are asked for.
private struct RemarkFilter {
    let sql: String
    let arguments: StatementArguments

    init(scopes: Set<String>?, privacyMax: PrivacyClass) {
        let classes = PrivacyClass.allCases.filter { $0.level <= privacyMax.level }
        var values = classes.map(\.rawValue)
        var condition =
            "messages.privacy IN (\(Array(repeating: "?", count: classes.count).joined(separator: ", ")))"
        if let scopes {
            let marks = Array(repeating: "?", count: scopes.count).joined(separator: ", ")
            condition += " AND conversations.scope IN (\(marks))"
            values += scopes.sorted()
        }
        sql = condition
        arguments = StatementArguments(values)
    }
}
