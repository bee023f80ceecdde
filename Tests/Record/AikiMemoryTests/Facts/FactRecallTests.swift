import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
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
