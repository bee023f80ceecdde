import Foundation
import GRDB
import Synchronization

/// One SQLite file that holds what Aiki remembers and what it did.
///
/// Write-ahead log with `synchronous=FULL`: once ``write(_:)`` returns, the change survives `kill -9`,
/// and a loss of power as far as the disk keeps its promises (on Apple systems `F_FULLFSYNC` is
/// used). One writer at a time, readers beside it; several processes may have the store open.
///
///     let store = try Store(path: home + "/aiki.sqlite", schemas: [Ledger.schema])
///     try await store.write { transaction in … }
public final class Store: Sendable {
    /// How long a transaction waits for another process before it gives up.
    public static let busyTimeout: Duration = .seconds(10)
    /// Readers that work at the same time.
    public static let readersMax = 4
    /// How many pages of 4 KiB the write-ahead log holds before a commit moves them into the file.
    static let logPagesMax = 4_000
    /// Marks the file as Aiki's in SQLite's header: "AIKI" in ASCII.
    static let applicationID = 0x4149_4B49

    /// Where the file is.
    public let path: String
    /// Whether nobody else had the store open when it was opened.
    public let openedAlone: Bool
    let pool: DatabasePool
    let schemas: [StoreSchema]
    let group = WriteGroup()
    /// The connection of ``glance(_:)``, opened when it is first needed.
    private let glances = Mutex<DatabaseQueue?>(nil)
    private let lock: StoreLock

    /// Opens the store, makes it where there is none, and brings its tables up to date.
    ///
    /// The file gets mode 0600; a folder that has to be made gets 0700.
    ///
    /// - Parameters:
    ///   - path: the file; `-wal`, `-shm` and `.lock` files appear beside it.
    ///   - schemas: the tables of every target that keeps something here, always in one order.
    /// - Throws: ``StoreError``; an unknown or newer file is refused before anything is written.
    public convenience init(path: String, schemas: [StoreSchema]) throws(StoreError) {
        try self.init(path: path, schemas: schemas, pagesMax: nil)
    }

    /// As the public one, with a limit on the file's size that tests use to fill the disk.
    package init(path: String, schemas: [StoreSchema], pagesMax: Int?) throws(StoreError) {
        try StoreFile.prepare(path: path)
        let exclusive = try StoreLock.exclusive(storePath: path)
        lock =
            if let exclusive { exclusive } else {
                try StoreLock.shared(storePath: path, waiting: Self.busyTimeout)
            }
        self.path = path
        self.schemas = schemas
        openedAlone = exclusive != nil
        do {
            try StoreFile.inspect(path: path, schemas: schemas)
            pool = try DatabasePool(path: path, configuration: StoreFile.configuration)
            try pool.writeWithoutTransaction { database in
                // The pool asks for NORMAL, which may lose the last commits when power fails. A turn
                // writes some 25 pages: with SQLite's 1,000 every fortieth would wait until the log
                // is moved into the file.
                try database.execute(
                    sql: """
                        PRAGMA synchronous = FULL;
                        PRAGMA wal_autocheckpoint = \(Self.logPagesMax);
                        """)
                if let pagesMax {
                    try database.execute(sql: "PRAGMA max_page_count = \(pagesMax)")
                }
            }
            try StoreFile.migrator(schemas).migrate(pool)
            if openedAlone {
                try pool.write { database in
                    let transaction = StoreTransaction(database: database)
                    for schema in schemas { try schema.recover(transaction) }
                }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
        if openedAlone { lock.share() }
    }

    /// Changes the store: everything the closure does, or nothing where it throws.
    ///
    /// When it returns, the change is on disk. A task that is cancelled meanwhile does not stop it.
    ///
    /// - Throws: ``StoreError``, or what the closure throws.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncWrite(
                { try body(StoreTransaction(database: $0)) },
                completion: { _, result in
                    continuation.resume(
                        with: result.mapError { StoreError.translating($0, path: path) })
                })
        }
    }

    /// Reads one state of the store while others write.
    ///
    /// - Throws: ``StoreError``, or what the closure throws.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { database in
                let result = Result { try body(StoreTransaction(database: database.get())) }
                continuation.resume(
                    with: result.mapError { StoreError.translating($0, path: path) })
            }
        }
    }

    /// Reads what one statement finds within microseconds, on the thread that asks: for what is needed
    /// so often that handing it to a reader's thread would take most of the time.
    ///
    /// - Throws: ``StoreError``, or what the closure throws.
    public func glance<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
        do {
            let queue = try glances.withLock { queue in
                if let queue { return queue }
                var configuration = StoreFile.configuration
                configuration.readonly = true
                let opened = try DatabaseQueue(path: path, configuration: configuration)
                queue = opened
                return opened
            }
            return try queue.unsafeRead { try body(StoreTransaction(database: $0)) }
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }

    /// Moves everything from the write-ahead log into the file and empties the log, so that what
    /// was deleted leaves no copy there.
    ///
    /// - Throws: ``StoreError/locked(path:seconds:)`` while a reader still needs the log.
    public func emptyLog() async throws {
        let path = path
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            pool.asyncBarrierWriteWithoutTransaction { database in
                let result = Result { _ = try database.get().checkpoint(.truncate) }
                continuation.resume(
                    with: result.mapError { StoreError.translating($0, path: path) })
            }
        }
    }

    /// Closes the file. Nothing may be asked of the store afterwards.
    ///
    /// - Throws: ``StoreError/locked(path:seconds:)`` where a transaction is still running.
    public func close() throws(StoreError) {
        do {
            try glances.withLock { try $0?.close() }
            try pool.close()
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
        lock.release()
    }
}
