import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Testing

/// Goal: notes stay with their turns, go with them, and say where a chain of them is broken.
@Suite struct TurnNotesTests {
    private let notes = TurnNotes()

    private func fixture() async throws -> LogFixture {
        let fixture = try LogFixture(schemas: [ConversationLog.schema, TurnNotes.schema])
        for id in ["a", "b", "c"] {
            try await fixture.turn(
                id, .newConversation(ConversationID("of-\(id)"), scope: "personal"), "Q", "A")
        }
        return fixture
    }

    @Test func `a note is replaced, found and ordered by its turn`() async throws {
        let fixture = try await fixture()
        let notes = notes
        try await fixture.log.write { transaction in
            for (turn, value) in [("c", 3), ("a", 1), ("b", 9), ("b", 2)] as [(String, Int64)] {
                try notes.set("x", .integer(value), on: TurnID(turn), in: transaction)
            }
            try notes.set("y", "else", on: TurnID("a"), in: transaction)
            let all = try notes.all("x", in: transaction)
            #expect(all.map(\.turn.text) == ["a", "b", "c"])
            #expect(all.map(\.value) == [1, 2, 3])
            #expect(try notes.latest("x", in: transaction)?.value == 3)
            #expect(try notes.latest("x", before: all[2].number, in: transaction)?.value == 2)
            #expect(try notes.latest("x", before: all[0].number, in: transaction) == nil)
            #expect(try notes.all("x", from: all[1].number, in: transaction).count == 2)
            #expect(try notes.note("y", of: TurnID("a"), in: transaction) == "else")
            #expect(try notes.note("y", of: TurnID("b"), in: transaction) == nil)
            #expect(throws: MemoryError.turnNotFound(id: "z")) {
                try notes.set("x", 1, on: TurnID("z"), in: transaction)
            }
        }
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func `a note that goes with its turn leaves a gap until it is closed`() async throws {
        let fixture = try await fixture()
        let notes = notes
        try await fixture.log.write { transaction in
            for turn in ["a", "b", "c"] {
                try notes.set("x", 1, on: TurnID(turn), in: transaction)
                try notes.set("x", 2, on: TurnID(turn), in: transaction)
            }
            #expect(try notes.oldestGap("x", in: transaction) == nil)
        }
        try await fixture.log.forget(ConversationID("of-c"))
        try await fixture.log.forget(ConversationID("of-a"))
        try await fixture.log.write { transaction in
            let left = try notes.all("x", in: transaction)
            #expect(left.map(\.turn.text) == ["b"])
            let gap = try #require(try notes.oldestGap("x", in: transaction))
            #expect(gap < left[0].number)
            try notes.closeGap("x", in: transaction)
            #expect(try notes.oldestGap("x", in: transaction) == nil)
        }
        #expect(try await fixture.store.checkInvariants() == [])
    }

    @Test func `messages are found by their numbers, those forgotten are missing`() async throws {
        let fixture = try await fixture()
        let numbers = try await fixture.log.turn(TurnID("b")).messages.map(\.number)
        let found = try await fixture.log.messages([numbers[1], 99_999, numbers[0]])
        #expect(found.map(\.logged.message) == [assistant("A"), user("Q")])
        #expect(found.map(\.conversation.text) == ["of-b", "of-b"])
        try await fixture.log.forget(ConversationID("of-b"))
        #expect(try await fixture.log.messages(numbers) == [])
    }
}
