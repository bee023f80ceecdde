import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiVectors
import Foundation
import GRDB
import Testing

/// Goal: what was said is found, by those who may see it. Method: small conversations with known answers.
@Suite struct RecallTests {
    private let now = LogFixture.time(100_000)

    private func fill(_ fixture: LogFixture) async throws {
        try await fixture.turn(
            "t1", start("a"), "My sister Anna paints boats.", "How lovely!", second: 10)
        try await fixture.turn(
            "t2", start("b", scope: "project:x"), "The boats are painted by robots.", "Noted.",
            second: 20)
        try await fixture.turn("t3", start("c"), "I had soup for lunch.", "Tasty.", second: 30)
        try await MemoryIndexer(store: fixture.store).indexPending()
    }

    /// What was found by its own words, and not because it stands beside what was.
    private func texts(_ fixture: LogFixture, _ query: RecallQuery) async throws -> [String] {
        try await Recall(store: fixture.store).recall(query).hits.filter { hit in
            hit.parts.contains { $0.name == "words" && $0.rank != nil }
        }.map(\.text)
    }

    @Test func anyWordInAnyFormFindsTheMessage() async throws {
        let fixture = try LogFixture()
        try await fill(fixture)
        let result = try await Recall(store: fixture.store).recall(
            RecallQuery("Who is painting a boat for Anna?", now: now))
        let hit = try #require(result.hits.first)
        #expect(hit.text == "My sister Anna paints boats.")
        #expect(hit.turn == TurnID("t1") && hit.conversation == ConversationID("a"))
        #expect(hit.speaker == "user" && hit.source == "test")
        #expect(hit.time == LogFixture.time(10))
        #expect(hit.parts.map(\.name).contains("words"))
        #expect(result.hits.map(\.score) == result.hits.map(\.score).sorted(by: >))
    }

    @Test func scopeTimePrivacyAndExclusionAreKept() async throws {
        let fixture = try LogFixture()
        try await fill(fixture)
        var query = RecallQuery("painted boats", now: now)
        #expect(try await texts(fixture, query).count == 2)
        query.scopes = ["project:x"]
        #expect(try await texts(fixture, query) == ["The boats are painted by robots."])
        query.scopes = []
        #expect(try await texts(fixture, query).isEmpty)
        query.scopes = nil
        query.asOf = LogFixture.time(15)
        #expect(try await texts(fixture, query) == ["My sister Anna paints boats."])
        query.asOf = nil
        query.excludedTurns = [TurnID("t1"), TurnID("none\"]")]
        #expect(try await texts(fixture, query) == ["The boats are painted by robots."])
        query.excludedTurns = []
        query.privacyMax = .everyone
        #expect(try await texts(fixture, query).isEmpty)
        query.privacyMax = .personal
        query.limit = 1
        #expect(try await texts(fixture, query).count == 1)
        query.limit = -1
        #expect(try await texts(fixture, query).isEmpty)
    }

    @Test func aTimeIsSearchedInOneScopeAlone() async throws {
        let fixture = try LogFixture()
        let day = 86_400
        for (index, scope) in ["personal", "project:x", "personal"].enumerated() {
            try await fixture.turn(
                "t\(index)", start("c\(index)", scope: scope), "Soup number \(index).", "Tasty.",
                second: 100_000 - day - index)
        }
        try await fixture.turn("old", start("d"), "Bread.", "Dry.", second: 100_000 - 9 * day)
        try await MemoryIndexer(store: fixture.store).indexPending()
        let recall = Recall(store: fixture.store)
        var query = RecallQuery("What was there yesterday?", scopes: ["project:x"], now: now)
        func turns() async throws -> Set<String> {
            Set(
                try await recall.recall(query).hits.filter { hit in
                    hit.parts.contains { $0.name == "time" && $0.raw > 0 }
                }.map(\.turn.text))
        }
        #expect(try await turns() == ["t1"])
        query.scopes = ["personal"]
        #expect(try await turns() == ["t0", "t2"])
        query.excludedTurns = [TurnID("t2")]
        #expect(try await turns() == ["t0"])
        query.scopes = nil
        #expect(try await turns() == ["t0", "t1"])
        // A conversation that was forgotten and comes again, elsewhere, is seen where it is now.
        try await fixture.log.forget(ConversationID("c1"))
        try await fixture.turn(
            "t9", start("c1"), "Soup number 9.", "Tasty.", second: 100_000 - day)
        try await MemoryIndexer(store: fixture.store).indexPending()
        query.scopes = ["personal"]
        #expect(try await turns() == ["t0", "t9"])
    }

