public import AikiBase
public import AikiMemory
public import AikiStore

/// What the loop asks of memory; handed in, so that the loop is tested without an index.
public protocol TurnMemory: Sendable {
    /// What is remembered for a question; nil where a person switched remembering off.
    ///
    /// - Throws: where memory cannot be asked; the turn then goes on without, and says so.
    func recall(_ query: RecallQuery) async throws -> RecallResult?

    /// Takes a turn into memory, in the transaction that records its answer: what of it is worth
    /// keeping, and the words by which it is found.
    ///
    /// - Parameters:
    ///   - turn: the turn, whose messages are in the log.
    ///   - recalled: what stood in its prompt out of memory, of which nothing is to be kept again.
    ///   - transaction: the turn's own.
    /// - Throws: `StoreError`; nothing of the turn is then recorded.
    func write(
        _ turn: TurnID, recalled: [RecallHit], in transaction: StoreTransaction
    ) throws

    /// Told when turns were recorded: what may come after the answer (vectors) is due.
    func settle()
}
