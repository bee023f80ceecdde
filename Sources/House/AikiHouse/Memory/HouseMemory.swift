import AikiBase
import AikiMemory
import AikiStore
import AikiTurn

/// Memory as the loop uses it: recalls, and takes turns in.
struct HouseMemory: TurnMemory {
    private let recaller: Recall
    private let indexer: MemoryIndexer
    private let facts: FactLog
    private let writer: MemoryWriter
    /// Whether a person wants to be remembered for.
    private let isRecalling: Bool
    /// Whether facts are taken from what they say.
    private let isWriting: Bool

    init(store: Store, settings: HouseSettings, clock: any WallClock) {
        recaller = Recall(store: store)
        indexer = MemoryIndexer(store: store)
        facts = FactLog(store: store)
        writer = MemoryWriter(facts: facts, clock: clock)
        isRecalling = settings.boolean("memory.recall")
        isWriting = settings.boolean("memory.write")
    }

    func recall(_ query: RecallQuery) async throws -> RecallResult? {
        isRecalling ? try await recaller.recall(query) : nil
    }

    func write(
        _ turn: TurnID, recalled: [RecallHit], in transaction: StoreTransaction
    ) throws {
        try indexer.index(turns: [turn], in: transaction)
        // Also where nothing is written: what was shown is never taken for new later on.
        let shown = recalled.map {
            RecalledText(text: $0.text, message: $0.messageID, fact: $0.factID)
        }
        try facts.mark(shown, turn, in: transaction)
        if isWriting { _ = try writer.write(turn: turn, in: transaction) }
    }

    func settle() {}
}
