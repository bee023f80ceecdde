import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import Testing

/// Goal: a history that a client sends again is known, and nothing else is. Method: a naive search
/// over all paths beside the hashed one.
@Suite struct ContinuationTests {
    @Test func aClientThatSendsItsHistoryAgainGoesOnWhereItWas() async throws {
        let fixture = try LogFixture()
        var messages = [Message(role: .system, text: "Be brief.")]
        var last: TurnID?
        for round in 0..<5 {
            messages.append(user("question \(round)"))
            let found = try await fixture.continuation(messages)
            #expect(found.turn == last)
            #expect(found.knownCount == (round == 0 ? 0 : messages.count - 1))
            let id = "t\(round)"
            try await fixture.begin(
                id, found.turn.map { .after($0) } ?? start("c"),
                Array(messages.dropFirst(found.knownCount)))
            try await fixture.finish(id, assistant("answer \(round)"))
            messages.append(assistant("answer \(round)"))
            last = TurnID(id)
        }
        let stored = try await fixture.log.history(of: ConversationID("c"))
        #expect(stored.flatMap(\.messages).map(\.message) == messages)
        #expect(try await fixture.log.conversations().count == 1)
    }

    @Test func whatClientsChangeOnTheWayDoesNotCount() async throws {
        let fixture = try LogFixture()
        try await fixture.begin(
            "t1", start("c"), [Message(role: .system, text: "S"), user("hello")])
        try await fixture.finish(
            "t1", Message(role: .assistant, text: "\n Hi there \n", reasoning: "a greeting"))
        let found = try await fixture.continuation([
            Message(role: .developer, text: "S"), user("hello"), assistant("Hi there"),
            user("next"),
        ])
        #expect(found.turn == TurnID("t1"))
        #expect(found.knownCount == 3)
    }

    @Test func whatDiffersIsNotKnown() async throws {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("c"), "hello", "hi")
        let strangers: [[Message]] = [
            [user("hello")], [user("hello"), assistant("hi")],
            [user("hello "), assistant("hi"), user("x")],
            [user("hello"), assistant("ho"), user("x")],
            [user("hello"), Message(role: .assistant, text: "hi", name: "n"), user("x")],
            [user("hellohi"), user("x")],
            [assistant("hi"), user("x")],
            [Message(role: .system, text: ""), user("hello"), assistant("hi"), user("x")],
        ]
        for messages in strangers {
            #expect(try await fixture.continuation(messages).turn == nil, "\(messages)")
        }
    }

    @Test func randomHistoriesAreFoundAsANaiveSearchFindsThem() async throws {
        let fixture = try LogFixture()
        var random = SeededRandom(seed: 21)
        var paths: [(turn: String, messages: [Message])] = []
        for index in 0..<120 {
            // Few different words, so that many histories share their beginnings.
            var messages: [Message] = []
            for _ in 0..<Int(random.next() % 4) {
                messages.append(user("q\(random.next() % 2)"))
                messages.append(assistant("a\(random.next() % 2)"))
            }
            messages.append(user("q\(random.next() % 2)"))
            let found = try await fixture.continuation(messages)
            let naive = paths.filter { messages.dropLast().starts(with: $0.messages) }
                .max { $0.messages.count < $1.messages.count }
            #expect(found.knownCount == naive?.messages.count ?? 0)
            if let turn = found.turn {
                let known = paths.first { $0.turn == turn.text }?.messages
                #expect(known == Array(messages.prefix(found.knownCount)))
            }
            let answer = assistant("a\(random.next() % 2)")
            let id = "t\(index)"
            try await fixture.begin(
                id, found.turn.map { .after($0) } ?? start("c\(index)"),
                Array(messages.dropFirst(found.knownCount)))
            try await fixture.finish(id, answer)
            paths.append((id, messages + [answer]))
        }
        #expect(try await fixture.store.checkInvariants() == [])
    }
}
