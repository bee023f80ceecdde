import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import GRDB
import Testing

/// Goal: a question of common words alone finds what holds most of them, the latest first. Method: more
/// messages than full-text search looks up, against a list that is kept beside them.
@Suite struct CommonWordsTests {
    /// Adds messages, of which every third holds both words and the others one.
    private func add(_ numbers: Range<Int>, to fixture: LogFixture) async throws {
        let indexer = MemoryIndexer(store: fixture.store)
        try await fixture.log.write { transaction in
            for number in numbers {
                let words = ["soup", "boat", "boat soup"][number % 3]
                let place: NewTurn.Place =
                    number == 0 ? start("c") : .after(TurnID("t\(number - 1)"))
                let turn = NewTurn(
                    id: TurnID("t\(number)"), place: place, door: "test",
                    time: LogFixture.time(number), question: [user("\(words) \(number)")])
                _ = try fixture.log.begin(turn, in: transaction)
                try indexer.index(turns: [turn.id], in: transaction)
            }
        }
    }

    /// Whether all that words found stands at its place in a list; how many they found.
    private func found(_ recall: Recall, in expected: [Int]) async throws -> (all: Bool, count: Int)
    {
        var query = RecallQuery("boat soup", now: LogFixture.time(100_000))
        query.limit = Recall.hitsMax
        let ranked = try await recall.recall(query).hits.compactMap { hit in
            hit.parts.first { $0.name == "words" }?.rank.map { (rank: $0, turn: hit.turn) }
        }
        let isRight = ranked.allSatisfy {
            $0.rank <= expected.count && $0.turn == TurnID("t\(expected[$0.rank - 1])")
        }
        return (isRight, ranked.count)
    }

    /// The messages before one that hold both words, the latest first.
    private func both(below end: Int) -> [Int] {
        (0..<end).reversed().filter { $0 % 3 == 2 }
    }

    @Test func `what holds both words is found, what came since and what is gone`() async throws {
        let fixture = try LogFixture()
        let recall = Recall(store: fixture.store)
        try await add(0..<6_600, to: fixture)
        #expect(try await found(recall, in: both(below: 6_600)) == (true, 1_000))
        try await add(6_600..<6_603, to: fixture)
        #expect(try await found(recall, in: both(below: 6_603)) == (true, 1_000))
        try await fixture.store.write {
            try $0.database.execute(sql: "DELETE FROM messages WHERE turn_id = 't6602'")
        }
        // Of the thousand that are remembered as holding them, one is gone.
        let places = [6_602] + both(below: 6_600)
        #expect(try await found(recall, in: places) == (true, 999))
    }

    @Test func `what is long past is found where too little came since`() async throws {
        let fixture = try LogFixture()
        let recall = Recall(store: fixture.store)
        try await add(0..<6_600, to: fixture)
        try await fixture.store.write {
            try $0.database.execute(
                sql: "UPDATE sqlite_sequence SET seq = 900000 WHERE name = 'passages'")
        }
        try await add(6_600..<6_606, to: fixture)
        // Both, then the rarer alone; before these, whatever holds the rarer.
        let earlier = (0..<6_600).reversed().filter { $0 % 3 > 0 }
        let found = try await found(recall, in: [6_605, 6_602, 6_604, 6_601] + earlier)
        #expect(found.all && found.count > 300)
    }
}
