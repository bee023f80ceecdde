public import AikiBase
import AikiProviders
import AikiStore
public import Foundation

extension House {
    /// What a backup or a restore did.
    public struct BackupSummary: Sendable, Equatable {
        /// The files written, by name.
        public let files: [String]
        /// Where what was replaced is kept; nil where nothing was.
        public let keptPath: String?
    }

    /// The files of the house beside the store that a backup holds. Left out are models, adapters and
    /// runs of training, which are large; the providers' keys, which stand in no second place; and what
    /// is made again by itself.
    private static func plainFiles(_ home: HouseHome) -> [URL] {
        [
            home.settingsFile, home.identityFile, home.keysFile, home.providers.file,
            home.routerRoom.file, home.routerRoom.intentsFile, home.symbols.file,
        ]
    }

    /// Copies store, settings, identity, hashed keys, providers and what was learned into a folder, while
    /// the house is in use.
    ///
    /// - Parameters:
    ///   - folder: made where it is missing, mode 0700; files of the same names are replaced.
    ///   - progress: told how much is copied.
    /// - Returns: what was written.
    /// - Throws: `StoreError`, or the system's error.
    public func backUp(
        to folder: URL, progress: ProgressHandler? = nil
    ) async throws -> BackupSummary {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let storeName = home.storeFile.lastPathComponent
        try await store.backUp(to: folder.appending(path: storeName).path, progress: progress)
        let files = try Self.plainFiles(home).filter { file in
            try Self.copy(file, to: folder.appending(path: file.lastPathComponent))
        }
        return BackupSummary(files: [storeName] + files.map(\.lastPathComponent), keptPath: nil)
    }

    /// Copies a small file; false where there is none.
    private static func copy(_ file: URL, to target: URL) throws -> Bool {
        guard FileManager.default.fileExists(atPath: file.path) else { return false }
        try AtomicFile.write(try Data(contentsOf: file), to: target, permissions: 0o600)
        return true
    }

    /// Puts a backup in the place of the house's store, settings, identity, keys, providers and what was
    /// learned.
    ///
    /// The store is checked before it is taken; the one it replaces is kept beside it. Nobody may
    /// have the house open.
    ///
    /// - Parameters:
    ///   - folder: what ``backUp(to:progress:)`` made.
    ///   - home: the folder of the house.
    /// - Returns: what was written, and where the old store is.
    /// - Throws: `StoreError`, ``HouseError`` where the folder holds no backup.
    public static func restore(from folder: URL, to home: HouseHome) async throws -> BackupSummary {
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw HouseError.pathNotFound(path: folder.path)
        }
        let storeName = home.storeFile.lastPathComponent
        let backup = folder.appending(path: storeName)
        guard FileManager.default.fileExists(atPath: backup.path) else {
            throw HouseError.unreadableFile(path: folder.path, problem: "it holds no \(storeName)")
        }
        let restoration = try await Store.restore(
            from: backup.path, to: home.storeFile.path, schemas: schemas)
        // Vectors of another store have the numbers of this one's; its own are made from it again.
        for (file, _) in home.vectorFiles() { try FileManager.default.removeItem(at: file) }
        if var attachment = try home.attachment() {
            attachment.isAttached = false
            try home.keep(attachment)
        }
        let files = try plainFiles(home).filter { file in
            try copy(folder.appending(path: file.lastPathComponent), to: file)
        }
        return BackupSummary(
            files: [storeName] + files.map(\.lastPathComponent), keptPath: restoration.keptPath)
    }
}
