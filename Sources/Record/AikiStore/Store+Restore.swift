import Foundation
import GRDB

extension Store {
    /// What a restore did.
    public struct Restoration: Sendable, Equatable {
        /// Where the store that was replaced is kept; nil where there was none.
        public let keptPath: String?
    }

    /// Replaces the store by a backup.
    ///
    /// The backup is copied beside the store, checked (whole, Aiki's, of a known schema), brought up
    /// to date, its invariants checked; only then does it take the store's name, in one step. The
    /// store it replaces is kept as `<path>.before-restore`, and comes back with its log if the new one
    /// cannot take its place or does not open. A crash at any point leaves one of the two in place.
    ///
    /// - Parameters:
    ///   - backup: a file that ``backUp(to:progress:)`` made, or any store that nobody has open.
    ///   - path: where the store is; nobody may have it open.
    ///   - schemas: as in ``init(path:schemas:)``.
    /// - Returns: where the old store is kept.
    /// - Throws: ``StoreError``; ``StoreError/locked(path:seconds:)`` where it is in use.
    @discardableResult
    public static func restore(
        from backup: String, to path: String, schemas: [StoreSchema]
    ) async throws -> Restoration {
        let isNew = !FileManager.default.fileExists(atPath: path)
        guard FileManager.default.fileExists(atPath: backup) else {
            throw StoreError.unusableBackup(path: backup, detail: "there is no such file")
        }
        try StoreFile.prepareFolder(of: path)
        let temporary = temporaryPath(beside: path)
        defer {
            StoreFile.remove(temporary)
            unlink(temporary + ".lock")
        }
        try await prove(backup: backup, copiedTo: temporary, schemas: schemas)

        guard let lock = try StoreLock.exclusive(storePath: path) else {
            throw StoreError.locked(path: path, seconds: 0)
        }
        defer { withExtendedLifetime(lock) {} }
        let kept = isNew ? nil : path + ".before-restore"
        if let kept { try keep(path, as: kept) }
        do {
            try StoreFile.moveIntoPlace(temporary, to: path)
            try StoreFile.inspect(path: path, schemas: schemas)
        } catch {
            if let kept { putBack(kept, to: path) }
            throw StoreError.wrapping(error, path: path)
        }
        return Restoration(keptPath: kept)
    }

    /// Copies a backup and opens the copy as a store, so that all of it is known to be good.
    private static func prove(
        backup: String, copiedTo temporary: String, schemas: [StoreSchema]
    ) async throws {
        guard StoreFile.hasDatabaseHeader(path: backup) else {
            throw StoreError.notADatabase(path: backup)
        }
        do {
            try StoreFile.reading(backup) { source in
                try source.read { try StoreFile.inspect($0, path: backup, schemas: schemas) }
                try copyPages(from: source, to: temporary, progress: nil)
            }
        } catch {
            throw StoreError.wrapping(error, path: backup)
        }
        let copy = try Store(path: temporary, schemas: schemas)
        let problems = try await copy.checkInvariants()
        try copy.close()
        guard problems.isEmpty else {
            throw StoreError.unusableBackup(
                path: backup, detail: problems.joined(separator: "; "))
        }
    }

    /// Keeps the old store under another name without taking it from its place.
    private static func keep(_ path: String, as kept: String) throws(StoreError) {
        // Opening and closing folds the log into the file. A store too damaged for that is kept
        // with its log: left beside the new file, the log would be replayed into it.
        if StoreFile.hasDatabaseHeader(path: path),
            let queue = try? DatabaseQueue(path: path, configuration: StoreFile.configuration)
        {
            _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try? queue.close()
        }
        StoreFile.remove(kept)
        guard link(path, kept) == 0 else {
            throw .cannotOpen(path: kept, detail: String(cString: strerror(errno)))
        }
        for companion in StoreFile.companions
        where FileManager.default.fileExists(atPath: path + companion) {
            guard rename(path + companion, kept + companion) == 0 else {
                let detail = String(cString: strerror(errno))
                putBack(kept, to: path)
                throw .cannotOpen(path: kept + companion, detail: detail)
            }
        }
    }

    /// Gives the old store its name again, and what stood beside it its place.
    private static func putBack(_ kept: String, to path: String) {
        // Where nothing has taken its place yet, both names are of one file, and this does nothing.
        guard rename(kept, path) == 0 else { return }
        unlink(kept)
        for companion in StoreFile.companions
        where FileManager.default.fileExists(atPath: kept + companion) {
            _ = rename(kept + companion, path + companion)
        }
    }
}
