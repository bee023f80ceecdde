import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

extension RecallHit {
    /// Reads a passage with its message; nil where it is gone. Whose its fact is may be told as far as
    /// `filter` lets see.
    static func fetch(
        _ passage: Int64, score: Double, parts: [RecallScore], fact: Fact?,
        _ filter: RecallFilter, in transaction: StoreTransaction
    ) throws -> RecallHit? {
        let rows = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT message_id, start_bytes, end_bytes, passages.time_micros, role, turn_id,
                        \(Passage.textBytes), CAST(speaker AS BLOB), turns.conversation_id, title,
                        door, messages.privacy
                    FROM passages JOIN messages ON messages.id = passages.message_id
                        JOIN turns ON turns.id = messages.turn_id
                        JOIN conversations ON conversations.id = turns.conversation_id
                    WHERE passages.id = ?
                    """),
            arguments: [passage])
        guard let row = try rows.next() else { return nil }
        let start: Int = try row.required(at: 1)
        let end: Int = try row.required(at: 2)
        guard start >= 0, end >= start else {
            throw MemoryError.unreadable(what: "A passage", detail: "its span is \(start)–\(end)")
        }
        let privacyText: String = try row.required(at: 11)
        guard let privacy = PrivacyClass(rawValue: privacyText) else {
            throw MemoryError.unreadable(
                what: "A memory", detail: "privacy class '\(privacyText)'")
        }
        let message: Int64 = try row.required(at: 0)
        return RecallHit(
            messageID: message, turn: TurnID(try row.required(at: 5)),
            conversation: ConversationID(try row.required(at: 8)),
            title: try row.required(at: 9), text: try row.verbatim(at: 6) ?? "", span: start..<end,
            speaker: try row.verbatim(at: 7) ?? row.required(at: 4),
            time: Date(microsecondsSince1970: try row.required(at: 3)),
            source: try row.required(at: 10), score: score, parts: parts, fact: fact,
            tie: try fact?.tie(filter, in: transaction),
            outdated: try FactStatement.ended(in: message, start..<end, filter, transaction),
            privacy: privacy)
    }
}
