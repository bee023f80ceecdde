import AikiBase
import AikiDialogue
import AikiProviders
import ProviderStub
import Testing

/// Goal: whatever goes wrong is a typed error, soon; nothing is charged twice, nothing that may have
/// been charged is passed over. Method: a stub that fails in every way.
@Suite(.timeLimit(.minutes(2))) struct FaultTests {
    struct Fault: Sendable, CustomStringConvertible {
        let model: String
        let code: String?
        var attempts = 1
        var mayBeCharged = false

        /// Whether the provider keeps its caller waiting: what is otherwise wrong is known without a clock.
        var isSlow: Bool {
            ["fault-hang", "fault-loris", "fault-comments"].contains { model.hasPrefix($0) }
        }

        var description: String { model }
    }

    static let faults: [Fault] = [
        Fault(model: "fault-429", code: "providers.rate-limited", attempts: 3),
        Fault(model: "fault-429-once", code: nil, attempts: 2),
        Fault(model: "fault-429-later", code: "providers.rate-limited"),
        Fault(model: "fault-500", code: "providers.server-failed", attempts: 3),
        Fault(model: "fault-500-once", code: nil, attempts: 2),
        Fault(model: "fault-401", code: "providers.unauthorized"),
        Fault(model: "fault-402", code: "providers.nothing-left"),
        Fault(model: "fault-404", code: "providers.model-not-found"),
        Fault(model: "fault-400", code: "providers.refused"),
        Fault(model: "fault-context", code: "providers.context-exceeded"),
        Fault(model: "fault-redirect", code: "providers.malformed", mayBeCharged: true),
        Fault(model: "fault-reset-head", code: "providers.unreachable", attempts: 3),
        Fault(model: "fault-reset-head-once", code: nil, attempts: 2),
        Fault(
            model: "fault-reset-first", code: "providers.stream-broken", mayBeCharged: true),
        Fault(model: "fault-reset-mid", code: "providers.stream-broken", mayBeCharged: true),
        Fault(model: "fault-close-mid", code: "providers.stream-broken", mayBeCharged: true),
        Fault(model: "fault-no-end", code: "providers.stream-broken", mayBeCharged: true),
        Fault(model: "fault-nothing", code: "providers.stream-broken", mayBeCharged: true),
        Fault(model: "fault-no-done", code: nil),
        Fault(model: "fault-reset-end", code: nil),
        Fault(model: "fault-hang-end", code: nil),
        Fault(model: "fault-hang-head", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-hang-first", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-hang-mid", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-loris-head", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-loris", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-comments", code: "providers.timed-out", mayBeCharged: true),
        Fault(model: "fault-bad-json", code: "providers.malformed", mayBeCharged: true),
        Fault(model: "fault-bad-utf8", code: "providers.malformed", mayBeCharged: true),
        Fault(model: "fault-html", code: "providers.malformed", mayBeCharged: true),
        Fault(model: "fault-error-mid", code: "providers.stream-failed", mayBeCharged: true),
        Fault(model: "fault-error-first-once", code: nil, attempts: 2),
        Fault(model: "fault-huge", code: "providers.answer-too-large", mayBeCharged: true),
    ]

    @Test(arguments: faults)
    func `every fault is its own error, soon, with every protocol`(fault: Fault) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for kind in ProviderKind.allCases {
                group.addTask { try await Self.check(fault, kind) }
            }
            try await group.waitForAll()
        }
    }

    private static func check(_ fault: Fault, _ kind: ProviderKind) async throws {
        try await Make.withStub { stub in
            let timeouts = fault.isSlow ? Make.quick : Make.patient
            let provider = try Make.provider(kind, stub.address, timeouts: timeouts)
            let clock = ContinuousClock()
            let start = clock.now
            let outcome = await Outcome.of(
                provider.stream(
                    Make.request(), model: fault.model, idempotencyKey: "call"))
            #expect(clock.now - start < .seconds(8))
            #expect(outcome.code == fault.code, "\(kind) \(String(describing: outcome.error))")
            #expect((outcome.completion != nil) == (fault.code == nil))
            #expect(stub.book.asked["call"] == fault.attempts)
            #expect(stub.book.charges["call"] ?? 0 <= 1)
            if let error = outcome.providerError {
                #expect(error.mayBeCharged == fault.mayBeCharged)
                if stub.book.charges["call"] == 1 { #expect(error.mayBeCharged) }
            } else {
                #expect(stub.book.charges["call"] == 1)
                #expect(outcome.text == "Hello from the stub: æøå 🦢.")
                #expect(outcome.completion?.remote?.attempts == fault.attempts)
            }
            let shown = "\(String(describing: outcome.error)) \(outcome.providerError?.hint ?? "")"
            #expect(!shown.contains(Make.key))
        }
    }

    @Test func `nobody at the address is an error`() async throws {
        let stub = try await StubServer.start()
        let address = stub.address
        try await stub.stop()
        let provider = try Make.provider(.openAI, address, timeouts: Make.quick)
        let outcome = await Outcome.of(provider.stream(Make.request(), model: "plain"))
        #expect(outcome.code == "providers.unreachable")
        #expect(outcome.providerError?.mayBeCharged == false)
    }

    @Test func `without a key nothing is sent`() async throws {
        try await Make.withStub { stub in
            for kind in ProviderKind.allCases where kind != .compatible {
                let provider = try Make.provider(kind, stub.address, key: nil)
                let outcome = await Outcome.of(provider.stream(Make.request(), model: "plain"))
                #expect(outcome.code == "providers.key-missing")
            }
            #expect(stub.book.requests.isEmpty)
        }
    }

    @Test func `a provider that fails again and again is left alone`() async throws {
        try await Make.withStub { stub in
            let provider = try Make.provider(
                .openAI, stub.address, retry: RetryPolicy(attemptsMax: 1),
                breaker: .init(failuresMax: 3, rest: .seconds(2)))
            for _ in 0..<3 {
                _ = await Outcome.of(provider.stream(Make.request(), model: "fault-500"))
            }
            let refused = await Outcome.of(provider.stream(Make.request(), model: "plain"))
            #expect(refused.code == "providers.resting")
            #expect(provider.restsFor != nil)
            #expect(stub.book.requests.count == 3)
            try await Task.sleep(for: .milliseconds(2100))
            let answered = await Outcome.of(provider.stream(Make.request(), model: "plain"))
            #expect(answered.completion != nil)
        }
    }

    @Test func `what a person's mistake is does not count against a provider`() async throws {
        try await Make.withStub { stub in
            let provider = try Make.provider(
                .openAI, stub.address, breaker: .init(failuresMax: 2, rest: .seconds(60)))
            for model in ["fault-400", "fault-404", "fault-401", "fault-429", "fault-context"] {
                _ = await Outcome.of(provider.stream(Make.request(), model: model))
            }
            let outcome = await Outcome.of(provider.stream(Make.request(), model: "plain"))
            #expect(outcome.completion != nil)
        }
    }
}
