import AikiBase
import AikiDialogue
import AikiProviders
import Foundation
import ProviderStub
import Testing

/// Goal: in a storm of faults every request ends, each failure is a typed error, no call is charged
/// twice, and none that was charged goes unnoticed.
@Suite(.timeLimit(.minutes(2))) struct FaultStormTests {
    /// These end well.
    private static let good = [
        "plain", "tools", "reason", "fault-429-once", "fault-500-once", "fault-reset-head-once",
        "fault-error-first-once", "fault-no-done",
    ]
    private static let bad = [
        "fault-429", "fault-500", "fault-reset-head", "fault-reset-first", "fault-reset-mid",
        "fault-close-mid", "fault-bad-json", "fault-html", "fault-no-end", "fault-error-mid",
    ]
    /// These cost the patience of whoever waits, so there are fewer of them.
    private static let slow = [
        "fault-hang-head", "fault-hang-first", "fault-hang-mid", "fault-loris",
    ]
    private static let models = good + bad + slow + good + bad

    private static let timeouts = CallTimeouts(
        connecting: .seconds(2), head: .seconds(2), whole: .seconds(2), first: .seconds(2),
        between: .seconds(2), total: .seconds(8))

    /// `AIKI_STORM=10000` takes longer.
    private static let requestCount =
        ProcessInfo.processInfo.environment["AIKI_STORM"].flatMap(Int.init) ?? 2000
    private static let parallelCount = 384

    @Test func `requests through every fault are all answered for, and none is charged twice`()
        async throws
    {
        try await Make.withStub { stub in
            let providers = try ProviderKind.allCases.map {
                try Make.provider($0, stub.address, timeouts: Self.timeouts)
            }
            let ask: @Sendable (Int) async -> (Int, Outcome) = { index in
                let model = Self.models[index % Self.models.count]
                let provider = providers[(index / Self.models.count) % providers.count]
                let request = Make.request("Question \(index)")
                return (
                    index,
                    await Outcome.of(
                        provider.stream(request, model: model, idempotencyKey: "call-\(index)"))
                )
            }
            var outcomes = [Outcome?](repeating: nil, count: Self.requestCount)
            await withTaskGroup(of: (Int, Outcome).self) { group in
                var next = 0
                while next < Self.parallelCount {
                    let index = next
                    group.addTask { await ask(index) }
                    next += 1
                }
                for await (index, outcome) in group {
                    outcomes[index] = outcome
                    guard next < Self.requestCount else { continue }
                    let index = next
                    group.addTask { await ask(index) }
                    next += 1
                }
            }
            Self.check(outcomes.compactMap { $0 }, stub.book)
        }
    }

    private static func check(_ outcomes: [Outcome], _ book: StubBook) {
        #expect(outcomes.count == requestCount)
        let charges = book.charges
        var untyped = 0
        var unnoticed = 0
        var answered = 0
        for (index, outcome) in outcomes.enumerated() {
            let charged = charges["call-\(index)"] ?? 0
            if charged > 1 { Issue.record("call \(index) was charged \(charged) times") }
            if outcome.completion != nil {
                answered += 1
                if charged != 1 { Issue.record("call \(index) was answered and not charged") }
            } else if let error = outcome.providerError {
                if charged == 1, !error.mayBeCharged { unnoticed += 1 }
            } else {
                untyped += 1
            }
        }
        #expect(untyped == 0)
        #expect(unnoticed == 0)
        // All that can be answered are, but for what a busy machine is late with.
        let answerable = requestCount * 2 * good.count / models.count
        #expect(answered > answerable * 9 / 10, "\(answered) of \(answerable)")
    }
}
