import AikiBase
import AikiDialogue
import AikiTurn
import Foundation
import Testing

/// Measures what the loop adds to a model that answers at once: two synced transactions, the prompt
/// and the decision. Run by hand with `AIKI_TIMINGS` set to the number of turns.
@Suite struct RecordingTimes {
    private static let turns =
        ProcessInfo.processInfo.environment["AIKI_TIMINGS"].flatMap { Int($0) } ?? 0

    @Test(.enabled(if: turns > 0, "AIKI_TIMINGS is not set"))
    func theLoopAddsAFewMilliseconds() async throws {
        let loop = try Loop(ScriptedModel(contextTokensMax: 2000))
        var durations: [Duration] = []
        var place = TurnInput.Place.newConversation
        for index in 0..<Self.turns {
            let text = String(repeating: "some words of a question ", count: 1 + index % 20)
            let start = ContinuousClock.now
            let report = try await loop.report(
                TurnInput(place: place, text: text, door: "test"))
            durations.append(ContinuousClock.now - start)
            place = index % 50 == 49 ? .newConversation : .conversation(report.conversation)
        }
        durations.sort()
        let at = { (share: Double) in
            durations[min(durations.count - 1, Int(share * Double(durations.count)))].milliseconds
        }
        print("turns \(Self.turns), ms: p50 \(at(0.5)), p90 \(at(0.9)), p99 \(at(0.99))")
        #expect(at(0.5) < 100)
    }
}
