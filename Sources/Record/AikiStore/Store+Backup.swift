public import AikiBase
import Foundation
import GRDB

extension Store {
    /// Pages copied between two reports of progress.
    private static let backupStepPages: CInt = 1024

    /// Copies the store to another file while it is in use.
    ///
    /// The copy is one state of the store, a single file of mode 0600, checked before it takes its
    /// name; a file of that name is replaced.
    ///
    /// - Parameters:
    ///   - destination: where the copy goes; its folder must exist.
    ///   - progress: told how many pages are copied.
    /// - Throws: ``StoreError``; an older file of that name is then untouched.
    /// - Complexity: O(bytes of the file).
    public func backUp(
        to destination: String, progress: ProgressHandler? = nil
    ) async throws {
        let pool = pool
        let path = path
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global(qos: .utility).async {
                let result = Result {
                    try Self.copy(from: pool, path: path, to: destination, progress: progress)
                }
                continuation.resume(with: result)
            }
        }
    }

    private static func copy(
        from pool: DatabasePool, path: String, to destination: String, progress: ProgressHandler?
    ) throws {
        guard
            URL(filePath: destination).standardizedFileURL.path
                != URL(filePath: path).standardizedFileURL.path
        else {
            throw StoreError.unusableBackup(path: destination, detail: "it is the store itself")
        }
        let temporary = temporaryPath(beside: destination)
        defer { StoreFile.remove(temporary) }
        do {
            try copyPages(from: pool, to: temporary, progress: progress)
            try StoreFile.moveIntoPlace(temporary, to: destination)
        } catch {
            throw StoreError.wrapping(error, path: destination)
        }
    }

    /// Copies page by page into a new file that then stands alone, and checks it.
    static func copyPages(
        from source: any DatabaseReader, to path: String, progress: ProgressHandler?
    ) throws {
        try StoreFile.prepare(path: path)
        let queue = try DatabaseQueue(path: path, configuration: StoreFile.configuration)
        try source.backup(to: queue, pagesPerStep: backupStepPages) { step in
            progress?(
                WorkProgress(
                    label: "copying the store", done: Int64(step.completedPageCount),
                    total: Int64(step.totalPageCount)))
        }
        try queue.writeWithoutTransaction { database in
            // The copy carries the source's journal mode; alone, it needs no log beside it.
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            let damage = try findDamage(database)
            guard damage.isEmpty else {
                throw StoreError.corrupt(path: path, detail: damage.joined(separator: "; "))
            }
        }
        try queue.close()
    }

    static func temporaryPath(beside path: String) -> String {
        "\(path).\(UUID().uuidString).tmp"
    }
}
