import Foundation

/// Says who has the store open, with a lock on a file beside it.
///
/// Everyone who has the store open holds a shared lock, so that a restore, which needs an exclusive
/// one, cannot swap the file under a running program. SQLite's own locks are another matter.
final class StoreLock: Sendable {
    /// How long between two tries.
    private static let retryMicroseconds: UInt32 = 20_000

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Opens the lock file of a store, without locking it.
    private static func open(storePath: String) throws(StoreError) -> StoreLock {
        let path = storePath + ".lock"
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        return StoreLock(descriptor: descriptor)
    }

    /// The exclusive lock, nil where somebody has the store open.
    static func exclusive(storePath: String) throws(StoreError) -> StoreLock? {
        let lock = try open(storePath: storePath)
        return flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 ? lock : nil
    }

    /// The shared lock, waiting while somebody migrates or restores.
    ///
    /// - Throws: ``StoreError/locked(path:seconds:)`` after the limit.
    static func shared(storePath: String, waiting limit: Duration) throws(StoreError) -> StoreLock {
        let lock = try open(storePath: storePath)
        let deadline = ContinuousClock.now + limit
        while flock(lock.descriptor, LOCK_SH | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline else {
                throw .locked(path: storePath, seconds: Int(limit.components.seconds))
            }
            usleep(retryMicroseconds)
        }
        return lock
    }

    /// Gives the lock up.
    func release() {
        _ = flock(descriptor, LOCK_UN)
    }

    /// Lets others in, after an exclusive start.
    func share() {
        _ = flock(descriptor, LOCK_SH)
    }
}
