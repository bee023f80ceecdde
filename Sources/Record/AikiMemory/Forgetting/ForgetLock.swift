import Foundation

/// Lets one forgetting at a time work on a store, also among programs: what one is doing is not
/// interrupted work to another. The system lets go of it when a program ends.
struct ForgetLock {
    /// How long between two tries.
    private static let retryInterval = Duration.milliseconds(50)

    private let descriptor: Int32

    /// Waits for its turn.
    ///
    /// - Parameter storePath: the store; the lock's file stands beside it.
    /// - Throws: ``MemoryError/unreadable(what:detail:)`` where the file cannot be made;
    ///   `CancellationError`.
    init(storePath: String) async throws {
        let path = storePath + ".forgetting"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw MemoryError.unreadable(what: path, detail: String(cString: strerror(errno)))
        }
        do {
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                try await Task.sleep(for: Self.retryInterval)
            }
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Lets the next one work.
    func release() { close(descriptor) }
}
