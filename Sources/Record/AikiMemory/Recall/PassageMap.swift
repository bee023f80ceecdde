import AikiBase
import AikiDialogue
import AikiStore
import GRDB
import Synchronization

/// What each passage belongs to, in memory, so that a search among vectors can pass over those that a
/// query may not see without asking the store for each.
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
        if query.scopes == nil, query.privacyMax == .secret, query.asOf == nil { return nil }
        let scoped = try query.scopes.map { scopes in
            try Self.conversations(of: scopes, in: transaction)
        }
        return try content.withLock { content in
            try Self.update(&content, in: transaction)
            let names = content.conversations
            let allowed = scoped.map { Set($0.compactMap { names[$0] }) }
            let (entries, first) = (content.entries, content.firstID)
            let privacy = query.privacyMax.level
            let until = query.asOf?.microsecondsSince1970 ?? .max
            return { id in
                let place = id - first
                guard place >= 0, place < entries.count else { return false }
                let entry = entries[Int(place)]
                if entry.privacy > privacy || entry.micros > until { return false }
                return allowed?.contains(entry.conversation) ?? (entry.conversation >= 0)
            }
        }
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
            let id: Int64 = try row.required("id")
            if content.entries.isEmpty { content.firstID = id }
            let name: String = try row.required("conversation_id")
            let next = Int32(content.conversations.count)
            let conversation = content.conversations[name] ?? next
            if conversation == next { content.conversations[name] = next }
            while content.firstID + Int64(content.entries.count) < id {
                content.entries.append(Entry(micros: .max, conversation: -1, privacy: .max))
            }
            let level: Int = try row.required("privacy")
            content.entries.append(
                Entry(
                    micros: try row.required("time_micros"), conversation: conversation,
                    privacy: Int8(clamping: level)))
        }
    }
}
