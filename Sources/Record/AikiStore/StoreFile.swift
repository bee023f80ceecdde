import Foundation
import GRDB

/// How the store's file is made, opened and recognised.
enum StoreFile {
    /// How every connection is set up.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "aiki.store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(TimeInterval(Store.busyTimeout.components.seconds))
        configuration.maximumReaderCount = Store.readersMax
        configuration.prepareDatabase { database in
            // Zeroes what is deleted; fires the delete triggers of rows that REPLACE pushes out;
            // asks Apple's disks to empty their caches, which fsync alone does not.
            try database.execute(
                sql: """
                    PRAGMA secure_delete = ON;
                    PRAGMA recursive_triggers = ON;
                    PRAGMA fullfsync = ON;
                    PRAGMA checkpoint_fullfsync = ON;
                    """)
            guard database.configuration.readonly else { return }
            // Each write empties a reader's cache; what is mapped need not be read again. The price: a
            // disk that fails under the map ends the process, where a read would be an error.
            try database.execute(sql: "PRAGMA mmap_size = 1073741824")
        }
        return configuration
    }

    /// Makes folder and file, readable by their owner alone; narrows the file's mode where wider.
    static func prepare(path: String) throws(StoreError) {
        try prepareFolder(of: path)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        _ = fchmod(descriptor, 0o600)
        close(descriptor)
    }

    /// Makes the folder a file will stand in; one that is there stays as it is.
    static func prepareFolder(of path: String) throws(StoreError) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotOpen(path: folder, detail: error.localizedDescription)
        }
    }

    /// Whether a file starts as an SQLite database does; SQLite itself takes a file of a few bytes
    /// for an empty database and writes over it.
    static func hasDatabaseHeader(path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let start = try? handle.read(upToCount: 100)
        return start?.count == 100 && start?.starts(with: Data("SQLite format 3\0".utf8)) == true
    }

    /// Refuses a file that is not ours or too new, without writing to it. An empty one is new.
    static func inspect(path: String, schemas: [StoreSchema]) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        if attributes[.size] as? Int == 0 { return }
        guard hasDatabaseHeader(path: path) else { throw StoreError.notADatabase(path: path) }
        try reading(path) { queue in
            try queue.read { try inspect($0, path: path, schemas: schemas) }
        }
    }

    /// Opens a file only to read it.
    ///
    /// What a crash left half done has to be rolled back before anything can be read, and that writes:
    /// then the file is opened again for writing, which does this and no more.
    static func reading(_ path: String, _ body: (DatabaseQueue) throws -> Void) throws {
        var configuration = configuration
        configuration.readonly = true
        // It is read once, and may stand on a disk that is pulled out.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA mmap_size = 0") }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try body(queue)
            try queue.close()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            configuration.readonly = false
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try body(queue)
            try queue.close()
        }
    }

    /// As above, for a connection that is open.
    static func inspect(_ database: Database, path: String, schemas: [StoreSchema]) throws {
        let applicationID =
            try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        // A crash right after the file was made may leave it with the empty list of migrations only.
        let tables = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM sqlite_master
                WHERE name NOT IN ('grdb_migrations', 'sqlite_autoindex_grdb_migrations_1')
                """)
        if applicationID != Store.applicationID, tables ?? 0 > 0 || applicationID != 0 {
            throw StoreError.foreignDatabase(path: path, applicationID: applicationID)
        }
        let migrator = migrator(schemas)
        let unknown = try migrator.appliedIdentifiers(database).subtracting(migrator.migrations)
        guard unknown.isEmpty else {
            throw StoreError.newerSchema(path: path, unknown: unknown.sorted())
        }
    }

    /// All migrations in order, the store's own first.
    static func migrator(_ schemas: [StoreSchema]) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("store.mark") { database in
            try database.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
        }
        for schema in schemas {
            for migration in schema.migrations {
                migrator.registerMigration("\(schema.name).\(migration.name)") { database in
                    try migration.migrate(StoreTransaction(database: database))
                }
            }
        }
        return migrator
    }
}

extension StoreError {
    /// Any error of opening or copying as one of the store's.
    static func wrapping(_ error: any Error, path: String) -> StoreError {
        switch translating(error, path: path) {
        case let error as StoreError: error
        case let error: .cannotOpen(path: path, detail: "\(error)")
        }
    }
}
