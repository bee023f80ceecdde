import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import AikiVectors
import Foundation
import GRDB
import Testing

/// Goal: meaning finds what words do not, and the index follows the store through every loss. Method:
/// a model of word groups, an exact index, and an index that is emptied behind the store's back.
@Suite struct MeaningTests {
    private let now = LogFixture.time(100_000)
    private let model = WordEmbedder(name: "words-8")

    private func filled() async throws -> (LogFixture, ExactVectorIndex) {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("a"), "He bought an automobile.", "Fine.", second: 1)
        try await fixture.turn(
            "t2", start("b", scope: "work"), "Our vehicle broke down.", "Oh.", second: 2)
        try await fixture.turn("t3", start("c"), "The vessel sank.", "No!", second: 3)
        let indexer = MemoryIndexer(store: fixture.store)
        try await indexer.indexPending()
        let index = ExactVectorIndex(dimensions: 8)
        try await indexer.embedPending(embedder: model, vectors: index)
        return (fixture, index)
    }

    @Test func meaningFindsWhatWordsDoNot() async throws {
        let (fixture, index) = try await filled()
        let recall = Recall(store: fixture.store, vectors: index, embedder: model)
        let result = try await recall.recall(RecallQuery("car", limit: 2, now: now))
        #expect(
            Set(result.hits.map(\.text))
                == ["He bought an automobile.", "Our vehicle broke down."])
        #expect(result.usesMeaning)
        let hit = try #require(result.hits.first)
        let meaning = try #require(hit.parts.first { $0.name == "meaning" })
        #expect(meaning.rank != nil && abs(meaning.raw - 1) < 0.05)
        let sum = hit.parts.reduce(0) { $0 + $1.contribution }
        #expect(abs(sum - hit.score) < 1e-9)
        let words = try await Recall(store: fixture.store).recall(RecallQuery("car", now: now))
        #expect(words.hits.isEmpty && !words.usesMeaning && !words.isKnown)
    }

    @Test func scopesHoldForMeaningToo() async throws {
        let (fixture, index) = try await filled()
        let recall = Recall(store: fixture.store, vectors: index, embedder: model)
        var query = RecallQuery("car", scopes: ["work"], now: now)
        #expect(
            try await recall.recall(query).hits.map(\.turn) == [TurnID("t2"), TurnID("t2")])
        query.scopes = nil
        query.asOf = LogFixture.time(1)
        #expect(Set(try await recall.recall(query).hits.map(\.turn)) == [TurnID("t1")])
        query.asOf = nil
        query.excludedTurns = [TurnID("t1"), TurnID("t2")]
        #expect(Set(try await recall.recall(query).hits.map(\.turn)) == [TurnID("t3")])
        query.privacyMax = .everyone
        #expect(try await recall.recall(query).hits.isEmpty)
        // What comes later is seen by the sieve as well.
        try await fixture.turn("t4", start("d", scope: "work"), "A car, a car!", "Yes.", second: 9)
        let indexer = MemoryIndexer(store: fixture.store)
        try await indexer.indexPending()
        try await indexer.embedPending(embedder: model, vectors: index)
        let later = try await recall.recall(RecallQuery("car", scopes: ["work"], now: now))
        #expect(later.hits.first?.turn == TurnID("t4"))
    }

    @Test func whatIsForgottenLeavesTheIndex() async throws {
        let (fixture, index) = try await filled()
        let count = index.count
        try await fixture.log.forget(ConversationID("a"))
        try await MemoryIndexer(store: fixture.store).removeForgotten(from: index)
        #expect(index.count == count - 2)
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func aLostIndexIsMadeAgainWithoutTheModel() async throws {
        let (fixture, index) = try await filled()
        let lost = ExactVectorIndex(dimensions: 8)
        let indexer = MemoryIndexer(store: fixture.store)
        #expect(try await indexer.restoreIndex(lost, model: model.name) == index.count)
        #expect(lost.count == index.count)
        #expect(try await indexer.restoreIndex(lost, model: model.name) == 0)
        let recall = Recall(store: fixture.store, vectors: lost, embedder: model)
        let result = try await recall.recall(RecallQuery("ship", limit: 1, now: now))
        #expect(result.hits.map(\.text) == ["The vessel sank."])
    }

    @Test func anotherModelEmbedsEverythingAnew() async throws {
        let (fixture, index) = try await filled()
        let indexer = MemoryIndexer(store: fixture.store)
        #expect(try await indexer.embedPending(embedder: model, vectors: index) == 0)
        let other = WordEmbedder(name: "other-8")
        #expect(try await indexer.embedPending(embedder: other, vectors: index) == index.count)
        #expect(try await indexer.vectorsPendingCount() == 0)
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func `an index takes the vectors of its own model alone`() async throws {
        let (fixture, index) = try await filled()
        let indexer = MemoryIndexer(store: fixture.store)
        let total = index.count
        // One that its index has not, and that no index of other vectors could take.
        try await fixture.store.write {
            try $0.database.execute(
                sql: """
                    UPDATE passage_vectors SET is_added = 0
                    WHERE passage_id = (SELECT min(passage_id) FROM passage_vectors)
                    """)
        }
        let wider = WordEmbedder(name: "words-9", dimensions: 9)
        let other = ExactVectorIndex(dimensions: 9)
        #expect(try await indexer.vectorsAddedCount(model: model.name) == total - 1)
        #expect(try await indexer.vectorsAddedCount(model: wider.name) == 0)
        #expect(try await indexer.restoreIndex(other, model: wider.name) == 0)
        // The first batch alone, as between two turns.
        #expect(try await indexer.embedPending(embedder: wider, vectors: other, limit: 2) == 2)
        #expect(other.count == 2)
        #expect(try await indexer.vectorsAddedCount(model: wider.name) == 2)
        let recall = Recall(store: fixture.store, vectors: other, embedder: wider)
        #expect(try await recall.recall(RecallQuery("ship", now: now)).usesMeaning)
        let lost = ExactVectorIndex(dimensions: 9)
        #expect(try await indexer.restoreIndex(lost, model: wider.name) == 2)
        #expect(try await indexer.embedPending(embedder: wider, vectors: lost) == total - 2)
        #expect(lost.count == total)
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func `a part of a long message is read by its own bytes`() async throws {
        let fixture = try LogFixture()
        let filler = String(repeating: "Ærlig talt skjer det ingenting her. ", count: 60) + "\n\n"
        let text = filler + "The vessel sank. 🌊\n\n" + filler
        try await fixture.begin("t1", start("a"), [user(text)])
        let indexer = MemoryIndexer(store: fixture.store)
        try await indexer.indexPending()
        // As a damaged store may have them; nobody counts from the end.
        try await fixture.store.write {
            try $0.database.execute(
                sql: """
                    UPDATE passages SET start_bytes = -7, end_bytes = -3
                    WHERE id = (SELECT max(id) FROM passages)
                    """)
        }
        let index = ExactVectorIndex(dimensions: 8)
        try await indexer.embedPending(embedder: model, vectors: index)
        #expect(try await indexer.vectorsPendingCount() == 0)
        let recall = Recall(store: fixture.store, vectors: index, embedder: model)
        let hit = try #require(
            try await recall.recall(RecallQuery("ship", limit: 1, now: now)).hits.first)
        #expect(hit.text.contains("The vessel sank. 🌊"))
        #expect(hit.text.utf8.count < text.utf8.count / 2)
        #expect(Array(text.utf8)[hit.span].elementsEqual(hit.text.utf8))
    }

    @Test func aTextThatIsTooLongForTheModelIsEmbeddedInParts() async throws {
        let fixture = try LogFixture()
        let text = String(repeating: "The boat is at sea. ", count: 60)
        try await fixture.begin("t1", start("a"), [user(text), user("A house.")])
        let indexer = MemoryIndexer(store: fixture.store)
        try await indexer.indexPending()
        let index = ExactVectorIndex(dimensions: 8)
        try await indexer.embedPending(
            embedder: WordEmbedder(name: "short", wordsMax: 20), vectors: index)
        #expect(index.count == 2)
        #expect(try await indexer.vectorsPendingCount() == 0)
    }

    @Test func halfFloatsKeepVectors() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let vector = (0..<16).map { _ in
                Float(Int64(bitPattern: random.next()) % 1_000_000) / 1_000_000
            }
            let data = HalfFloats.data(of: vector)
            let back = HalfFloats.vector(of: data)
            var dot: Float = 0
            for (one, other) in zip(vector, back) {
                #expect(abs(one - other) <= abs(one) / 2_048 + 1e-7)
                dot += one * other
            }
            #expect(abs((HalfFloats.dot(vector, data) ?? .infinity) - dot) < 1e-5)
            #expect(HalfFloats.data(of: back) == data)
        }
        #expect(HalfFloats.dot([1], HalfFloats.data(of: [1, 2])) == nil)
        #expect(
            HalfFloats.vector(of: HalfFloats.data(of: [1e-9, -70_000, 0, 1])) == [0, -65_504, 0, 1])
    }
}
