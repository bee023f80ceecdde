public import AikiBase
import AikiStore

extension MemoryWriter {
    /// How many turns are read in one transaction while catching up.
    static let turnsPerTransaction = 100

    /// Reads every turn that was not read yet: those of an import, or of a time before there were
    /// facts. What was read stays read when it is interrupted.
    ///
    /// - Parameter progress: told how many turns are read.
    /// - Returns: how many turns were read.
    /// - Throws: `StoreError`.
    public func writePending(progress: ProgressHandler? = nil) async throws -> Int {
        var done = 0
        while true {
            let writer = self
            let count = try await facts.store.write { transaction in
                let turns = try writer.pendingTurns(
                    limit: Self.turnsPerTransaction, in: transaction)
                for turn in turns { _ = try writer.write(turn: turn, in: transaction) }
                return turns.count
            }
            guard count > 0 else { return done }
            done += count
            progress?(WorkProgress(label: "reading turns", done: Int64(done), total: nil))
            try Task.checkCancellation()
        }
    }
}