    @Test func ofATimeWithManyMemoriesTheLatestAreLookedAt() async throws {
        let fixture = try LogFixture()
        let count = RecallCandidates.inTimeMax
        try await fixture.log.write { transaction in
            for index in 0...count {
                // The first and earliest says the most, and stands one past the limit.
                let text = index == 0 ? "soup bread salt" : index == 1 ? "soup bread" : "soup"
                _ = try fixture.log.begin(
                    NewTurn(
                        id: TurnID("t\(index)"), place: start("c\(index)"), door: "test",
                        time: LogFixture.time(20_000 + index * 10), question: [user(text)]),
                    in: transaction)
            }
        }
        try await MemoryIndexer(store: fixture.store).indexPending()
        let result = try await Recall(store: fixture.store).recall(
            RecallQuery("What was there yesterday?", limit: 200, now: now))
        let found = result.hits.map(\.turn.text)
        #expect(found.contains("t1") && !found.contains("t0"))
    }

    @Test func `of a time the longest that are still there are looked at`() async throws {
        let fixture = try LogFixture()
        // None holds a word of the question; the longest are nearest to its end.
        for index in 0..<120 {
            let words = (0...index).map { "w\(index)x\($0)" }.joined(separator: " ")
            try await fixture.begin(
                "t\(index)", start("c\(index)"), [user(words)], second: 20_000 + index)
        }
        try await MemoryIndexer(store: fixture.store).indexPending()
        let recall = Recall(store: fixture.store)
        let query = RecallQuery("What was there yesterday?", limit: 200, now: now)
        func turns() async throws -> Set<String> {
            Set(try await recall.recall(query).hits.map(\.turn.text))
        }
        #expect(try await turns() == Set((70..<120).map { "t\($0)" }))
        try await fixture.log.forget(ConversationID("c119"))
        #expect(try await turns() == Set((69..<119).map { "t\($0)" }))
    }

