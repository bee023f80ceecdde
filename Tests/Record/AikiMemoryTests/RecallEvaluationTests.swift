import AikiMemory
import Foundation
import Testing

/// Goal: data sets are read as they are laid out. Method: small files of each kind, and broken ones.
@Suite struct RecallEvaluationTests {
    private static let locomo = """
        [{"sample_id": "x", "qa": [
            {"question": "Where?", "category": 4, "evidence": ["D1:2; D2:1", "D9:9", "D1:2"]},
            {"question": "Never?", "category": 5, "evidence": ["D1:1"]}],
          "conversation": {"speaker_a": "A", "session_10_date_time": "12:05 am on 1 June, 2023",
            "session_10": [{"speaker": "A", "dia_id": "D2:1", "text": "Later."}],
            "session_2_date_time": "1:56 pm on 8 May, 2023", "session_3_date_time": "odd",
            "session_2": [{"speaker": "A", "dia_id": "D1:1", "text": "Hi"},
                {"speaker": "B", "dia_id": "D1:2", "text": "See", "blip_caption": "a cat"}]}}]
        """

    @Test func aConversationIsReadInTheOrderOfItsSessions() throws {
        let data = try LoCoMo(parsing: Self.locomo)
        let conversation = try #require(data.conversations.first)
        #expect(
            conversation.sessions.map { $0.turns.map(\.name) } == [["D1:1", "D1:2"], ["D2:1"]])
        #expect(conversation.sessions[0].time == Date(timeIntervalSince1970: 1_683_554_160))
        #expect(conversation.sessions[1].time == Date(timeIntervalSince1970: 1_685_577_900))
        #expect(conversation.sessions[0].turns[1].text == "See [shared image: a cat]")
        #expect(conversation.questions.map(\.evidence) == [["D1:2", "D2:1"], ["D1:1"]])
    }

    @Test(arguments: ["{}", "[1]", "[{}]", "[{\"qa\": [], \"conversation\": 3}]"])
    func whatIsNoConversationIsRefused(text: String) {
        #expect(throws: (any Error).self) { try LoCoMo(parsing: text) }
    }

    @Test func aReportCountsWhatWasFound() throws {
        let questions = try #require(try LoCoMo(parsing: Self.locomo).conversations.first).questions
        let report = LoCoMoReport(
            answers: [
                LoCoMoReport.Answer(
                    conversation: "x", question: questions[0], found: ["D1:2", "D1:1"],
                    confidence: 0.9, duration: .milliseconds(3)),
                LoCoMoReport.Answer(
                    conversation: "x", question: questions[1], found: [], confidence: 0.2,
                    duration: .milliseconds(1)),
            ], usesMeaning: false)
        #expect(report.questionCount == 1 && report.recall == 0.5 && report.separation == 1)
        #expect(report.letThrough.known == 1 && report.letThrough.unknown == 0)
        #expect(report.duration(share: 0.99) == .milliseconds(3))
    }

    @Test func aCollectionIsReadWithItsJudgements() throws {
        let data = try Cranfield(
            documents: ".I 1\n.T\na title\n.A\nx\n.W\na title\nand  words .\n.I 2\n.T\nb\n.W\nc\n",
            queries: ".I 001\n.W\nwhat is\nthis\n.I 004\n.W\nother\n",
            judgements: "1 2 3\n1 1 -1\n2 1 1\n")
        #expect(data.documents.map(\.text) == ["a title\n and words .", "b\nc"])
        #expect(data.queries.map(\.text) == ["what is this", "other"])
        #expect(data.queries.map(\.relevant) == [[2], [1]])
        #expect(throws: MemoryError.self) {
            try Cranfield(documents: "", queries: "", judgements: "")
        }
    }
}
