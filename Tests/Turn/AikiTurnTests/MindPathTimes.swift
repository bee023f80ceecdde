import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Testing

/// Measures the path from a message to its prompt: the question on disk, recall by words, state,
/// decision, composing. Run by hand with `AIKI_TIMINGS` set to the number of memories.
@Suite struct MindPathTimes {
    private static let memories =
        ProcessInfo.processInfo.environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0
    private static let questions = 400
    private static let names = ["Ines", "Ola", "Bruno", "Maja", "Tariq", "Yuki", "Lena", "Piet"]
    private static let things = [
        "boat", "garden", "violin", "kitchen", "bicycle", "novel", "camera", "winter coat",
        "recipe", "telescope", "bakery", "allotment", "scooter", "aquarium", "carpet", "ladder",
    ]
    private static let verbs = ["painted", "sold", "repaired", "lost", "found", "borrowed"]
    private static let places = ["Bergen", "Lisbon", "Riga", "Graz", "Turku", "Porto", "Ghent"]

    private static func sentence(_ random: inout SeededRandom) -> String {
        func one(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
        return "\(one(names)) \(one(verbs)) the \(one(things)) number \(random.next() % 5000) "
            + "in \(one(places)), and I talked about it with \(one(names)) over the "
            + "\(one(things))."
    }

    /// A log of so many messages, indexed.
    private func fill(_ store: Store) async throws {
        let log = ConversationLog(store: store)
        for start in stride(from: 0, to: Self.memories / 2, by: 500) {
            try await log.write { transaction in
                var random = SeededRandom(seed: UInt64(start))
                for index in start..<min(start + 500, Self.memories / 2) {
                    let id = TurnID("m\(index)")
                    let place: NewTurn.Place =
                        index % 50 == 0
                        ? .newConversation(ConversationID("c\(index)"), scope: "personal")
                        : .after(TurnID("m\(index - 1)"))
                    let time = Date(timeIntervalSince1970: 1_600_000_000 + Double(index) * 600)
                    _ = try log.begin(
                        NewTurn(
                            id: id, place: place, door: "chat", time: time,
                            question: [user(Self.sentence(&random))]), in: transaction)
                    try log.finish(
                        id,
                        TurnEnding(
                            answer: assistant(Self.sentence(&random)), model: "m",
                            outcome: .answered, time: time, report: .null), in: transaction)
                }
            }
        }
        try await MemoryIndexer(store: store).indexPending()
    }

    @Test(.enabled(if: memories > 0, "AIKI_TIMINGS is not set"))
    func `a prompt stands within 25 milliseconds`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(
            path: folder.storePath,
            schemas: [ConversationLog.schema, Recall.schema, TurnNotes.schema, Ledger.schema])
        try await fill(store)
        let clock = FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000))
        let turn = Turn(
            models: ScriptedDirectory(models: [ScriptedModel(contextTokensMax: 4096)]),
            log: ConversationLog(store: store), ledger: Ledger(store: store),
            composer: ContextComposer(identity: try Identity(parsing: Identity.defaultFileText)),
            clock: clock,
            identifiers: IdentifierSource(clock: clock, random: SeededRandom(seed: 3)),
            mind: TurnMind(memory: WordMemory(recall: Recall(store: store))))
        var random = SeededRandom(seed: 77)
        var times: [Duration] = []
        var found = 0
        var place = TurnInput.Place.newConversation
        for index in 0..<Self.questions {
            let text = "Do you remember when \(Self.sentence(&random))?"
            let start = ContinuousClock.now
            for try await event in turn.run(TurnInput(place: place, text: text, door: "chat")) {
                if case .started = event { times.append(ContinuousClock.now - start) }
                guard case .finished(let report) = event else { continue }
                found += report.memories.count
                place = index % 20 == 19 ? .newConversation : .conversation(report.conversation)
            }
        }
        times.sort()
        let at = { (share: Double) in
            times[min(times.count - 1, Int(share * Double(times.count)))].milliseconds
        }
        print(
            "memories \(Self.memories), \(found) recalled, ms from message to prompt:",
            "p50 \(at(0.5)), p90 \(at(0.9)), p99 \(at(0.99))")
        #expect(found > Self.questions && times.count == Self.questions)
        #expect(at(0.5) < 25)
    }
}

/// Memory by words alone.
private struct WordMemory: TurnMemory {
    let recall: Recall

    func recall(_ query: RecallQuery) async throws -> RecallResult? {
        try await recall.recall(query)
    }

    func write(
        _ turn: TurnID, recalled: [RecallHit], echo: TurnEcho, in transaction: StoreTransaction
    ) throws {}

    func settle(whenIdle idle: @escaping @Sendable () async -> Void) async {}
}