    @Test(arguments: [
        ("मेरी बहन का नाम सीता है", "सीता"), ("שָׁלוֹם לְכֻלָּם", "שָׁלוֹם"),
        ("Das Zeichen ⓐb", "ⓐb"),
    ])
    func aWordIsFoundThatFullTextSearchParts(text: String, question: String) async throws {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("a"), text, "Noted.", second: 10)
        try await fixture.turn("t2", start("b"), "Something else.", "Noted.", second: 20)
        try await MemoryIndexer(store: fixture.store).indexPending()
        #expect(try await texts(fixture, RecallQuery(question, now: now)) == [text])
    }

    @Test func noTextIsAnErrorOfSyntax() async throws {
        let fixture = try LogFixture()
        try await fill(fixture)
        for text in ["", "the of", "\"", "AND NOT (", "names:anna", "*", "\u{0}", "'; DROP--"] {
            _ = try await texts(fixture, RecallQuery(text, now: now))
        }
        let long = (0..<5_000).map { "w\($0)" }.joined(separator: " ") + " boats"
        #expect(try await texts(fixture, RecallQuery(long, now: now)).count == 2)
    }

    @Test func whatIsForgottenIsNotFoundAndLeavesNoByte() async throws {
        let fixture = try LogFixture()
        try await fixture.turn("t1", start("a"), "The zanzibarquux sleeps.", "Good.")
        try await MemoryIndexer(store: fixture.store).indexPending()
        #expect(try await texts(fixture, RecallQuery("zanzibarquux", now: now)).count == 1)
        try await fixture.log.forget(ConversationID("a"))
        #expect(try await texts(fixture, RecallQuery("zanzibarquux", now: now)).isEmpty)
        for suffix in ["", "-wal"] {
            let data = try Data(contentsOf: URL(filePath: fixture.store.path + suffix))
            #expect(data.range(of: Data("zanzibarquux".utf8)) == nil)
        }
        #expect(try await fixture.store.checkInvariants() == [])
    }

    private func note(
        _ id: String, called title: String, _ text: String, in fixture: LogFixture
    ) async throws {
        try await fixture.begin(id, start(id), [user(text)], door: "note")
        try await fixture.log.rename(ConversationID(id), to: title)
    }

    @Test func aShortNoteIsFoundByWhatItIsCalled() async throws {
        let fixture = try LogFixture()
        try await note("n1", called: "Winter moorings", "Ask Torbjørn about the keys.", in: fixture)
        try await note("n2", called: "Recipes", "Two eggs, and flour.", in: fixture)
        try await fixture.turn("t1", start("a"), "The keys are lost.", "Which keys?")
        try await MemoryIndexer(store: fixture.store).indexPending()
        let hit = try #require(
            try await Recall(store: fixture.store).recall(
                RecallQuery("Who has the keys to my moorings?", now: now)
            ).hits.first)
        #expect(hit.title == "Winter moorings" && hit.text == "Ask Torbjørn about the keys.")
        #expect(hit.source == "note")
        // Its name is nobody's who spoke: what is asked of the person is asked of it.
        #expect(hit.parts.contains { $0.name == "speaker" && $0.raw == 1 })
    }

    @Test func aNoteThatIsCalledOtherwiseIsFoundByItsNewName() async throws {
        let fixture = try LogFixture()
        try await note("n1", called: "Winter moorings", "Ask Torbjørn.", in: fixture)
        try await MemoryIndexer(store: fixture.store).indexPending()
        #expect(try await texts(fixture, RecallQuery("moorings", now: now)) == ["Ask Torbjørn."])
        try await fixture.log.rename(ConversationID("n1"), to: "Summer berth")
        #expect(try await fixture.store.checkInvariants() == [])
        try await MemoryIndexer(store: fixture.store).indexPending()
        #expect(try await texts(fixture, RecallQuery("berth", now: now)) == ["Ask Torbjørn."])
        #expect(try await texts(fixture, RecallQuery("moorings", now: now)).isEmpty)
    }

    @Test func notesOfAnEarlierStoreAreIndexedAnewWithTheirNames() async throws {
        let name = "5-names-of-notes"
        let earlier = StoreSchema(
            name: Recall.schema.name,
            migrations: Recall.schema.migrations.filter { $0.name != name })
        let fixture = try LogFixture(schemas: [ConversationLog.schema, earlier])
        try await note("n1", called: "Winter moorings", "Ask Torbjørn.", in: fixture)
        try await fixture.turn("t1", start("a"), "The keys are lost.", "Which keys?")
        let indexer = MemoryIndexer(store: fixture.store)
        try await indexer.indexPending()
        try await indexer.embedPending(
            embedder: WordEmbedder(name: "words-8"), vectors: ExactVectorIndex(dimensions: 8))
        // One with its vector, and one that waits for it.
        try await note("n2", called: "Recipes", "Two eggs.", in: fixture)
        try await indexer.indexPending()
        try fixture.store.close()
        let later = try LogFixture(folder: fixture.folder)
        #expect(try await later.store.checkInvariants() == [])
        #expect(try await texts(later, RecallQuery("torbjørn", now: now)).isEmpty)
        #expect(try await texts(later, RecallQuery("lost keys", now: now)).count == 2)
        try await MemoryIndexer(store: later.store).indexPending()
        #expect(try await texts(later, RecallQuery("moorings", now: now)) == ["Ask Torbjørn."])
        #expect(try await later.store.checkInvariants() == [])
    }

    @Test func passagesOfAnEarlierStoreAreFoundByTheTimesTheySpeakOf() async throws {
        let fixture = try LogFixture()
        for (index, day) in ["2021-05-12", "2021-08-03"].enumerated() {
            try await fixture.begin(
                "t\(index)", start("c\(index)"), [user("\(day) The roof was mended.")])
        }
        try await MemoryIndexer(store: fixture.store).indexPending()
        try await fixture.store.write { transaction in
            try transaction.database.execute(
                sql: """
                    DROP TABLE passage_times;
                    DELETE FROM grdb_migrations WHERE identifier = 'recall.7-times'
                    """)
        }
        try fixture.store.close()
        let later = try LogFixture(folder: fixture.folder)
        let query = RecallQuery("Who mended the roof in May 2021?", limit: 1, now: now)
        #expect(try await texts(later, query) == ["2021-05-12 The roof was mended."])
        #expect(try await later.store.checkInvariants() == [])
    }

    @Test func aLongNoteIsFoundByItsParts() async throws {
        let fixture = try LogFixture()
        let filler = String(repeating: "Nothing of interest stands here. ", count: 50) + "\n\n"
        let note = filler + "The treasure lies under the oak.\n\n" + filler + filler
        try await fixture.turn("t1", start("a"), note, "ok")
        try await MemoryIndexer(store: fixture.store).indexPending()
        let result = try await Recall(store: fixture.store).recall(
            RecallQuery("treasure", now: now))
        let hit = try #require(result.hits.first)
        #expect(hit.text.contains("The treasure lies under the oak."))
        #expect(hit.text.utf8.count < note.utf8.count / 2)
        #expect(Array(note.utf8)[hit.span].elementsEqual(hit.text.utf8))
    }
}
