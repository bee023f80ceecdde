import AikiBase
import AikiDialogue
import AikiMemory
import Foundation
import Synchronization
import Testing

/// Measures how long it takes to recall and search long conversations. Run by hand with
/// `AIKI_TIMINGS` set to the number of turns.
@Suite struct RecallTimes {
    private static let turns =
        ProcessInfo.processInfo.environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0

    @Test(.enabled(if: turns > 0, "AIKI_TIMINGS is not set"))
    func aLongConversationIsRecalledInMilliseconds() async throws {
        let fixture = try LogFixture()
        let log = fixture.log
        let conversation = ConversationID("c")
        try await log.write { transaction in
            for index in 0..<Self.turns {
                let place: NewTurn.Place =
                    index == 0
                    ? start("c") : .after(TurnID("t\(index - 1)"))
                let id = TurnID("t\(index)")
                let words = (0..<20).map { "w\(index * 31 % (977 + $0))" }
                let text = words.joined(separator: " ")
                let turn = NewTurn(
                    id: id, place: place, door: "test", time: LogFixture.time(index),
                    question: [user(text)])
                _ = try log.begin(turn, in: transaction)
                let ending = TurnEnding(
                    answer: assistant(text), model: "m", outcome: .answered,
                    time: LogFixture.time(index), report: .null)
                try log.finish(id, ending, in: transaction)
            }
        }
        var history: [LoggedTurn] = []
        let recall = try await ContinuousClock().measure {
            history = try await log.history(of: conversation)
        }
        #expect(history.count == Self.turns)
        let latest = TurnID("t\(Self.turns - 1)")
        var past: Duration = .zero
        // The second one is measured: the first reads the file.
        for _ in 0..<2 {
            past = try await ContinuousClock().measure {
                _ = try await log.write { try log.past(to: latest, turnsMax: 1_000, in: $0) }
            }
        }
        let messages = history.flatMap(\.messages).map(\.message) + [user("next")]
        var knownCount = 0
        let known = try await ContinuousClock().measure {
            knownCount = try await fixture.continuation(messages).knownCount
        }
        #expect(knownCount == messages.count - 1)
        var hits = 0
        let search = try await ContinuousClock().measure {
            hits = try await log.search("w31").count
        }
        #expect(hits > 0 || Self.turns < 10)
        print(
            "turns \(Self.turns), ms: all of them \(recall.milliseconds), "
                + "what a turn reads \(past.milliseconds), "
                + "continuation \(known.milliseconds), search \(search.milliseconds)")
    }

    /// Recall among so many memories, the vector search aside: each comparison's candidates are read,
    /// ranked and shown. Words are drawn as language draws them, the n-th one n times as seldom. Every
    /// third message says something of its speaker, from which a fact is read.
    @Test(.enabled(if: turns > 0, "AIKI_TIMINGS is not set"))
    func amongManyMemoriesTheBestAreFoundInMilliseconds() async throws {
        let fixture = try LogFixture(
            schemas: [ConversationLog.schema, Recall.schema, FactLog.schema])
        let random = Mutex(SeededRandom(seed: 9))
        let text: @Sendable (Int) -> String = { count in
            random.withLock { random in
                (0..<count).map { _ in
                    let share = Double(random.next() >> 11) / Double(1 << 53)
                    return "word\(Int(exp(share * log(50_000.0))))"
                }.joined(separator: " ")
            }
        }
        let indexer = MemoryIndexer(store: fixture.store)
        let writer = MemoryWriter(
            facts: FactLog(store: fixture.store), clock: FixedWallClock(LogFixture.time(0)))
        let said = ["I like", "My sister likes", "I live in", "I bought a new"]
        let indexing = try await ContinuousClock().measure {
            for batch in stride(from: 0, to: Self.turns, by: 1_000) {
                try await fixture.log.write { transaction in
                    for index in batch..<min(Self.turns, batch + 1_000) {
                        let place =
                            index % 20 == 0 ? start("m\(index)") : .after(TurnID("n\(index - 1)"))
                        let turn = NewTurn(
                            id: TurnID("n\(index)"), place: place, door: "test",
                            time: LogFixture.time(index),
                            question: [
                                user(
                                    index % 3 > 0
                                        ? text(20)
                                        : "\(said[index / 3 % 4]) \(text(2)). \(text(14))")
                            ])
                        _ = try fixture.log.begin(turn, in: transaction)
                        try indexer.index(turns: [turn.id], in: transaction)
                        if index % 3 == 0 {
                            _ = try writer.write(turn: turn.id, in: transaction)
                        }
                    }
                }
            }
        }
        var everything = FactQuery()
        everything.limit = Self.turns
        let facts = try await FactLog(store: fixture.store).facts(everything)
        print(
            "memories \(Self.turns), facts \(facts.count), ms: indexing \(indexing.milliseconds)")
        #expect(facts.count > Self.turns / 10)
        let recall = Recall(store: fixture.store)
        for privacy in [PrivacyClass.secret, .personal] {
            var times: [(clock: Double, processor: Double)] = []
            var found = 0
            for index in 0..<500 {
                let asked = index % 2 == 0 ? text(7) : "Do I like \(text(2)), or my sister?"
                var query = RecallQuery(asked, now: LogFixture.time(Self.turns))
                query.privacyMax = privacy
                var hits = 0
                let used = clock()
                let time = try await ContinuousClock().measure {
                    let result = try await recall.recall(query)
                    hits = result.hits.count
                    found += result.hits.contains { $0.factID != nil } ? 1 : 0
                }
                #expect(hits > 0)
                let processor = Double(clock() - used) / Double(CLOCKS_PER_SEC) * 1_000
                times.append((time.milliseconds, processor))
            }
            let clocks = times.map(\.clock).sorted()
            let processors = times.map(\.processor).sorted()
            #expect(found > 100)
            print(
                "recall up to \(privacy), ms: median \(clocks[250]), p99 \(clocks[494]); "
                    + "of the processor: median \(processors[250]), p99 \(processors[494])")
        }
    }
}
