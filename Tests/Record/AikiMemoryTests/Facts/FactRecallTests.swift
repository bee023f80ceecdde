import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import GRDB
import Testing

/// Goal: what was understood is recalled where a question is about it, as it stands now or stood then,
/// by those who may know it. Method: statements whose words are not those of the question.
@Suite struct FactRecallTests {
    private let now = LogFixture.time(1_000_000)

    private func ask(
        _ fixture: FactFixture, _ text: String, _ change: (inout RecallQuery) -> Void = { _ in }
    ) async throws -> [RecallHit] {
        var query = RecallQuery(text, now: now, timeZone: .gmt)
        change(&query)
        return try await Recall(store: fixture.store).recall(query).hits
    }

    @Test func `a question finds the fact that none of its words stands in`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("We moved to Bergen, to be near the sea.", id: "a")
        try await fixture.say("My sister Ines visits me on Sundays.", id: "b", second: 10)
        try await fixture.say("The engine of the tractor needs oil.", id: "c", second: 20)
        let home = try #require(try await ask(fixture, "Where do I live?").first)
        #expect(home.turn == TurnID("a"))
        #expect(home.fact?.sentence == "The user lives in Bergen.")
        #expect(home.factID == home.fact?.id)
        let part = try #require(home.parts.first { $0.name == "fact" })
        #expect(part.rank == 1 && part.raw > 0.5 && part.contribution > 0)
        let sister = try #require(try await ask(fixture, "What is the name of my sister?").first)
        #expect(sister.fact?.sentence == "The user's sister is called Ines.")
        // The message comes once, with its fact, and not twice.
        #expect(try await ask(fixture, "Where do I live?").count { $0.turn == TurnID("a") } <= 2)
    }

    @Test func `a fact that answers the question makes it known, another one's does not`()
        async throws
    {
        let fixture = try FactFixture()
        try await fixture.say("We moved to Bergen, to be near the sea.", id: "a")
        try await fixture.say("Ola lives in Oslo.", id: "b", second: 5)
        let recall = Recall(store: fixture.store)
        let known = try await recall.recall(RecallQuery("Where do I live?", now: now))
        #expect(known.isKnown)
        let other = try await recall.recall(RecallQuery("Where does Henrik live?", now: now))
        #expect(!other.isKnown)
    }

    @Test(arguments: [
        ("I quit my job.", ["The user is a singer.", "The user quit their job."]),
        ("I got laid off yesterday.", ["The user got laid off.", "The user is a singer."]),
        (
            "I quit my job three years ago.",
            [
                "The user is a singer.", "The user quit their job.", "The user works as a nurse.",
                "The user works at Fjord.",
            ]
        ),
        (
            "I quit my job at Berg.",
            [
                "The user is a singer.", "The user quit their job at Berg.",
                "The user works as a nurse.", "The user works at Fjord.",
            ]
        ),
        (
            "I left my job at Fjord.",
            [
                "The user is a singer.", "The user left their job at Fjord.",
                "The user works as a nurse.",
            ]
        ),
    ])
    func `who left their work no longer has it`(_ text: String, _ left: [String]) async throws {
        let fixture = try FactFixture()
        try await fixture.say("I work at Fjord. I work as a nurse. I'm a singer.", id: "a")
        try await fixture.say(text, id: "b", second: 10)
        #expect(try await fixture.sentences().sorted() == left)
    }

    @Test func `what was replaced is no fact any more, but was one then`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a", second: 0)
        try await fixture.say("I moved to Bergen.", id: "b", second: 1_000)
        let facts = try await ask(fixture, "Where do I live?").compactMap(\.fact?.sentence)
        #expect(facts == ["The user lives in Bergen."])
        let before = try await ask(fixture, "Where do I live?") {
            $0.asOf = LogFixture.time(500)
        }
        #expect(before.compactMap(\.fact?.statement.object) == ["Oslo"])
    }

    @Test func `a memory says what of it is no longer true, to those who may know`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("My name is Anna, and I live in Oslo.", id: "a", second: 0)
        try await fixture.say("I moved to Bergen.", id: "b", second: 1_000)
        func outdated(
            _ change: (inout RecallQuery) -> Void = { _ in }
        ) async throws -> [String: [String]] {
            let hits = try await ask(fixture, "Where does Anna live, Oslo or Bergen?", change)
            return Dictionary(
                hits.filter { $0.speaker == "user" }
                    .map { ($0.turn.text, $0.outdated.map(\.sentence)) },
                uniquingKeysWith: +)
        }
        #expect(try await outdated() == ["a": ["The user lives in Oslo."], "b": []])
        #expect(try await outdated { $0.asOf = LogFixture.time(500) } == ["a": []])
        // What ended it is not to be told by a mark.
        #expect(try await outdated { $0.excludedTurns = [TurnID("b")] } == ["a": []])
    }

    @Test func `what somebody is tells where they work`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("My sister Ines is a nurse in Bergen", id: "a")
        try await fixture.say("Ola is happy in Voss.", id: "b", second: 10)
        let asked = ["Who is Ines?", "What can you do?", "Where do I live?"]
        for (index, question) in asked.enumerated() {
            try await fixture.say(question, "I do not know.", id: "q\(index)", second: 20 + index)
        }
        let recall = Recall(store: fixture.store)
        for question in [
            "where does Ines work?", "What does Ines do for a living?", "What is Ines's job?",
            "Where does my sister work?",
        ] {
            let result = try await recall.recall(RecallQuery(question, now: now))
            #expect(result.isKnown, "\(question)")
            #expect(result.hits.prefix(2).contains { $0.turn.text == "a" }, "\(question)")
        }
        #expect(try await !recall.recall(RecallQuery("Where does Ola work?", now: now)).isKnown)
    }

    @Test func `scope, privacy and what the prompt holds are kept`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a", scope: "ada")
        try await fixture.say("I live in Bergen.", id: "b", scope: "ola", second: 5)
        func objects(_ change: (inout RecallQuery) -> Void) async throws -> Set<String> {
            Set(
                try await ask(fixture, "Where do I live?", change).compactMap(
                    \.fact?.statement.object))
        }
        #expect(try await objects { $0.scopes = ["ada"] } == ["Oslo"])
        #expect(try await objects { $0.scopes = ["ola"] } == ["Bergen"])
        #expect(try await objects { $0.scopes = [] } == [])
        #expect(try await objects { _ in } == ["Oslo", "Bergen"])
        #expect(try await objects { $0.excludedTurns = [TurnID("a")] } == ["Bergen"])
        #expect(try await objects { $0.privacyMax = .everyone } == [])
    }

    @Test func `whoever is called by a name is found by it`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("My sister is called Ines.", id: "a")
        try await fixture.say("Ines works at the harbour office.", id: "b", second: 10)
        try await fixture.say("I work at a school.", id: "c", second: 20)
        let hits = try await ask(fixture, "Where does my sister work?")
        #expect(hits.prefix(3).contains { $0.fact?.statement.object.contains("harbour") == true })
    }

    @Test func `a fact of somebody with a name says whose they are, where that may be told`()
        async throws
    {
        let fixture = try FactFixture()
        try await fixture.say("My boss is called Peter.", id: "a")
        try await fixture.say("Peter lives in Voss.", id: "b", second: 10)
        try await fixture.say("Peter's birthday is on 4 May.", id: "c", second: 20)
        try await fixture.say("I live in Oslo.", id: "d", second: 30)
        func understood(
            _ question: String, _ change: (inout RecallQuery) -> Void = { _ in }
        ) async throws -> [String] {
            try await ask(fixture, question, change).compactMap(\.understood)
        }
        #expect(
            try await understood("Where does Peter live?")
                .contains("The user's boss Peter lives in Voss."))
        #expect(
            try await understood("When is my boss's birthday?")
                .contains("The user's boss Peter's birthday is on May 4."))
        #expect(try await understood("Where do I live?").contains("The user lives in Oslo."))
        // What is not to be seen is not told beside what is.
        let hidden = try await understood("Where does Peter live?") {
            $0.excludedTurns = [TurnID("a")]
        }
        #expect(hidden.contains("Peter lives in Voss."))
        // Two of one name: nobody knows which.
        try await fixture.say("My son is called Peter.", id: "e", second: 40)
        #expect(
            try await understood("Where does Peter live?").contains("Peter lives in Voss."))
    }

    @Test func `words of asking and of now, and other spellings, hide no fact`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I moved to Bergen.", id: "a")
        try await fixture.say("My favorite color is blue.", id: "b", second: 10)
        try await fixture.say("My boss is Peter.", id: "c", second: 20)
        try await fixture.say("Peter lives in Voss.", id: "d", second: 30)
        try await fixture.say("The colour of the shed is red.", id: "e", second: 40)
        let recall = Recall(store: fixture.store)
        for (question, answer) in [
            ("Where do I live now?", "The user lives in Bergen."),
            ("Hey, do you still know where I live?", "The user lives in Bergen."),
            ("What colour do I like?", "The user's favorite color is blue."),
            ("Where does my boss live?", "Peter lives in Voss."),
        ] {
            let result = try await recall.recall(RecallQuery(question, now: now))
            #expect(result.hits.prefix(3).contains { $0.fact?.sentence == answer }, "\(question)")
            #expect(result.isKnown, "\(question)")
        }
    }

    @Test(arguments: [
        "What do you know about me?", "hey, what do you remember about me", "Who am I?",
        "Tell me everything you know about me.", "Hva vet du om meg?", "Was weißt du über mich?",
        "Что ты знаешь обо мне?",
    ])
    func `whoever asks for all that is known of them hears it`(question: String) async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a")
        try await fixture.say("My sister is called Ines.", id: "b", second: 10)
        try await fixture.say("Ola lives in Voss.", id: "c", second: 20)
        try await fixture.say("I moved to Bergen.", id: "d", second: 30)
        try await fixture.say("What do you know about me? I asked before.", id: "e", second: 40)
        let hits = try await ask(fixture, question)
        #expect(
            hits.map { $0.fact?.sentence } == [
                "The user lives in Bergen.", "The user's sister is called Ines.",
            ])
        #expect(try await ask(fixture, question) { $0.limit = 1 }.map(\.turn.text) == ["d"])
        let before = try await ask(fixture, question) { $0.asOf = LogFixture.time(15) }
        #expect(before.map { $0.turn.text } == ["a", "b"])
        #expect(try await ask(fixture, question) { $0.scopes = ["other"] }.isEmpty)
        #expect(try await ask(fixture, question) { $0.privacyMax = .everyone }.isEmpty)
    }

    @Test(arguments: [
        "What do I have to do?", "hey, what are my plans for this week?",
        "What's on my to-do list today?", "What did I ask you to remind me of?",
        "Hva må jeg gjøre i dag?", "Was habe ich heute vor?", "Какие у меня планы?",
    ])
    func `whoever asks for their plans hears those that are not over`(
        question: String
    ) async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a")
        try await fixture.say("I'm going to visit Ola in Voss next month.", id: "b", second: 10)
        try await fixture.say("I need to call the bank tomorrow.", id: "c", second: 20)
        try await fixture.say("My sister is going to visit Rome next week.", id: "d", second: 30)
        try await fixture.say("I have an appointment at the bank in two days.", id: "e", second: 40)
        let hits = try await ask(fixture, question) { $0.now = LogFixture.time(60) }
        #expect(hits.map(\.turn.text) == ["c", "e", "b"])
        let later = try await ask(fixture, question) { $0.now = LogFixture.time(4 * 86_400) }
        #expect(later.map(\.turn.text) == ["b"])
    }

    @Test func `what is asked for in particular is no question for all plans`() {
        for question in [
            "What do I do now?", "What did I do today?", "What should I do about moths?",
            "What is it?",
            "What do I have to do to get a visa?", "Remind me what my plans were in Rome.", "",
        ] {
            #expect(!RecallQuery(question, now: now).asksForPlans, "\(question)")
        }
    }

    @Test func `whoever asks for something in particular does not`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a")
        try await fixture.say("My sister is called Ines.", id: "b", second: 10)
        for question in [
            "What do you know about my sister?", "What did Ines tell you about me?",
            "Who am I married to?",
        ] {
            let found = try await ask(fixture, question).compactMap(\.fact?.sentence)
            #expect(!found.contains("The user lives in Oslo."), "\(question)")
        }
    }

    @Test func `an echo is passed over where that is wanted, also when it is indexed anew`()
        async throws
    {
        let fixture = try FactFixture()
        let indexer = MemoryIndexer(store: fixture.store)
        try await fixture.say("I live in Oslo.", "Noted.", id: "a")
        try await fixture.say("Where do I live?", "You live in Oslo.", id: "b", second: 10)
        try await fixture.say("I live near Oslo, do I?", "You do.", id: "c", second: 20)
        try await fixture.say("Is Oslo far?", "Oslo is not far.", id: "d", second: 30)
        try await fixture.store.write { transaction in
            try indexer.mark(.exchange, of: TurnID("b"), in: transaction)
            try indexer.mark(.exchange, of: TurnID("c"), in: transaction)
            try indexer.mark(.answer, of: TurnID("d"), in: transaction)
            try indexer.mark(.none, of: TurnID("a"), in: transaction)
        }
        func found() async throws -> Set<String> {
            let hits = try await ask(fixture, "In which town, Oslo, do I live?") {
                $0.includesEchoes = false
            }
            return Set(hits.map { "\($0.turn.text) \($0.speaker)" })
        }
        let told: Set = ["a user", "a assistant", "d user"]
        // A fact was read from what was said in `c`, or none: only then does it tell nothing.
        let hasFact = try await !fixture.facts.facts(FactQuery()).filter {
            $0.statement.object.contains("near")
        }.isEmpty
        #expect(try await found().subtracting(hasFact ? ["c user"] : []).isSubset(of: told))
        #expect(try await found().contains("a user"))
        let all = try await ask(fixture, "In which town, Oslo, do I live?")
        #expect(Set(all.map(\.turn.text)).isSuperset(of: ["a", "b", "d"]))
        try await fixture.store.write { transaction in
            try transaction.database.execute(sql: "UPDATE messages SET speaker = 'x'")
            try transaction.database.execute(sql: "UPDATE messages SET speaker = NULL")
        }
        #expect(try await indexer.indexPending() == 8)
        #expect(try await found().subtracting(hasFact ? ["c user"] : []).isSubset(of: told))
        #expect(try await fixture.problems() == [])
    }

    @Test func `a forgotten fact leaves no word`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Zanzibarqux.", id: "a")
        #expect(try await ask(fixture, "Where do I live?").first?.fact != nil)
        try await fixture.log.forget(ConversationID("ca"))
        #expect(try await ask(fixture, "Where do I live?").isEmpty)
        for suffix in ["", "-wal"] {
            let data = try Data(contentsOf: URL(filePath: fixture.store.path + suffix))
            let text = String(decoding: data, as: UTF8.self).lowercased()
            #expect(!text.contains("zanzibarqux"), "\(suffix)")
        }
        #expect(try await fixture.problems() == [])
    }
}
