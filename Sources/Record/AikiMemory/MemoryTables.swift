import AikiStore
import GRDB

/// The tables of a store, whoever made them.
enum MemoryTables {
    /// The tables that hold rows of their own, by name: no full-text index, nor the tables inside of one.
    static func names(in transaction: StoreTransaction) throws -> [String] {
        let database = transaction.database
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table'
                    AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite%'
                    AND name NOT LIKE 'grdb%'
                ORDER BY name
                """)
        // The tables inside of an index bear its name.
        let indexes = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        return names.filter { name in !indexes.contains { name.hasPrefix($0 + "_") } }
    }

    /// Drops the words of removed rows from every full-text index: a deletion only marks them as gone;
    /// merging all segments of an index into one drops them.
    ///
    /// - Complexity: O(full-text indexes), which are written anew.
    static func dropForgottenWords(in transaction: StoreTransaction) throws {
        let names = try String.fetchAll(
            transaction.database,
            sql: """
                SELECT name FROM sqlite_master
                WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%'
                """)
        for name in names {
            try transaction.database.execute(
                sql: "INSERT INTO \(name) (\(name)) VALUES ('optimize')")
        }
    }
}
