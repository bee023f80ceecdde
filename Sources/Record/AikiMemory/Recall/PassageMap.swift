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
        /// These stand where the entry would be padded.
        var isEcho: Bool
        /// Characters of its terms.
        var length: UInt16
    }

    private struct Content {
        var firstID: Int64 = 0
        var entries: [Entry] = []
        var conversations: [String: Int32] = [:]
        /// The scope of each conversation, by its number.
        var scopes: [Int32] = []
        var scopeNames: [String] = []
        var scopeNumbers: [String: Int32] = [:]

        /// The number of a scope, which it gets where it is new.
        mutating func number(ofScope name: String) -> Int32 {
            if let number = scopeNumbers[name] { return number }
            let number = Int32(scopeNames.count)
            scopeNames.append(name)
            scopeNumbers[name] = number
            return number
        }
    }

    private let content = Mutex(Content())

    /// Which passages a query may see, by their ids; nil where it may see all.
    ///
    /// - Complexity: O(passages that are new since the last call + scopes).
    func sieve(
        _ query: RecallQuery, in transaction: StoreTransaction
    ) throws -> (@Sendable (Int64) -> Bool)? {
        let excluded = try Self.passages(of: query.excludedTurns, in: transaction)
        if query.scopes == nil, query.privacyMax == .secret, query.asOf == nil,
            query.includesEchoes
        {
            if excluded.isEmpty { return nil }
            return { @Sendable id in !excluded.contains(id) }
        }
        return try content.withLock { content in
            try Self.update(&content, in: transaction)
            let isSeen = content.scopeNames.map { query.scopes?.contains($0) ?? true }
            let (entries, scopes, first) = (content.entries, content.scopes, content.firstID)
            let privacy = query.privacyMax.level
            let until = query.asOf?.microsecondsSince1970 ?? .max
            let includesEchoes = query.includesEchoes
            return { id in
                let place = id - first
                guard place >= 0, place < entries.count else { return false }
                let entry = entries[Int(place)]
                if entry.conversation < 0 || !isSeen[Int(scopes[Int(entry.conversation)])] {
                    return false
                }
                return entry.privacy <= privacy && entry.micros <= until
                    && (includesEchoes || !entry.isEcho) && !excluded.contains(id)
            }
        }
    }

    /// The passages that were said in a time.
    ///
    /// - Parameters:
    ///   - count: how many are named at most.
    ///   - span: the time.
    ///   - sieve: those for which it is false are passed over; nil takes all.
    ///   - transaction: where passages are read that are new since the last call.
    /// - Returns: the ids of the latest, in no order; and how many there are.
    /// - Throws: what SQLite throws.
    /// - Complexity: O(passages), a few nanoseconds each.
    func said(
        atMost count: Int, in span: TimeSpan, sieve: (@Sendable (Int64) -> Bool)?,
        in transaction: StoreTransaction
    ) throws -> (latest: [Int64], count: Int) {
        let times = span.microseconds
        return try content.withLock { content in
            try Self.update(&content, in: transaction)
            var latest: [(micros: Int64, id: Int64)] = []
            var earliest = Int64.min
            var total = 0
            // The newest first: of most memories the times grow with the ids, and few are kept in vain.
            for place in content.entries.indices.reversed() {
                let entry = content.entries[place]
                let id = content.firstID + Int64(place)
                guard times.contains(entry.micros), entry.conversation >= 0, sieve?(id) ?? true
                else { continue }
                total += 1
                if entry.micros < earliest { continue }
                latest.append((entry.micros, id))
                if latest.count >= 2 * count {
                    latest.sort(by: >)
                    latest.removeLast(latest.count - count)
                    earliest = latest.last?.micros ?? earliest
                }
            }
            return (latest.sorted(by: >).prefix(count).map(\.id), total)
        }
    }

    /// Some passages, those with most to say first; of equally long ones, the later.
    ///
    /// A passage that is gone may be among them.
    ///
    /// - Complexity: O(n log n).
    func longestFirst(_ ids: Set<Int64>) -> [Int64] {
        let lengths = content.withLock { content in
            ids.map { id -> (length: UInt16, id: Int64) in
                let place = Int(id - content.firstID)
                let isKnown = content.entries.indices.contains(place)
                return (isKnown ? content.entries[place].length : 0, id)
            }
        }
        return lengths.sorted(by: >).map(\.id)
    }

    private static func passages(
        of turns: Set<TurnID>, in transaction: StoreTransaction
    ) throws -> Set<Int64> {
        if turns.isEmpty { return [] }
        let list = JSONValue.array(turns.map { .string($0.text) }).encoded()
        return Set(
            try Int64.fetchAll(
                transaction.database.cachedStatement(
                    sql: """
                        SELECT passages.id FROM messages JOIN passages ON message_id = messages.id
                        WHERE turn_id IN (SELECT value FROM json_each(?))
                        """),
                arguments: [list]))
    }

    /// Reads passages that came since. Ids grow and are never used again; gaps are filled with entries
    /// that nobody may see.
    private static func update(_ content: inout Content, in transaction: StoreTransaction) throws {
        let rows = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT id, conversation_id, time_micros, privacy, length(terms), traits
                    FROM passages
                    WHERE id >= ? ORDER BY id
                    """),
            arguments: [content.firstID + Int64(content.entries.count)])
        let scope = try transaction.database.cachedStatement(
            sql: "SELECT scope FROM conversations WHERE id = ?")
        var seen: Set<Int32> = []
        while let row = try rows.next() {
            let id: Int64 = try row.required(at: 0)
            if content.entries.isEmpty { content.firstID = id }
            let name: String = try row.required(at: 1)
            let next = Int32(content.conversations.count)
            let conversation = content.conversations[name] ?? next
            if conversation == next {
                content.conversations[name] = next
                content.scopes.append(0)
            }
            // One that was forgotten may have been imported anew, into another scope.
            if seen.insert(conversation).inserted {
                let scopeName = try String.fetchOne(scope, arguments: [name]) ?? ""
                content.scopes[Int(conversation)] = content.number(ofScope: scopeName)
            }
            while content.firstID + Int64(content.entries.count) < id {
                content.entries.append(
                    Entry(
                        micros: .max, conversation: -1, privacy: .max, isEcho: false, length: 0))
            }
            let level: Int = try row.required(at: 3)
            let length: Int = try row.required(at: 4)
            let traits = PassageTraits(rawValue: try row.required(at: 5))
            content.entries.append(
                Entry(
                    micros: try row.required(at: 2), conversation: conversation,
                    privacy: Int8(clamping: level), isEcho: traits.contains(.isEcho),
                    length: UInt16(clamping: length)))
        }
    }
}
