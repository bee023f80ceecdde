import AikiBase
import AikiStore
import Foundation
import GRDB

/// An import as the store knows it: where it comes from, how far it came.
struct ImportRun: Sendable {
    var id: Int64 = 0
    let source: ImportSource
    let path: String
    let fingerprint: String
    let scope: String
    /// Units that are written.
    var units = 0
    var counts = ImportCounts()

    init(source: ImportSource, path: String, fingerprint: String, scope: String) {
        self.source = source
        self.path = path
        self.fingerprint = fingerprint
        self.scope = scope
    }

    /// An import of the same files that did not come to its end.
    func interrupted(in transaction: StoreTransaction) throws -> ImportRun? {
        let row = try Row.fetchOne(
            transaction.database,
            sql: """
                SELECT id, units, counts FROM import_runs
                WHERE source = ? AND path = ? AND fingerprint = ? AND scope = ?
                    AND finished_micros IS NULL
                ORDER BY id DESC LIMIT 1
                """,
            arguments: [source.rawValue, path, fingerprint, scope])
        guard let row else { return nil }
        var run = self
        run.id = try row.required("id")
        run.units = try row.required("units")
        run.counts = ImportCounts(try JSONValue(parsing: row.required("counts", as: String.self)))
        return run
    }

    /// A new import; those that were interrupted on the same path are given up.
    func inserted(at time: Date, in transaction: StoreTransaction) throws -> ImportRun {
        let database = transaction.database
        try database.execute(
            sql: """
                DELETE FROM import_runs
                WHERE source = ? AND path = ? AND finished_micros IS NULL
                """, arguments: [source.rawValue, path])
        try database.execute(
            sql: """
                INSERT INTO import_runs
                    (source, path, fingerprint, scope, units, counts, started_micros)
                VALUES (?, ?, ?, ?, 0, '{}', ?)
                """,
            arguments: [
                source.rawValue, path, fingerprint, scope, time.microsecondsSince1970,
            ])
        var run = self
        run.id = database.lastInsertedRowID
        return run
    }

    /// Writes how far it came.
    func save(finished: Date? = nil, in transaction: StoreTransaction) throws {
        try transaction.database.cachedStatement(
            sql: "UPDATE import_runs SET units = ?, counts = ?, finished_micros = ? WHERE id = ?"
        ).execute(arguments: [
            units, counts.json.encoded(), finished?.microsecondsSince1970, id,
        ])
    }
}
