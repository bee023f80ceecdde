import AikiBase
import AikiMemory
import Testing

/// Goal: a reflection is a cache. Method: it is asked for, something is added, something forgotten,
/// and all of them dropped.
@Suite struct ReflectionTests {
    @Test func aReflectionFollowsWhatItIsDrawnFrom() async throws {
        let fixture = try FactFixture(now: LogFixture.time(0))
        let facts = fixture.facts
        try await fixture.say("My sister Ines lives in Porto.", id: "a")
        try await fixture.say("Ines works as a nurse.", id: "b", second: 5)
        func reflect(_ second: Int) async throws -> Reflection? {
            try await facts.reflection(
                about: "Ines", scope: "personal", now: LogFixture.time(second))
        }
        let first = try #require(try await reflect(10))
        #expect(first.text == "Ines lives in Porto.\nInes works as a nurse.")
        #expect(try await reflect(20) == first)
        try await facts.dropReflections()
        #expect(try await reflect(10) == first)
        try await fixture.log.forget(ConversationID("cb"))
        let second = try #require(try await reflect(30))
        #expect(second.text == "Ines lives in Porto.")
        #expect(
            try await facts.reflection(about: "Tom", scope: "personal", now: LogFixture.time(0))
                == nil)
        #expect(
            try await facts.reflection(about: "Ines", scope: "other", now: LogFixture.time(0))
                == nil)
        #expect(try await fixture.problems() == [])
    }

    @Test func `a reflection loses what is over, though nothing new came`() async throws {
        var fixture = try FactFixture()
        let facts = fixture.facts
        try await fixture.say("I work at Equinor. I like jazz.", id: "a")
        func reflect(_ second: Int) async throws -> String? {
            try await facts.reflection(
                about: "user", scope: "personal", now: LogFixture.time(second))?.text
        }
        #expect(try await reflect(10) == "The user works at Equinor.\nThe user likes jazz.")
        fixture.writer = MemoryWriter(facts: facts, clock: FixedWallClock(LogFixture.time(20)))
        try await fixture.say("I no longer work at Equinor.", id: "b", second: 20)
        #expect(try await reflect(30) == "The user likes jazz.")
        #expect(try await fixture.problems() == [])
    }
}
