import AikiBase
import AikiDialogue
import AikiPrivacy
import AikiProviders
import Foundation
import ProviderStub
import Testing

/// Goal: what is personal never stands in a provider's bytes and comes back in the answer.
/// Method: a provider that repeats all it was sent.
@Suite(.timeLimit(.minutes(1))) struct RedactedLanguageModelTests {
    private let mail = "ann.canary@example.org"

    private func model(_ stub: StubServer, _ kind: ProviderKind) throws -> RedactedLanguageModel {
        let provider = try Make.provider(kind, stub.address)
        return RedactedLanguageModel(
            RemoteModel(provider, model: "echo"), policy: PrivacyPolicy())
    }

    @Test(arguments: ProviderKind.allCases)
    func `what is masked goes out and what is meant comes back`(
        kind: ProviderKind
    ) async throws {
        try await Make.withStub { stub in
            let request = Make.request("Write to \(mail) today.")
            let outcome = await Outcome.of(try model(stub, kind).generate(request))
            let sent = try #require(stub.book.requests.last)
            #expect(!sent.body.encoded().contains("canary"))
            #expect(sent.body.encoded().contains("[EMAIL_1]"))
            #expect(outcome.text.contains("Write to \(mail) today."))
            #expect(!outcome.text.contains("EMAIL_1]"))
            #expect(outcome.completion?.remote?.maskedCounts["email"] == 1)
        }
    }

    @Test func `an answer that is JSON is JSON when what is meant has come back`() async throws {
        try await Make.withStub { stub in
            var policy = PrivacyPolicy()
            policy.ownWords = ["Blue Lake"]
            let provider = try Make.provider(.openAI, stub.address)
            let model = RedactedLanguageModel(
                RemoteModel(provider, model: "echo"), policy: policy)
            var request = Make.request("We live at the Blue\nLake.")
            request.format = .jsonObject
            let outcome = await Outcome.of(model.generate(request))
            let answer = try JSONValue(parsing: outcome.text)
            let last = answer["messages"]?.elements?.last
            #expect(last?["content"]?.text == "We live at the Blue\nLake.")
        }
    }

    @Test(arguments: ProviderKind.allCases)
    func `what is private is refused before anything is sent`(kind: ProviderKind) async throws {
        try await Make.withStub { stub in
            var request = Make.request("Nothing to see here.")
            request.privacy = .secret
            let outcome = await Outcome.of(try model(stub, kind).generate(request))
            #expect(outcome.code == "privacy.stays-here")
            #expect(stub.book.requests.isEmpty)
        }
    }

    // MARK: Canaries

    private static let word = "zebrafinch7"
    private static let name = "Hannah Whitlock"

    /// A request with canaries wherever a provider could see something. One of the protocols knows no
    /// stop strings, and says so.
    private func laden(for kind: ProviderKind) -> GenerationRequest {
        let word = Self.word
        let text = "\(word) and \(Self.name) (\(mail))"
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                word: ["type": "string", "description": .string(text), "enum": [.string(word)]]
            ],
            "required": [.string(word)],
        ]
        let call = ToolCall(
            id: "call_\(word)", name: "ask_\(word)", arguments: ["who": .string(text)])
        let messages = [
            Message(role: .system, text: "What you remember: \(text)"),
            Message(role: .user, text: "Hello, \(text).", name: Self.name),
            Message(
                role: .assistant, text: text, reasoning: text, toolCalls: [call], name: word),
            Message(role: .tool, text: text, toolCallID: "call_\(word)", name: "ask_\(word)"),
            Message(role: .user, text: "Whitlock wrote: \(text)"),
        ]
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(
                    messages: messages,
                    tools: [
                        ToolDefinition(name: "ask_\(word)", summary: text, parameters: schema)
                    ], templateVariables: ["who": .string(text)])),
            outputTokensMax: 100, stopStrings: kind == .openAIResponses ? [] : [word],
            format: .jsonSchema(schema),
            adapters: [AdapterChoice(name: word)])
        request.client = text
        return request
    }

    private func laden(_ stub: StubServer, _ kind: ProviderKind, _ model: String) throws
        -> RedactedLanguageModel
    {
        var policy = PrivacyPolicy()
        policy.ownWords = [Self.word]
        let provider = try Make.provider(kind, stub.address)
        return RedactedLanguageModel(RemoteModel(provider, model: model), policy: policy)
    }

    private func isClean(_ text: String) -> Bool {
        let small = text.lowercased()
        return ![Self.word, "whitlock", "hannah", "ann.canary"].contains { small.contains($0) }
    }

    @Test(arguments: ProviderKind.allCases)
    func `no canary of any field is in the bytes that a provider receives`(
        kind: ProviderKind
    ) async throws {
        try await Make.withStub { stub in
            for isStreamed in [true, false] {
                var request = laden(for: kind)
                request.isStreamed = isStreamed
                let outcome = await Outcome.of(try laden(stub, kind, "echo").generate(request))
                let sent = try #require(stub.book.requests.last)
                #expect(isClean(sent.body.encoded()), "\(sent.body.encoded())")
                #expect(isClean(sent.path) && isClean("\(sent.headers)"))
                #expect(sent.body.encoded().contains("[OWN_1]"))
                // What the stub repeats comes back with what is meant, cut every seven characters.
                #expect(outcome.text.contains("Whitlock wrote: \(Self.word) and \(Self.name)"))
                #expect(!outcome.text.contains("[OWN_1]"))
            }
        }
    }

    @Test(arguments: ProviderKind.allCases)
    func `originals come back in what a tool is called with`(kind: ProviderKind) async throws {
        try await Make.withStub { stub in
            var request = laden(for: kind)
            request.format = .text
            let outcome = await Outcome.of(try laden(stub, kind, "echo-call").generate(request))
            let call = try #require(outcome.completion?.toolCalls.first)
            let seen = call.arguments["seen"]?.text ?? ""
            #expect(seen.contains("Whitlock wrote: \(Self.word) and \(Self.name) (\(mail))"))
            #expect(!seen.contains("[OWN_1]") && !seen.contains("[EMAIL_1]"))
        }
    }

    @Test(arguments: ProviderKind.allCases)
    func `nothing of a private request is sent, whatever it holds`(
        kind: ProviderKind
    ) async throws {
        try await Make.withStub { stub in
            var request = laden(for: kind)
            request.privacy = .secret
            let outcome = await Outcome.of(try laden(stub, kind, "echo").generate(request))
            #expect(outcome.code == "privacy.stays-here")
            #expect(isClean("\(String(describing: outcome.error))"))
            #expect(stub.book.requests.isEmpty)
        }
    }

    @Test(arguments: ["400", "401", "429", "500", "bad-json", "html", "reset-mid", "error-mid"])
    func `no error holds a canary`(fault: String) async throws {
        try await Make.withStub { stub in
            for kind in ProviderKind.allCases {
                let model = try laden(stub, kind, "fault-\(fault)")
                let outcome = await Outcome.of(model.generate(laden(for: kind)))
                let error = try #require(outcome.error)
                #expect(isClean("\(error)"))
                #expect(isClean((error as? any AikiError)?.message ?? ""))
                #expect(stub.book.requests.allSatisfy { isClean($0.body.encoded()) })
            }
        }
    }
}
