import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: what stands around a memory speaks for it. Method: small conversations in which the words alone
/// would mislead; and public data with its own key, where it is at hand.
@Suite struct RankingTests {
    private let now = LogFixture.time(100_000)

    private func say(
        _ fixture: LogFixture, _ conversation: String, _ lines: [(String?, String)],
        second: Int = 0
    ) async throws {
        var place = start(conversation)
        for (number, (speaker, text)) in lines.enumerated() {
            let id = "\(conversation)-\(number)"
            try await fixture.begin(
                id, place, [Message(role: .user, text: text, name: speaker)], second: second)
            place = .after(TurnID(id))
        }
        try await MemoryIndexer(store: fixture.store).indexPending()
    }

    private func turns(_ fixture: LogFixture, _ query: RecallQuery) async throws -> [String] {
        try await Recall(store: fixture.store).recall(query).hits.map(\.turn.text)
    }

    @Test func anAnswerIsFoundByTheQuestionBeforeIt() async throws {
        let fixture = try LogFixture()
        try await say(
            fixture, "a",
            [
                ("Ann", "Hello there!"), ("Bo", "Which instrument do you play, Ann?"),
                ("Ann", "I have been learning the cello since I was nine."), ("Bo", "Nice."),
            ])
        let found = try await turns(
            fixture, RecallQuery("Which instrument does Ann play?", limit: 1, now: now))
        #expect(found == ["a-2"])
    }

    @Test func aNameInAQuestionMeansWhoSpoke() async throws {
        let fixture = try LogFixture()
        try await say(
            fixture, "a",
            [
                ("Ann", "I adopted a grey kitten."), ("Bo", "I adopted a brown puppy."),
                ("Ann", "Great weather for sailing."), ("Bo", "True."),
            ])
        let recall = Recall(store: fixture.store)
        let bo = try await recall.recall(RecallQuery("What did Bo adopt?", limit: 1, now: now))
        #expect(bo.hits.map(\.turn.text) == ["a-1"])
        let ann = try await recall.recall(RecallQuery("What did Ann adopt?", limit: 1, now: now))
        #expect(ann.hits.map(\.turn.text) == ["a-0"])
    }

    @Test func aTimeInAQuestionFindsWhatWasSaidThen() async throws {
        let fixture = try LogFixture()
        let day = 86_400
        try await say(fixture, "a", [(nil, "We had pancakes and tea.")], second: 0)
        try await say(fixture, "b", [(nil, "We had noodles and juice.")], second: 40 * day)
        let now = LogFixture.time(41 * day)
        // LogFixture begins on 14 November 2023.
        for (text, turn) in [
            ("What did we have in November 2023?", "a-0"), ("What did we have yesterday?", "b-0"),
            ("What happened yesterday?", "b-0"),
        ] {
            let query = RecallQuery(text, limit: 1, now: now, timeZone: .gmt)
            #expect(try await turns(fixture, query) == [turn], "\(text)")
        }
    }

