import AikiBase
import AikiDialogue
import AikiProviders
import ProviderStub
import Testing

/// Goal: every protocol brings text, reasoning, calls, endings and counts alike, streamed or whole.
/// Method: our client against the stub that the official clients were tried on.
@Suite(.timeLimit(.minutes(1))) struct ProtocolTests {
    static let cases: [(ProviderKind, Bool)] = ProviderKind.allCases.flatMap {
        [($0, true), ($0, false)]
    }

    private func ask(
        _ kind: ProviderKind, _ model: String, _ request: GenerationRequest
    ) async throws -> (Outcome, StubRequest) {
        var result: (Outcome, StubRequest)?
        try await Make.withStub { stub in
            let provider = try Make.provider(kind, stub.address)
            let outcome = await Outcome.of(provider.stream(request, model: model))
            result = (outcome, try #require(stub.book.requests.last))
        }
        return try #require(result)
    }

    @Test(arguments: cases)
    func `text and counts arrive`(kind: ProviderKind, isStreamed: Bool) async throws {
        let (outcome, request) = try await ask(
            kind, "plain", Make.request(isStreamed: isStreamed))
        #expect(outcome.error == nil)
        #expect(outcome.text == "Hello from the stub: æøå 🦢.")
        let completion = try #require(outcome.completion)
        #expect(completion.reason == .stop)
        #expect(completion.usage.promptTokens == 20)
        #expect(completion.usage.cachedTokens == 8)
        #expect(completion.usage.outputTokens == 6)
        #expect(completion.usage.firstToken > .zero)
        let remote = try #require(completion.remote)
        #expect(remote.provider == "far" && remote.attempts == 1)
        #expect(remote.servedModel == "plain-2026-01-01")
        #expect(remote.requestID != nil)
        let chat: Set<ProviderKind> = [.openAI, .openRouter, .compatible]
        #expect((remote.costMicros == 123) == chat.contains(kind))
        #expect(request.isStreamed == isStreamed)
    }

    @Test(arguments: cases)
    func `calls of tools arrive`(kind: ProviderKind, isStreamed: Bool) async throws {
        var request = Make.request(isStreamed: isStreamed)
        request.prompt = .conversation(
            Conversation(
                messages: [Message(role: .user, text: "Weather?")],
                tools: [
                    ToolDefinition(
                        name: "get_weather", summary: "Tells it.",
                        parameters: ["type": "object", "properties": ["city": ["type": "string"]]])
                ]))
        let (outcome, _) = try await ask(kind, "tools", request)
        let completion = try #require(outcome.completion)
        #expect(completion.reason == .toolCalls)
        let call = try #require(completion.toolCalls.first)
        #expect(completion.toolCalls.count == 1)
        #expect(call.name == "get_weather")
        #expect(call.id.hasPrefix("call_1"))
        #expect(call.arguments == ["city": "Oslo", "days": 2])
    }

    @Test(arguments: cases)
    func `reasoning stays apart from the answer`(
        kind: ProviderKind, isStreamed: Bool
    ) async throws {
        let (outcome, _) = try await ask(kind, "reason", Make.request(isStreamed: isStreamed))
        #expect(outcome.text == "The answer is 42.")
        #expect(outcome.reasoning == "Let me think.")
        let usage = try #require(outcome.completion?.usage)
        if kind != .anthropic { #expect(usage.reasoningTokens == 4) }
        #expect(usage.outputTokens == 6)
    }

    @Test(arguments: cases)
    func `an answer that was cut says so`(kind: ProviderKind, isStreamed: Bool) async throws {
        let (outcome, _) = try await ask(kind, "short", Make.request(isStreamed: isStreamed))
        #expect(outcome.completion?.reason == .length)
        #expect(outcome.text == "Hel")
    }

    @Test(arguments: ProviderKind.allCases)
    func `the key travels in the provider's own header alone`(kind: ProviderKind) async throws {
        let (_, request) = try await ask(kind, "plain", Make.request())
        let holders = request.headers.filter { $0.value.contains(Make.key) }.map(\.key)
        switch kind {
        case .anthropic:
            #expect(holders == ["x-api-key"])
            #expect(request.headers["anthropic-version"] == "2023-06-01")
        case .gemini: #expect(holders == ["x-goog-api-key"])
        default: #expect(request.headers["authorization"] == "Bearer \(Make.key)")
        }
        #expect(holders.count == 1)
        #expect(!request.path.contains(Make.key))
        #expect(!request.body.encoded().contains(Make.key))
    }

    @Test(arguments: ProviderKind.allCases)
    func `models are listed`(kind: ProviderKind) async throws {
        try await Make.withStub { stub in
            let models = try await Make.provider(kind, stub.address).listModels()
            #expect(models.first?.name == "plain")
            #expect(!models.contains { $0.name == "embed" })
            if kind != .anthropic { #expect(models.first?.contextTokensMax == 32_000) }
        }
    }

    @Test func `calls one after another share a connection`() async throws {
        try await Make.withStub { stub in
            let provider = try Make.provider(.compatible, stub.address)
            for _ in 0..<30 {
                let outcome = await Outcome.of(provider.stream(Make.request(), model: "plain"))
                #expect(outcome.completion != nil)
                #expect(stub.book.openConnections <= 2)
            }
        }
    }

    @Test(arguments: ["long", "fault-hang-mid", "fault-hang-head", "fault-comments"])
    func `whoever goes away ends the connection`(model: String) async throws {
        try await Make.withStub { stub in
            let provider = try Make.provider(.openAI, stub.address)
            let task = Task { await Outcome.of(provider.stream(Make.request(), model: model)) }
            let clock = ContinuousClock()
            let start = clock.now
            while stub.book.requests.isEmpty, clock.now - start < .seconds(5) {
                try await Task.sleep(for: .milliseconds(2))
            }
            try await Task.sleep(for: .milliseconds(20))
            task.cancel()
            _ = await task.value
            if model == "long" { return }
            while stub.book.openConnections > 0, clock.now - start < .seconds(5) {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(stub.book.openConnections == 0)
        }
    }
}
