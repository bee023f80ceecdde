package import AikiBase
package import AikiMemory
package import AikiMind
package import AikiStore
import AikiTurn
import Foundation

/// Memory as the loop uses it: recalls, and takes turns in.
package struct HouseMemory: TurnMemory {
    private let sense: MemorySense
    private let work: MemoryWork
    private let indexer: MemoryIndexer
    private let facts: FactLog
    private let writer: MemoryWriter
    private let itself: SelfKnowledge
    /// Whether a person wants to be remembered for.
    private let isRecalling: Bool
    /// Whether facts are taken from what they say.
    private let isWriting: Bool

    /// Remembers in a store, as the settings say.
    package init(
        store: Store, sense: MemorySense, work: MemoryWork, settings: HouseSettings,
        clock: any WallClock
    ) {
        self.sense = sense
        self.work = work
        indexer = MemoryIndexer(store: store)
        facts = FactLog(store: store)
        writer = MemoryWriter(facts: facts, clock: clock)
        itself = SelfKnowledge(store: store)
        isRecalling = settings.boolean("memory.recall")
        isWriting = settings.boolean("memory.write")
    }

    /// Recalls by meaning and words; by words alone where there is no embedding model, or where it
    /// cannot be had now.
    package func recall(_ query: RecallQuery) async throws -> RecallResult? {
        isRecalling ? try await sense.find(query) : nil
    }

    package func learned(_ query: RecallQuery) async throws -> [LearnedTrait] {
        isRecalling ? try await itself.remarks(query).map(LearnedTrait.init) : []
    }

    package func anniversaries(_ query: RecallQuery) async throws -> [Anniversary] {
        isRecalling ? try await facts.anniversaries(query) : []
    }

    package func write(
        _ turn: TurnID, recalled: [RecallHit], echo: TurnEcho, in transaction: StoreTransaction
    ) throws {
        try indexer.index(turns: [turn], in: transaction)
        // Also where nothing is written: what was shown is never taken for new later on.
        let shown = recalled.flatMap { hit in
            [hit.text, hit.understood].compactMap(\.self).map {
                RecalledText(text: $0, message: hit.messageID, fact: hit.factID)
            }
        }
        try facts.mark(shown, turn, in: transaction)
        guard isWriting else { return }
        _ = try writer.write(turn: turn, in: transaction)
        try indexer.mark(echo, of: turn, in: transaction)
        try itself.learn(from: turn, in: transaction)
    }

    package func settle(whenIdle idle: @escaping @Sendable () async -> Void) async {
        if isRecalling { await work.settle(whenIdle: idle) }
    }
}

extension LearnedTrait {
    /// What somebody told the assistant of itself.
    init(_ remark: SelfKnowledge.Remark) {
        self.init(
            day: String(remark.time.ISO8601Format().prefix(10)),
            text: "The user told you: “\(remark.text)”", message: remark.message,
            privacy: remark.privacy)
    }
}
