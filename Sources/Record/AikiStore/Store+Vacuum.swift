import GRDB

extension Store {
    /// Writes the file anew without the room that deleted rows left, and empties the log.
    ///
    /// - Throws: ``StoreError/diskFull(path:)`` where there is no room for a second copy meanwhile,
    ///   ``StoreError/locked(path:seconds:)`` while another process uses the store; nothing is lost
    ///   then.
    /// - Complexity: O(bytes of the file).
    public func vacuum() async throws {
        let path = path
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            pool.asyncBarrierWriteWithoutTransaction { database in
                let result = Result {
                    try database.get().execute(sql: "VACUUM")
                    _ = try database.get().checkpoint(.truncate)
                }
                continuation.resume(
                    with: result.mapError { StoreError.translating($0, path: path) })
            }
        }
    }
}
