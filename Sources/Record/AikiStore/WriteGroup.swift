import GRDB
import Synchronization

/// Changes that wait for the writer, to be committed together.
final class WriteGroup: Sendable {
    /// One change: done in its savepoint, and told how the commit went.
    struct Change: Sendable {
        let perform: @Sendable (Database) -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    /// Changes of one commit: more wait for the next, so that none waits for long.
    static let changesMax = 256

    private let waiting = Mutex<[Change]>([])

    /// Adds a change; whether it is the first that waits, so that a commit is to be asked for.
    func add(_ change: Change) -> Bool {
        waiting.withLock { waiting in
            waiting.append(change)
            return waiting.count == 1
        }
    }

    /// Takes every change.
    func takeAll() -> [Change] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }

    /// Takes the changes of the next commit; whether some are left, for one more.
    func take() -> (changes: [Change], isMore: Bool) {
        waiting.withLock { waiting in
            let changes = Array(waiting.prefix(Self.changesMax))
            waiting.removeFirst(changes.count)
            return (changes, !waiting.isEmpty)
        }
    }
}

extension Store {
    /// As ``write(_:)``, sharing a commit with others that wait at the same moment: a disk that takes
    /// its time for each commit is asked less often.
    ///
    /// Each change is whole or not there at all, whatever becomes of the others; they see each other in
    /// the order in which they came.
    ///
    /// - Returns: what the closure returns, when it is on disk.
    /// - Throws: ``StoreError``, or what the closure throws.
    public func writeTogether<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            let result = Mutex<Result<Value, any Error>?>(nil)
            let change = WriteGroup.Change(
                perform: { database in
                    let outcome = Result {
                        var value: Value?
                        try database.inSavepoint {
                            value = try body(StoreTransaction(database: database))
                            return .commit
                        }
                        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                        return value
                    }
                    result.withLock { $0 = outcome }
                },
                finish: { error in
                    let outcome: Result<Value, any Error> =
                        if let error { .failure(error) } else {
                            result.withLock { $0 }
                                ?? .failure(DatabaseError(resultCode: .SQLITE_ABORT))
                        }
                    continuation.resume(
                        with: outcome.mapError { StoreError.translating($0, path: path) })
                })
            if group.add(change) { commitGroup() }
        }
    }

    /// Asks the writer for one commit of what waits by then.
    private func commitGroup() {
        let taken = Mutex<[WriteGroup.Change]>([])
        let group = group
        pool.asyncWrite(
            { [self] database in
                let (changes, isMore) = group.take()
                taken.withLock { $0 = changes }
                if isMore { commitGroup() }
                for change in changes { change.perform(database) }
            },
            completion: { _, result in
                var failure: (any Error)?
                if case .failure(let error) = result { failure = error }
                let changes = taken.withLock { $0 }
                // Where the writer could not even begin, nobody was taken: those who wait are told.
                let told = changes.isEmpty ? group.takeAll() : changes
                for change in told { change.finish(failure) }
            })
    }
}
