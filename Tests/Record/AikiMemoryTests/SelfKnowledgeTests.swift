import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import Testing

/// Goal: what a person tells the assistant of itself is learned, in their words, and nothing else is.
/// Method: sentences of both kinds, and what becomes of them in the store.
@Suite struct SelfKnowledgeTests {
    static let remarks = [
        "I like it when you answer briefly.", "I really don't like how you repeat my question.",
        "You are too formal.", "You're funny!", "You talk too much.", "Your answers are too long.",
        "Always answer in Norwegian.", "Please never use emojis.", "You are a good listener.",
        "From now on, please ask before you guess.", "I prefer it when you are direct.",
        "I'll call you Max.", "Jeg liker at du svarer kort.", "Ich mag es, wenn du direkt bist.",
        "Мне нравится, когда ты отвечаешь коротко.", "You are good at explaining things.",
    ]

    static let others = [
        "You are a helpful assistant.", "You are a pirate. Answer as one.", "You are right.",
        "You are welcome.", "Are you funny?", "I like it when it rains.", "I like you.",
        "He told me: \"You are funny.\"", "> You are too formal.", "You are my sister's friend.",
        "Always look on the bright side.", "Never mind.", "Answer briefly this time, please.",
        "Imagine you are kind.", "If you are honest, you lose.", "You are wrong about the date.",
        "I will call you tomorrow.", "Translate this: you are too formal.", "You never know.",
        "I like it when you answer briefly today.", "My boss says you are funny.",
        "Pretend that you are my teacher.", "You are a friendly bot that answers in JSON only.",
    ]

    private func learned(_ text: String) async throws -> [String] {
        let fixture = try FactFixture()
        return try await learn(text, fixture).map(\.text)
    }

    @discardableResult
    private func learn(
        _ text: String, _ fixture: FactFixture, id: String = "t", scope: String = "personal",
        second: Int = 0
    ) async throws -> [SelfKnowledge.Remark] {
        try await fixture.say(text, id: id, scope: scope, second: second)
        let knowledge = SelfKnowledge(store: fixture.store)
        _ = try await fixture.store.write { transaction in
            try knowledge.learn(from: TurnID(id), in: transaction)
        }
        return try await knowledge.remarks(
            RecallQuery("", scopes: [scope], privacyMax: .personal, now: LogFixture.time(99)))
    }

    @Test(arguments: remarks)
    func `what is said of the assistant is learned`(_ text: String) async throws {
        #expect(try await learned(text).count == 1, "\(text)")
    }

    @Test(arguments: others)
    func `what is not said of it, or not for good, is not learned`(_ text: String) async throws {
        #expect(try await learned(text) == [])
    }

    @Test
    func `a remark is kept once, in its words, apart for each scope, and goes with its message`()
        async throws
    {
        let fixture = try FactFixture()
        let text = "Thanks! I like it when you answer briefly. What is a mutex?"
        let first = try await learn(text, fixture, id: "a")
        #expect(first.map(\.text) == ["I like it when you answer briefly"])
        #expect(first.first?.time == LogFixture.time(0))
        try await learn("I like it when you answer briefly!", fixture, id: "b", second: 5)
        let both = try await learn("You are too formal.", fixture, id: "c", second: 9)
        #expect(both.map(\.text) == [first[0].text, "You are too formal"])
        #expect(try await learn("You are kind.", fixture, id: "d", scope: "ada").count == 1)
        let knowledge = SelfKnowledge(store: fixture.store)
        let open = RecallQuery("", privacyMax: .everyone, now: LogFixture.time(99))
        #expect(try await knowledge.remarks(open) == [])
        try await fixture.log.forget(ConversationID("ca"))
        let left = try await knowledge.remarks(
            RecallQuery("", scopes: ["personal"], now: LogFixture.time(99)))
        #expect(left.map(\.text) == ["You are too formal"])
        #expect(try await fixture.problems() == [])
    }

    @Test func `the latest remarks are handed out, and no more than the limit`() async throws {
        let fixture = try FactFixture()
        let count = SelfKnowledge.remarksMax + 1
        var remarks: [SelfKnowledge.Remark] = []
        for number in 0..<count {
            remarks = try await learn(
                "I like it when you mention number \(number).", fixture, id: "t\(number)",
                second: number)
            if number == count - 2 { #expect(remarks.count == SelfKnowledge.remarksMax) }
        }
        #expect(remarks.count == SelfKnowledge.remarksMax)
        #expect(remarks.first?.text.hasSuffix("number 1") == true)
        #expect(remarks.last?.text.hasSuffix("number \(count - 1)") == true)
    }
}
