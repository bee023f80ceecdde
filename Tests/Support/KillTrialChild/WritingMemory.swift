import AikiBase
import AikiMemory
import AikiStore
import AikiTurn

/// Memory that takes every turn in and recalls nothing, so that an answer depends on its question alone.
struct WritingMemory: TurnMemory {
    private let indexer: MemoryIndexer
    private let writer: MemoryWriter

    init(store: Store, clock: any WallClock) {
        indexer = MemoryIndexer(store: store)
        writer = MemoryWriter(facts: FactLog(store: store), clock: clock)
    }

    func recall(_ query: RecallQuery) async throws -> RecallResult? { nil }

    func write(
        _ turn: TurnID, recalled: [RecallHit], echo: TurnEcho, in transaction: StoreTransaction
    ) throws {
        try indexer.index(turns: [turn], in: transaction)
        _ = try writer.write(turn: turn, in: transaction)
        try indexer.mark(echo, of: turn, in: transaction)
    }

    func settle(whenIdle idle: @escaping @Sendable () async -> Void) async {}
}