    @Test func aTimeInAQuestionFindsWhatSpeaksOfIt() async throws {
        let fixture = try LogFixture()
        // Alike but for their dates; of equally good ones the later would come first.
        try await say(
            fixture, "a",
            [
                (nil, "2021-05-12 The roof was mended."), (nil, "2021-08-03 The roof was mended."),
                (nil, "2021-11-30 The roof was mended."),
            ])
        for (text, turn) in [
            ("Who mended the roof in May 2021?", "a-0"),
            ("Who mended the roof on 3 August 2021?", "a-1"),
            ("Who mended the roof in autumn 2021?", "a-2"),
        ] {
            let query = RecallQuery(text, limit: 1, now: now, timeZone: .gmt)
            let hit = try #require(
                try await Recall(store: fixture.store).recall(query).hits.first)
            #expect(hit.turn.text == turn, "\(text)")
            #expect(hit.parts.contains { $0.name == "time" && $0.contribution > 0 })
        }
    }

    @Test(arguments: [(1_950, true), (1_981, true), (1_982, false)])
    func aMemoryIsFoundByTheFirstTimesThatItNames(year: Int, isFound: Bool) async throws {
        let fixture = try LogFixture()
        let years = (0...32).map { "\(1_950 + $0)" }.joined(separator: " ")
        try await say(fixture, "a", [(nil, "Harvests: \(years)")])
        let query = RecallQuery("Which harvests were there in \(year)?", now: now)
        let hit = try #require(try await Recall(store: fixture.store).recall(query).hits.first)
        #expect(hit.parts.contains { $0.name == "time" && $0.raw > 0 } == isFound)
    }

    @Test func ofATimeTheShortestIsFoundAmongManyByItsWords() async throws {
        let fixture = try LogFixture()
        let day = 86_400
        let long = String(repeating: "harvest market letters ", count: 8)
        for index in 0..<60 {
            try await say(fixture, "long-\(index)", [(nil, "\(long)\(index)")], second: index)
        }
        try await say(fixture, "meant", [(nil, "The boat leaks.")], second: day)
        for index in 0..<120 {
            try await say(
                fixture, "late-\(index)", [(nil, "The boat sails, \(index).")], second: 60 * day)
        }
        let query = RecallQuery(
            "What about the boat in November 2023?", limit: 1,
            now: LogFixture.time(90 * day), timeZone: .gmt)
        #expect(try await turns(fixture, query) == ["meant-0"])
    }

    @Test func whatIsSaidTwiceIsToldOnce() async throws {
        let fixture = try LogFixture()
        try await say(
            fixture, "a", [(nil, "The key is under the mat."), (nil, "the KEY is under the mat!")])
        let found = try await turns(fixture, RecallQuery("Where is the key?", now: now))
        #expect(found.count == 1)
    }

    @Test func whatWasNeverSaidIsNotKnown() async throws {
        let fixture = try LogFixture()
        try await say(
            fixture, "a",
            [
                ("Ann", "I went to a pottery class on Tuesday."), ("Bo", "How was it?"),
                ("Ann", "Wonderful, I made a blue bowl."),
            ])
        let recall = Recall(store: fixture.store)
        let known = try await recall.recall(
            RecallQuery("What did Ann make in her pottery class?", now: now))
        let unknown = try await recall.recall(
            RecallQuery("Which submarine did the astronaut paint?", now: now))
        #expect(known.confidence > unknown.confidence + 0.2)
        #expect(unknown.confidence < RecallConfidence.threshold && !unknown.isKnown)
    }

    @Test func theSameQuestionAskedBeforeIsNoAnswer() async throws {
        let fixture = try LogFixture()
        try await say(fixture, "a", [(nil, "My dentist has moved to the harbour.")])
        let question = "Which submarine did my dentist paint?"
        let query = RecallQuery(question, now: now)
        let recall = Recall(store: fixture.store)
        try await say(fixture, "b", [(nil, question), (nil, question.lowercased())])
        #expect(try await recall.recall(query).hits.map(\.turn.text) == ["a-0"])
        // What asks more may hold the answer.
        try await say(fixture, "c", [(nil, "Did my dentist paint the submarine Nautilus?")])
        #expect(try await recall.recall(query).hits.map(\.turn.text).contains("c-0"))
    }

    @Test func aBridgeLeadsToWhatNoWordFinds() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(
            path: folder.storePath,
            schemas: [ConversationLog.schema, Recall.schema, FactLog.schema])
        let log = ConversationLog(store: store)
        for (id, text) in [("a", "The regatta was called off."), ("b", "Wind tore the mast.")] {
            let turn = NewTurn(
                id: TurnID(id), place: start(id), door: "test", time: LogFixture.time(0),
                question: [user(text)])
            _ = try await log.write { try log.begin(turn, in: $0) }
        }
        try await MemoryIndexer(store: store).indexPending()
        let recall = Recall(store: store)
        let query = RecallQuery("Why was the regatta called off?", now: now)
        #expect(try await recall.recall(query).hits.map(\.turn.text) == ["a"])
        let ends = try await ["a", "b"].messageNumbers(log)
        try await store.write { transaction in
            try FactLog(store: store).add(
                Bridge(
                    from: Bridge.End(message: ends[1]), to: Bridge.End(message: ends[0]),
                    kind: .cause, recordedAt: LogFixture.time(1)),
                in: transaction)
        }
        let hits = try await recall.recall(query).hits
        #expect(hits.map(\.turn.text) == ["a", "b"])
        #expect(hits.last?.parts.contains { $0.name == "bridge" && $0.contribution > 0 } == true)
    }

    private static let data = ProcessInfo.processInfo.environment["AIKI_DATA"]

    @Test(.enabled(if: data != nil, "AIKI_DATA is not set"))
    func wordsAndStructureFindTheEvidence() async throws {
        let folder = URL(filePath: Self.data ?? "")
        let text = try String(
            contentsOf: folder.appending(path: "memory/locomo/locomo-dev5.json"), encoding: .utf8)
        let temporary = try TemporaryFolder()
        let evaluation = RecallEvaluation(makeStore: {
            try Store(
                path: temporary.path + "/\(UUID().uuidString).sqlite",
                schemas: [ConversationLog.schema, Recall.schema, FactLog.schema])
        })
        let report = try await evaluation.run(try LoCoMo(parsing: text))
        #expect(report.questionCount == 759)
        #expect(report.recall > 0.76)
        #expect(report.separation > 0.7)
        print(report.json.encoded())
    }
}

extension [String] {
    /// The number of each turn's first message.
    fileprivate func messageNumbers(_ log: ConversationLog) async throws -> [Int64] {
        var numbers: [Int64] = []
        for id in self {
            numbers.append(try await log.turn(TurnID(id)).messages.first?.number ?? 0)
        }
        return numbers
    }
}
