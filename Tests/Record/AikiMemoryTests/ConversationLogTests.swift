import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: what was said comes back as it was said, on the path it was said on.
@Suite struct ConversationLogTests {
    @Test func everyPartOfAMessageComesBack() async throws {
        let fixture = try LogFixture()
        let question = [
            Message(role: .system, text: "Be brief.\n\u{0}\u{1F600}é"),
            Message(role: .user, text: "", name: "Ada"),
        ]
        let answer = Message(
            role: .assistant, text: "", reasoning: "hm",
            toolCalls: [ToolCall(id: "c1", name: "look", arguments: ["b": 1, "a": [nil, 2.5]])])
        try await fixture.begin("t1", start("c"), question)
        try await fixture.finish("t1", answer, .calledTools)
        let result = Message(role: .tool, text: "42", toolCallID: "c1", name: "look")
        try await fixture.begin("t2", .latest(of: ConversationID("c")), [result])
        try await fixture.finish("t2", assistant("It is 42."))
        let turns = try await fixture.log.history(of: ConversationID("c"))
        #expect(
            turns.map(\.messages).map { $0.map(\.message) } == [
                question + [answer], [result, assistant("It is 42.")],
            ])
        #expect(turns[1].parent == TurnID("t1"))
        #expect(turns[0].outcome == .calledTools && turns[0].isAnswered)
        #expect(try turns[0].report == ["turn": "t1"])
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func aQuestionAskedAgainIsASecondBranch() async throws {
        let fixture = try LogFixture()
        let conversation = ConversationID("c")
        try await fixture.turn("t1", start("c"), "one", "1")
        try await fixture.turn("t2", .latest(of: conversation), "two", "2")
        try await fixture.turn("t3", .after(TurnID("t1")), "two", "zwei")
        try await fixture.turn("t4", .latest(of: conversation), "three", "drei")
        let path = try await fixture.log.history(of: conversation).map(\.id.text)
        #expect(path == ["t1", "t3", "t4"])
        let all = try await fixture.log.turns(of: conversation).map(\.id.text)
        #expect(all == ["t1", "t2", "t3", "t4"])
    }

    @Test func turnsWithoutAnAnswerAreKeptButNotFollowed() async throws {
        let fixture = try LogFixture()
        let conversation = ConversationID("c")
        try await fixture.begin("t1", start("c"), [user("fails")])
        try await fixture.finish("t1", assistant("half"), .failed)
        try await fixture.begin("t2", .latest(of: conversation), [user("stopped early")])
        try await fixture.finish("t2", nil, .cancelled)
        try await fixture.begin("t3", .latest(of: conversation), [user("stopped late")])
        try await fixture.finish("t3", assistant("well,"), .cancelled)
        let open = try await fixture.begin("t4", .latest(of: conversation), [user("running")])
        #expect(open.parent == TurnID("t3"))
        #expect(open.outcome == nil)
        #expect(try await fixture.log.history(of: conversation).map(\.id.text) == ["t3"])
        let all = try await fixture.log.turns(of: conversation)
        #expect(all.map(\.outcome) == [.failed, .cancelled, .cancelled, nil])
        #expect(all.map(\.isAnswered) == [false, false, true, false])
        #expect(all[0].messages.map(\.message.text) == ["fails", "half"])
        #expect(all[0].errorCode == "test.error")
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func whatACrashLeftOpenIsMarkedWhenTheStoreOpensAlone() async throws {
        let fixture = try LogFixture()
        try await fixture.begin("t1", start("c"), [user("hello?")])
        let second = try LogFixture(folder: fixture.folder)
        #expect(try await second.log.turn(TurnID("t1")).outcome == nil)
        let copy = fixture.folder.path + "/copy.sqlite"
        try await fixture.store.backUp(to: copy)
        let alone = try Store(path: copy, schemas: [ConversationLog.schema, Recall.schema])
        let log = ConversationLog(store: alone)
        #expect(try await log.turn(TurnID("t1")).outcome == .interrupted)
        #expect(try await log.turn(TurnID("t1")).messages.map(\.message.text) == ["hello?"])
    }

    @Test func aTurnEndsOnce() async throws {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("c"), "a", "b")
        await #expect(throws: MemoryError.turnAlreadyFinished(id: "t1")) {
            try await fixture.finish("t1", assistant("again"))
        }
        await #expect(throws: MemoryError.turnNotFound(id: "t9")) {
            try await fixture.finish("t9", assistant("nobody asked"))
        }
        await #expect(throws: MemoryError.conversationNotFound(id: "nowhere")) {
            try await fixture.begin("t2", .latest(of: ConversationID("nowhere")), [user("x")])
        }
        await #expect(throws: MemoryError.turnNotFound(id: "nothing")) {
            try await fixture.begin("t3", .after(TurnID("nothing")), [user("x")])
        }
    }

    @Test func conversationsAreListedLatestFirst() async throws {
        let fixture = try LogFixture()
        let long = String(repeating: "word ", count: 30)
        try await fixture.turn("t1", start("a"), "  first line\nsecond line", "x", second: 1)
        try await fixture.turn("t2", start("b", scope: "work"), long, "x", second: 2)
        try await fixture.turn("t3", .latest(of: ConversationID("a")), "more", "x", second: 3)
        let list = try await fixture.log.conversations()
        #expect(list.map(\.id.text) == ["a", "b"])
        #expect(list.map(\.turnCount) == [2, 1])
        #expect(list[0].title == "  first line")
        #expect(list[1].title.count == 60 && list[1].title.hasSuffix("…"))
        #expect(list[0].updated == LogFixture.time(3))
        #expect(try await fixture.log.conversations(scope: "work").map(\.id.text) == ["b"])
        #expect(try await fixture.log.conversations(limit: 1).count == 1)
        try await fixture.log.rename(ConversationID("b"), to: "Words")
        #expect(try await fixture.log.conversations(scope: "work").map(\.title) == ["Words"])
        #expect(try await fixture.log.latestTurn()?.id == TurnID("t3"))
    }

    @Test func aMessageMayBeAsLargeAsTheLimitAndNoLarger() async throws {
        let limit = ConversationLog.messageBytesMax
        let fixture = try LogFixture()
        let largest = String(repeating: "x", count: limit)
        try await fixture.begin("t1", start("a"), [user(largest)])
        #expect(try await fixture.log.turn(TurnID("t1")).messages[0].message.text == largest)
        await #expect(
            throws: MemoryError.messageTooLarge(bytes: limit + 1, limit: limit)
        ) {
            try await fixture.begin("t2", start("b"), [user(largest + "x")])
        }
        let count = ConversationLog.questionMessagesMax
        let many = Array(repeating: user("x"), count: count)
        try await fixture.begin("t3", start("c"), many)
        await #expect(throws: MemoryError.tooManyMessages(count: count + 1, limit: count)) {
            try await fixture.begin("t4", start("d"), many + [user("x")])
        }
    }
}
