import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import GRDB
import Testing

/// Goal: facts are never overwritten, and an earlier day can be asked about. Method: a life in a few
/// turns.
@Suite struct FactLogTests {
    @Test func whatReplacesAFactEndsItAndIsBridgedToIt() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a", second: 0)
        let report = try await fixture.say("I live in Bergen now.", id: "b", second: 86_400)
        #expect(try await fixture.sentences() == ["The user lives in Bergen."])
        var query = FactQuery()
        query.includesEnded = true
        let all = try await fixture.facts.facts(query)
        let old = try #require(all.last)
        #expect(old.sentence == "The user lives in Oslo.")
        #expect(old.ending?.kind == .superseded)
        #expect(old.ending?.successor == report.facts.first)
        #expect(old.validUntil == LogFixture.time(86_400))
        let bridges = try await fixture.facts.bridges(at: old.source.message)
        #expect(bridges.map(\.kind) == [.contradiction])
        #expect(try await fixture.problems() == [])
    }

    @Test func whatWasSaidEarlierDoesNotReplaceWhatWasSaidLater() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Bergen.", second: 1000)
        try await fixture.say("I live in Oslo.", second: 10)
        #expect(try await fixture.sentences() == ["The user lives in Bergen."])
        #expect(try await fixture.problems() == [])
    }

    /// The latest are picked here from all that is known, there by an index.
    @Test func aFactIsBridgedToTheLatestAboutTheSamePersonOrThing() async throws {
        let fixture = try FactFixture()
        for (second, thing) in ["tea", "jazz", "chess", "skiing", "rain", "opera"].enumerated() {
            try await fixture.say("My sister likes \(thing).", second: second)
            try await fixture.say("My brother likes \(thing).", second: second)
        }
        try await fixture.say("I like tea.", second: 10)
        let all = try await fixture.facts.facts(FactQuery())
        #expect(all.count == 13)
        for said in ["My sister likes tea and cocoa.", "I love jazz."] {
            for number in try await fixture.say(said, second: 20).facts {
                let new = try #require(
                    try await fixture.facts.facts(FactQuery()).first { $0.id == number })
                let keys = [new.statement.subject, new.statement.object].map { $0.lowercased() }
                let related = all.filter { old in
                    keys.contains(old.statement.object.lowercased())
                        || old.statement.subject != "user"
                            && keys.contains(old.statement.subject.lowercased())
                }
                let bridges = try await fixture.facts.bridges(
                    at: new.source.message, kinds: [.sameEntity])
                let ends = bridges.filter { $0.to.fact == number }.compactMap(\.from.fact)
                #expect(!related.isEmpty)
                #expect(ends.sorted(by: >) == related.map(\.id).sorted(by: >).prefix(4).map { $0 })
            }
        }
        #expect(try await fixture.problems() == [])
    }

    @Test func aFactIsOverWhenThatIsSaid() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I work at Equinor. I like jazz.")
        let report = try await fixture.say("I no longer work at Equinor.", second: 5)
        #expect(report.decisions.map(\.reason) == [.ended])
        #expect(try await fixture.sentences() == ["The user likes jazz."])
        try await fixture.say("I don't like jazz anymore.", second: 9)
        #expect(try await fixture.sentences() == ["The user dislikes jazz."])
        #expect(try await fixture.problems() == [])
    }

    /// The names are those of the facts, found by another statement, also those that hold no more.
    @Test func everyNameIsKnownTheLatestFirst() async throws {
        let fixture = try FactFixture()
        #expect(try fixture.facts.names(limit: 10) == [])
        try await fixture.say("My name is Kari. My dog is called Bamse.", second: 0)
        try await fixture.say("I live in Oslo. My cat is called Pus.", second: 5)
        try await fixture.say("My name is Ingrid now.", second: 9)
        var query = FactQuery()
        query.relation = "is called"
        query.includesEnded = true
        let all = try await fixture.facts.facts(query).map(\.statement.object)
        #expect(all.count == 4)
        #expect(try fixture.facts.names(limit: 10) == all)
        #expect(try fixture.facts.names(limit: 2) == Array(all.prefix(2)))
    }

    @Test func anEarlierDayIsRememberedAsItWasKnown() async throws {
        let folder = try FactFixture()
        let early = MemoryWriter(facts: folder.facts, clock: FixedWallClock(LogFixture.time(10)))
        let late = MemoryWriter(facts: folder.facts, clock: FixedWallClock(LogFixture.time(5000)))
        for (writer, text, id) in [
            (early, "My favorite color is blue.", "a"), (late, "My favorite color is red.", "b"),
        ] {
            let log = folder.log
            try await log.write { transaction in
                _ = try log.begin(
                    NewTurn(
                        id: TurnID(id), place: start("c" + id), door: "test",
                        time: LogFixture.time(id == "a" ? 10 : 5000), question: [user(text)]),
                    in: transaction)
                _ = try writer.write(turn: TurnID(id), in: transaction)
            }
        }
        #expect(try await folder.sentences() == ["The user's favorite color is red."])
        #expect(
            try await folder.sentences(asOf: LogFixture.time(100))
                == ["The user's favorite color is blue."])
        #expect(try await folder.sentences(asOf: LogFixture.time(5)) == [])
    }

    /// 3 May 2026, in Auckland the third already while Oslo has the second.
    @Test func aDayThatComesBackIsFoundOnItsDay() async throws {
        let fixture = try FactFixture()
        try await fixture.say("My birthday is on May 3.", id: "mine")
        try await fixture.say("My sister's birthday is on May 4.", id: "hers", second: 1)
        try await fixture.say("Min bursdag er 3. mai", id: "again", second: 2)
        try await fixture.say("My exam is on May 3.", id: "exam", second: 3)
        try await fixture.say("My birthday is on May 3.", scope: "work", second: 4)
        func days(_ time: String, _ zone: String, privacyMax: PrivacyClass = .secret) async throws
            -> [String]
        {
            var query = RecallQuery(
                "", scopes: ["personal"], privacyMax: privacyMax,
                now: try Date(time, strategy: .iso8601),
                timeZone: try #require(TimeZone(identifier: zone)))
            query.limit = 1
            let found = try await fixture.facts.anniversaries(query)
            #expect(found.allSatisfy { ["mine", "hers", "again"].contains($0.turn.text) })
            return found.map(\.name)
        }
        #expect(try await days("2026-05-03T10:00:00Z", "Europe/Oslo") == ["user's birthday"])
        #expect(
            try await days("2030-05-04T10:00:00Z", "Europe/Oslo") == ["user's sister's birthday"])
        #expect(try await days("2026-05-05T10:00:00Z", "Europe/Oslo") == [])
        #expect(try await days("2026-06-03T10:00:00Z", "Europe/Oslo") == [])
        #expect(try await days("2026-05-02T14:00:00Z", "Pacific/Auckland") == ["user's birthday"])
        #expect(try await days("2026-05-02T14:00:00Z", "Europe/Oslo") == [])
        // What was said to be personal is not for everyone.
        #expect(try await days("2026-05-03T10:00:00Z", "Europe/Oslo", privacyMax: .everyone) == [])
    }

    @Test func scopesDoNotKnowOfEachOther() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", scope: "personal")
        try await fixture.say("I live in Bergen.", scope: "project:x", second: 3)
        #expect(try await fixture.sentences(scope: "personal") == ["The user lives in Oslo."])
        #expect(try await fixture.sentences(scope: "project:x") == ["The user lives in Bergen."])
        #expect(try await fixture.problems() == [])
    }

    @Test func whatIsForgottenTakesItsFactsAlongAndWhatItEndedComesBack() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.", id: "a")
        try await fixture.say("I live in Bergen.", id: "b", second: 60)
        try await fixture.log.forget(ConversationID("cb"))
        #expect(try await fixture.sentences() == ["The user lives in Oslo."])
        #expect(try await fixture.problems() == [])
    }

    @Test func factsCannotBeOverwritten() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.")
        await #expect(throws: (any Error).self) {
            try await fixture.store.write { transaction in
                try transaction.database.execute(sql: "UPDATE facts SET object = 'Rome'")
            }
        }
        #expect(try await fixture.sentences() == ["The user lives in Oslo."])
    }

    @Test func aTurnIsReadOnce() async throws {
        let fixture = try FactFixture()
        let report = try await fixture.say("I live in Oslo.", id: "a")
        #expect(report.facts.count == 1)
        let writer = fixture.writer
        let again = try await fixture.log.write { try writer.write(turn: TurnID("a"), in: $0) }
        #expect(again.decisions == [])
    }
}
