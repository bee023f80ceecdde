public import AikiBase
public import AikiMemory
public import AikiMind
public import AikiStore

/// What the loop asks of memory; handed in, so that the loop is tested without an index.
public protocol TurnMemory: Sendable {
    /// What is remembered for a question; nil where a person switched remembering off.
    ///
    /// - Throws: where memory cannot be asked; the turn then goes on without, and says so.
    func recall(_ query: RecallQuery) async throws -> RecallResult?

    /// What the assistant was told of itself by those whom a query may read, oldest first.
    ///
    /// - Throws: where memory cannot be asked; the turn then goes on without.
    func learned(_ query: RecallQuery) async throws -> [LearnedTrait]

    /// The birthdays and the like that fall on the day of a query, which those whom it names told of.
    ///
    /// - Throws: where memory cannot be asked.
    func anniversaries(_ query: RecallQuery) async throws -> [Anniversary]

    /// Takes a turn into memory, in the transaction that records its answer: what of it is worth
    /// keeping, and the words by which it is found.
    ///
    /// - Parameters:
    ///   - turn: the turn, whose messages are in the log.
    ///   - recalled: what stood in its prompt out of memory, of which nothing is to be kept again.
    ///   - echo: what of it only says again what memory held.
    ///   - transaction: the turn's own.
    /// - Throws: `StoreError`; nothing of the turn is then recorded.
    func write(
        _ turn: TurnID, recalled: [RecallHit], echo: TurnEcho, in transaction: StoreTransaction
    ) throws

    /// Told when a turn was recorded: what may come after the answer (vectors) is due.
    ///
    /// - Parameter idle: waits until no turn runs, so that nothing slows an answer.
    func settle(whenIdle idle: @escaping @Sendable () async -> Void) async
}

extension TurnMemory {
    /// Knows nothing of itself.
    public func learned(_ query: RecallQuery) async throws -> [LearnedTrait] { [] }

    /// Knows no days.
    public func anniversaries(_ query: RecallQuery) async throws -> [Anniversary] { [] }
}
