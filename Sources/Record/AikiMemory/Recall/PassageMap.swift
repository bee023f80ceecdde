import AikiBase
import AikiDialogue
import AikiStore
import GRDB
import Synchronization

/// What each passage belongs to, in memory, so that a search among words or vectors can pass over those
/// that a query may not see without asking the store for each.
///
/// 16 bytes a passage. It is only ever a first sieve: what it lets through is read from the store with
/// the query's whole filter.
final class PassageMap: Sendable {
    private struct Entry {
        var micros: Int64
        var conversation: Int32
        var privacy: Int8
    }

    private struct Content {
        var firstID: Int64 = 0
        var entries: [Entry] = []
        var conversations: [String: Int32] = [:]
    }

    private let content = Mutex(Content())

    /// Which passages a query may see, by their ids; nil where it may see all.
    ///
    /// - Complexity: O(passages that are new since the last call + conversations).
    func sieve(
        _ query: RecallQuery, in transaction: StoreTransaction
    ) throws -> (@Sendable (Int64) -> Bool)? {
        let excluded = try Self.passages(of: query.excludedTurns, in: transaction)
        if query.scopes == nil, query.privacyMax == .secret, query.asOf == nil {
            if excluded.isEmpty { return nil }
            return { @Sendable id in !excluded.contains(id) }
        }
        let scoped = try query.scopes.map { scopes in
            try Self.conversations(of: scopes, in: transaction)
        }
        return try content.withLock { content in
            try Self.update(&content, in: transaction)
            let names = content.conversations
            var allowed = [Bool](repeating: scoped == nil, count: names.count)
            for name in scoped ?? [] {
                if let place = names[name] { allowed[Int(place)] = true }
            }
            let conversations = allowed
            let (entries, first) = (content.entries, content.firstID)
            let privacy = query.privacyMax.level
            let until = query.asOf?.microsecondsSince1970 ?? .max
            return { id in
                let place = id - first
                guard place >= 0, place < entries.count else { return false }
                let entry = entries[Int(place)]
                if entry.conversation < 0 || !conversations[Int(entry.conversation)] {
                    return false
                }
                return entry.privacy <= privacy && entry.micros <= until && !excluded.contains(id)
            }
        }
    }

    private static func passages(
        of turns: Set<TurnID>, in transaction: StoreTransaction
    ) throws -> Set<Int64> {
        let statement = try transaction.database.cachedStatement(
            sql: """
                SELECT passages.id FROM messages JOIN passages ON message_id = messages.id
                WHERE turn_id = ?
                """)
        var ids: Set<Int64> = []
        for turn in turns { ids.formUnion(try Int64.fetchAll(statement, arguments: [turn.text])) }
        return ids
    }

    private static func conversations(
        of scopes: Set<String>, in transaction: StoreTransaction
    ) throws -> [String] {
        let statement = try transaction.database.cachedStatement(
            sql: "SELECT id FROM conversations WHERE scope = ?")
        return try scopes.sorted().flatMap { try String.fetchAll(statement, arguments: [$0]) }
    }

    /// Reads passages that came since. Ids grow and are never used again; gaps are filled with entries
    /// that nobody may see.
    private static func update(_ content: inout Content, in transaction: StoreTransaction) throws {
        let rows = try Row.fetchCursor(
            transaction.database,
            sql: """
                SELECT id, conversation_id, time_micros, privacy FROM passages WHERE id >= ?
                ORDER BY id
                """,
            arguments: [content.firstID + Int64(content.entries.count)])
        while let row = try rows.next() {
            let id: Int64 = try row.required(at: 0)
            if content.entries.isEmpty { content.firstID = id }
            let name: String = try row.required(at: 1)
            let next = Int32(content.conversations.count)
            let conversation = content.conversations[name] ?? next
            if conversation == next { content.conversations[name] = next }
            while content.firstID + Int64(content.entries.count) < id {
                content.entries.append(Entry(micros: .max, conversation: -1, privacy: .max))
            }
            let level: Int = try row.required(at: 3)
            content.entries.append(
                Entry(
                    micros: try row.required(at: 2), conversation: conversation,
                    privacy: Int8(clamping: level)))
        }
    }
}
