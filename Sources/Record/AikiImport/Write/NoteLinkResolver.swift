import AikiMemory
import AikiStore
import Foundation
import GRDB

/// Finds the notes that links mean: by path, or by the name alone where only one note has it or, among
/// several, the one with the shortest path, as Obsidian does.
enum NoteLinkResolver {
    /// Resolves the links that lead nowhere yet, and makes each a bridge from note to note.
    ///
    /// - Returns: how many links lead somewhere now, of all.
    /// - Complexity: O(notes + links).
    static func resolve(
        _ facts: FactLog, at time: Date, in transaction: StoreTransaction
    ) throws -> Int {
        let database = transaction.database
        let notes = try Row.fetchAll(
            database,
            sql: """
                SELECT external_id_of.external_id AS path, message_id
                FROM import_messages JOIN import_conversations AS external_id_of
                    ON external_id_of.number = conversation
                WHERE source = 'vault'
                """)
        var names: [String: [(path: String, message: Int64)]] = [:]
        var vaults: [Int64: String] = [:]
        for row in notes {
            let path: String = try row.required("path")
            let message: Int64 = try row.required("message_id")
            let key = name(of: path)
            names[key, default: []].append((stem(of: path).lowercased(), message))
            vaults[message] = String(path.prefix { $0 != "/" })
        }
        for key in names.keys {
            names[key]?.sort { ($0.path.utf8.count, $0.path) < ($1.path.utf8.count, $1.path) }
        }
        let links = try Row.fetchAll(
            database,
            sql: "SELECT message_id, position, target FROM note_links WHERE target_id IS NULL")
        for row in links {
            let from: Int64 = try row.required("message_id")
            let target: String = try row.required("target")
            let wanted = stem(of: target).lowercased()
            let vault = vaults[from]?.lowercased() ?? ""
            let found = names[name(of: target)]?.first { note in
                note.path.hasPrefix(vault + "/")
                    && (note.path == "\(vault)/\(wanted)" || note.path.hasSuffix("/" + wanted))
            }
            guard let found else { continue }
            try database.cachedStatement(
                sql: "UPDATE note_links SET target_id = ? WHERE message_id = ? AND position = ?"
            ).execute(arguments: [
                found.message, from, try row.required("position", as: Int64.self),
            ])
            guard found.message != from else { continue }
            try facts.add(
                Bridge(
                    from: Bridge.End(message: from), to: Bridge.End(message: found.message),
                    kind: .reference, recordedAt: time), in: transaction)
        }
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM note_links WHERE target_id IS NOT NULL") ?? 0
    }

    /// The last part of a path without its ending, for looking up.
    private static func name(of path: String) -> String {
        let stem = stem(of: path)
        return String(stem.split(separator: "/").last ?? "").lowercased()
    }

    private static func stem(of path: String) -> String {
        for ending in [".md", ".markdown"] where path.lowercased().hasSuffix(ending) {
            return String(path.dropLast(ending.count))
        }
        return path
    }
}
