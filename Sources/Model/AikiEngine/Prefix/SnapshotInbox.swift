import Synchronization

/// Carries snapshots that were written to the engine that wanted them.
final class SnapshotInbox: Sendable {
    private let files = Mutex<[SnapshotFile]>([])
    private let isEmpty = Atomic<Bool>(true)

    /// Leaves a snapshot.
    func put(_ file: SnapshotFile) {
        files.withLock { $0.append(file) }
        isEmpty.store(false, ordering: .releasing)
    }

    /// Takes all that were left; costs next to nothing where there are none.
    func take() -> [SnapshotFile] {
        guard !isEmpty.exchange(true, ordering: .acquiringAndReleasing) else { return [] }
        return files.withLock { files in
            defer { files = [] }
            return files
        }
    }
}
