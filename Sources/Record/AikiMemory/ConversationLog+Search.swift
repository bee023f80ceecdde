public import AikiBase
public import AikiDialogue
import AikiStore
public import Foundation
import GRDB

extension ConversationLog {
    /// The most words of one search.
    public static let searchWordsMax = 64
    /// The words that a snippet shows around what was found.
    private static let snippetWords = 16

    /// A message that a search found.
    public struct SearchHit: Sendable, Equatable {
        /// The conversation it stands in.
        public let conversation: ConversationID
        /// The conversation's title.
        public let title: String
        /// The turn it belongs to.
        public let turn: TurnID
        /// The message's number.
        public let message: Int64
        /// Who said it.
        public let role: Role
        /// When.
        public let time: Date
        /// The words around what was found, which stands between `«` and `»`.
        public let snippet: String
        /// Okapi BM25 (Robertson 1994) as SQLite's FTS5 computes it, higher is better.
        public let score: Double
    }

    /// Finds messages that hold every word, best first.
    ///
    /// Case and accents do not count. Whatever stands between the words is ignored, so no text is
    /// an error of syntax.
    ///
    /// - Parameters:
    ///   - text: the words.
    ///   - scope: only conversations of one scope; nil searches all.
    ///   - limit: how many hits at most.
    /// - Returns: the messages found, each with the words around what was found.
    /// - Throws: ``MemoryError/emptySearch``, ``MemoryError/searchTooLong(words:limit:)``.
    public func search(
        _ text: String, scope: String? = nil, limit: Int = 20
    ) async throws -> [SearchHit] {
        let query = try Self.query(for: text)
        return try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT turns.conversation_id, conversations.title, messages.turn_id,
                        messages.id, messages.role, messages.time_micros,
                        snippet(messages_text, 0, '«', '»', '…', \(Self.snippetWords)) AS snippet,
                        -bm25(messages_text) AS score
                    FROM messages_text JOIN messages ON messages.id = messages_text.rowid
                        JOIN turns ON turns.id = messages.turn_id
                        JOIN conversations ON conversations.id = turns.conversation_id
                    WHERE messages_text MATCH ?1 AND (?2 IS NULL OR conversations.scope = ?2)
                    ORDER BY messages_text.rank, messages.id DESC LIMIT ?3
                    """,
                arguments: [query, scope, max(0, limit)]
            ).map(SearchHit.init)
        }
    }

    /// The words as FTS5 strings, which hold no operator.
    static func query(for text: String) throws(MemoryError) -> String {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        guard !words.isEmpty else { throw .emptySearch }
        guard words.count <= searchWordsMax else {
            throw .searchTooLong(words: words.count, limit: searchWordsMax)
        }
        return words.map { "\"\($0)\"" }.joined(separator: " ")
    }
}

extension ConversationLog.SearchHit {
    fileprivate init(_ row: Row) throws {
        let roleText: String = try row.required("role")
        guard let role = Role(rawValue: roleText) else {
            throw MemoryError.unreadable(what: "A message", detail: "role '\(roleText)'")
        }
        conversation = ConversationID(try row.required("conversation_id"))
        title = try row.required("title")
        turn = TurnID(try row.required("turn_id"))
        message = try row.required("id")
        self.role = role
        time = Date(microsecondsSince1970: try row.required("time_micros"))
        snippet = try row.required("snippet")
        score = try row.required("score")
    }
}
