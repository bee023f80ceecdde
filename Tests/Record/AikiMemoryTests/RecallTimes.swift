import AikiBase
import AikiDialogue
import AikiMemory
import Foundation
import Testing

/// Measures how long it takes to recall and search long conversations. Run by hand with
/// `AIKI_TIMINGS` set to the number of turns.
@Suite struct RecallTimes {
    private static let turns =
        ProcessInfo.processInfo.environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0

    @Test(.enabled(if: turns > 0, "AIKI_TIMINGS is not set"))
    func aLongConversationIsRecalledInMilliseconds() async throws {
        let fixture = try LogFixture()
        let log = fixture.log
        let conversation = ConversationID("c")
        try await log.write { transaction in
            for index in 0..<Self.turns {
                let place: NewTurn.Place =
                    index == 0
                    ? start("c") : .after(TurnID("t\(index - 1)"))
                let id = TurnID("t\(index)")
                let words = (0..<20).map { "w\(index * 31 % (977 + $0))" }
                let text = words.joined(separator: " ")
                let turn = NewTurn(
                    id: id, place: place, door: "test", time: LogFixture.time(index),
                    question: [user(text)])
                _ = try log.begin(turn, in: transaction)
                let ending = TurnEnding(
                    answer: assistant(text), model: "m", outcome: .answered,
                    time: LogFixture.time(index), report: .null)
                try log.finish(id, ending, in: transaction)
            }
        }
        var history: [LoggedTurn] = []
        let recall = try await ContinuousClock().measure {
            history = try await log.history(of: conversation)
        }
        #expect(history.count == Self.turns)
        let messages = history.flatMap(\.messages).map(\.message) + [user("next")]
        var knownCount = 0
        let known = try await ContinuousClock().measure {
            knownCount = try await fixture.continuation(messages).knownCount
        }
        #expect(knownCount == messages.count - 1)
        var hits = 0
        let search = try await ContinuousClock().measure {
            hits = try await log.search("w31").count
        }
        #expect(hits > 0 || Self.turns < 10)
        print(
            "turns \(Self.turns), ms: recall \(recall.milliseconds), "
                + "continuation \(known.milliseconds), search \(search.milliseconds)")
    }
}
