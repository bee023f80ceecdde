import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: every message is indexed once, whenever it came. Method: stores that are stopped in between.
@Suite struct MemoryIndexerTests {
    @Test func messagesWaitUntilTheyAreIndexed() async throws {
        let fixture = try LogFixture()
        let indexer = MemoryIndexer(store: fixture.store)
        for index in 0..<600 {
            try await fixture.begin("t\(index)", start("c\(index)"), [user("Word \(index)")])
        }
        #expect(try await indexer.pendingCount() == 600)
        #expect(try await indexer.indexPending() == 600)
        #expect(try await indexer.indexPending() == 0)
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func aTurnIsIndexedInTheTransactionThatWritesIt() async throws {
        let fixture = try LogFixture()
        let indexer = MemoryIndexer(store: fixture.store)
        let turn = NewTurn(
            id: TurnID("t1"), place: start("a"), door: "test", time: LogFixture.time(0),
            question: [Message(role: .system, text: "Be kind."), user("The owl hoots.")])
        try await fixture.log.write { transaction in
            _ = try fixture.log.begin(turn, in: transaction)
            try indexer.index(turns: [TurnID("t1")], in: transaction)
        }
        #expect(try await indexer.pendingCount() == 0)
        let recall = Recall(store: fixture.store)
        let now = LogFixture.time(10)
        #expect(try await recall.recall(RecallQuery("owls", now: now)).hits.count == 1)
        #expect(try await recall.recall(RecallQuery("kind", now: now)).hits.isEmpty)
    }

    @Test func aStoreFromBeforeIsIndexedToo() async throws {
        let folder = try TemporaryFolder()
        let old = try Store(path: folder.storePath, schemas: [ConversationLog.schema])
        let log = ConversationLog(store: old)
        let turn = NewTurn(
            id: TurnID("t1"), place: start("a"), door: "test", time: LogFixture.time(0),
            question: [user("An old walrus.")])
        _ = try await log.write { try log.begin(turn, in: $0) }
        try old.close()
        let fixture = try LogFixture(folder: folder)
        #expect(try await MemoryIndexer(store: fixture.store).indexPending() == 1)
        let result = try await Recall(store: fixture.store).recall(
            RecallQuery("walrus", now: LogFixture.time(1)))
        #expect(result.hits.map(\.text) == ["An old walrus."])
    }

    @Test func aMessageWithoutWordsDoesNotStopTheOthers() async throws {
        let fixture = try LogFixture()
        for (index, text) in ["", " \n", "\u{0}", "?!", "the", "Real words"].enumerated() {
            try await fixture.begin("t\(index)", start("c\(index)"), [user(text)])
        }
        #expect(try await MemoryIndexer(store: fixture.store).indexPending() == 6)
        #expect(try await fixture.store.checkInvariants() == [])
    }
}
