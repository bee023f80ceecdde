import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

extension RecallHit {
    /// Reads a passage with its message; nil where it is gone.
    static func fetch(
        _ passage: Int64, score: Double, parts: [RecallScore], fact: Fact?,
        in transaction: StoreTransaction
    ) throws -> RecallHit? {
        let row = try Row.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT message_id, start_bytes, end_bytes, passages.time_micros, role, turn_id,
                        CAST(text AS BLOB) AS text, CAST(speaker AS BLOB) AS speaker,
                        turns.conversation_id, title, door, messages.privacy AS class
                    FROM passages JOIN messages ON messages.id = passages.message_id
                        JOIN turns ON turns.id = messages.turn_id
                        JOIN conversations ON conversations.id = turns.conversation_id
                    WHERE passages.id = ?
                    """),
            arguments: [passage])
        guard let row else { return nil }
        let start: Int = try row.required("start_bytes")
        let end: Int = try row.required("end_bytes")
        guard start >= 0, end >= start else {
            throw MemoryError.unreadable(what: "A passage", detail: "its span is \(start)–\(end)")
        }
        let privacyText: String = try row.required("class")
        guard let privacy = PrivacyClass(rawValue: privacyText) else {
            throw MemoryError.unreadable(
                what: "A memory", detail: "privacy class '\(privacyText)'")
        }
        let text = try row.verbatim("text") ?? ""
        return RecallHit(
            messageID: try row.required("message_id"), turn: TurnID(try row.required("turn_id")),
            conversation: ConversationID(try row.required("conversation_id")),
            title: try row.required("title"), text: text.bytes(in: start..<end), span: start..<end,
            speaker: try row.verbatim("speaker") ?? row.required("role"),
            time: Date(microsecondsSince1970: try row.required("time_micros")),
            source: try row.required("door"), score: score, parts: parts, fact: fact,
            privacy: privacy)
    }
}
