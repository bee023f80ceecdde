import AikiBase
import AikiDialogue
import AikiProviders
import ProviderStub

/// What a call brought.
struct Outcome: Sendable {
    var text = ""
    var reasoning = ""
    var deltas = 0
    var completion: Completion?
    var error: (any Error)?

    var providerError: ProviderError? { error as? ProviderError }
    var code: String? { (error as? any AikiError)?.code }

    static func of(
        _ stream: AsyncThrowingStream<GenerationEvent, any Error>
    ) async -> Outcome {
        var outcome = Outcome()
        do {
            for try await event in stream {
                switch event {
                case .prefill: break
                case .delta(let delta):
                    outcome.text += delta.text
                    outcome.reasoning += delta.reasoning
                    outcome.deltas += 1
                case .finished(let completion): outcome.completion = completion
                }
            }
        } catch {
            outcome.error = error
        }
        return outcome
    }
}

enum Make {
    static let key = "sk-canary-0123456789-secret"

    /// Short, but longer than a loaded machine takes to let both sides have their turn.
    static let quick = CallTimeouts(
        connecting: .seconds(5), head: .seconds(1), whole: .seconds(1), first: .seconds(1),
        between: .seconds(1), total: .seconds(4))

    static let patient = CallTimeouts(
        connecting: .seconds(5), head: .seconds(10), whole: .seconds(10), first: .seconds(10),
        between: .seconds(10), total: .seconds(30))

    static let eager = RetryPolicy(
        attemptsMax: 3, pause: .milliseconds(2), pauseMax: .milliseconds(10),
        askedPauseMax: .seconds(1))

    static func provider(
        _ kind: ProviderKind, _ address: String, timeouts: CallTimeouts = patient,
        retry: RetryPolicy = eager,
        breaker: CircuitBreaker.Policy = .init(failuresMax: .max), key: String? = key
    ) throws -> Provider {
        let settings = ProviderSettings(
            name: "far", kind: kind, address: try ProviderAddress(address, provider: "far"),
            timeouts: timeouts, retry: retry, breaker: breaker)
        let key = key.flatMap(ProviderKey.init)
        return Provider(settings) { key }
    }

    static func request(
        _ text: String = "Hello?", isStreamed: Bool = true
    ) -> GenerationRequest {
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(messages: [
                    Message(role: .system, text: "Be brief."), Message(role: .user, text: text),
                ])), outputTokensMax: 100)
        request.isStreamed = isStreamed
        return request
    }

    /// A server for one test.
    static func withStub(
        _ body: (StubServer) async throws -> Void
    ) async throws {
        let stub = try await StubServer.start()
        do {
            try await body(stub)
        } catch {
            try? await stub.stop()
            throw error
        }
        try await stub.stop()
    }
}
