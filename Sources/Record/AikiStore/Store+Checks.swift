import GRDB

extension Store {
    /// The most problems that one check reports.
    public static let problemsMax = 100

    /// Asks SQLite whether the file is whole: pages, indexes, foreign keys.
    ///
    /// - Returns: the problems found; empty where all is well.
    /// - Complexity: O(bytes of the file).
    public func findDamage() async throws -> [String] {
        do {
            return try await read { try Self.findDamage($0.database) }
        } catch let error as StoreError {
            guard case .corrupt(_, let detail) = error else { throw error }
            return [detail]
        }
    }

    static func findDamage(_ database: Database) throws -> [String] {
        let damage = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(problemsMax))")
        let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        return damage.filter { $0 != "ok" }
            + orphans.prefix(problemsMax).map { row in
                let table: String = row["table"]
                let parent: String = row["parent"]
                return "a row of \(table) refers to a missing row of \(parent)"
            }
    }

    /// Checks what each target says must hold of its tables.
    ///
    /// Runs as a transaction that writes, because the full-text index can only be checked so.
    ///
    /// - Returns: the problems found; empty where all is well.
    public func checkInvariants() async throws -> [String] {
        let schemas = schemas
        return try await write { transaction in
            try schemas.flatMap { schema in
                try schema.findProblems(transaction).map { "\(schema.name): \($0)" }
            }
        }
    }
}
