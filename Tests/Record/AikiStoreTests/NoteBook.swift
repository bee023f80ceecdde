import AikiStore
import Foundation
import GRDB

/// A small schema to try the store with: notes that must not be empty.
enum NoteBook {
    static let first = StoreSchema.Migration("1-notes") { transaction in
        try transaction.database.execute(
            sql: "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    }
    static let second = StoreSchema.Migration("2-stars") { transaction in
        try transaction.database.execute(
            sql: "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")
    }

    static func schema(_ migrations: [StoreSchema.Migration] = [first]) -> StoreSchema {
        StoreSchema(
            name: "notes", migrations: migrations,
            findProblems: { transaction in
                let empty = try Int.fetchOne(
                    transaction.database, sql: "SELECT count(*) FROM notes WHERE text = ''")
                return empty == 0 ? [] : ["\(empty ?? 0) empty notes"]
            })
    }

    static func add(_ text: String, to store: Store) async throws {
        try await store.write { transaction in
            try transaction.database.execute(
                sql: "INSERT INTO notes (text) VALUES (?)", arguments: [text])
        }
    }

    static func all(in store: Store) async throws -> [String] {
        try await store.read { transaction in
            try String.fetchAll(transaction.database, sql: "SELECT text FROM notes ORDER BY id")
        }
    }
}
