import AikiBase
import AikiDialogue
import AikiProviders
import Foundation
import Testing

/// Goal: requests stay what `Tools/providers/validate_requests.py` held against the providers' own
/// specifications. Method: the requests that were validated stand in a file; `AIKI_RECORD=1` writes
/// it anew, to be validated again.
@Suite struct WireRequestTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/providers/requests.json").standardized

    private static let schema: JSONValue = [
        "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
        "additionalProperties": false,
    ]

    /// Everything that can stand in a conversation.
    private static func rich() -> GenerationRequest {
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(
                    messages: [
                        Message(role: .system, text: "Be brief."),
                        Message(role: .developer, text: "Use metric units."),
                        Message(role: .user, text: "Hello."),
                        Message(role: .user, text: "Weather in Oslo?"),
                        Message(
                            role: .assistant, text: "",
                            toolCalls: [
                                ToolCall(
                                    id: "call_1", name: "get_weather",
                                    arguments: ["city": "Oslo"]),
                                ToolCall(
                                    id: "call_2", name: "get_weather",
                                    arguments: ["city": "Bergen"]),
                            ]),
                        Message(role: .tool, text: #"{"degrees":7}"#, toolCallID: "call_1"),
                        Message(role: .tool, text: "rain", toolCallID: "call_2"),
                        Message(role: .assistant, text: "7 degrees; rain.", reasoning: "Easy."),
                        Message(
                            role: .user, text: "What is on this?",
                            images: [
                                MessageImage(
                                    .inline(mediaType: "image/png", base64: "iVBORw0KGgo="))
                            ]),
                    ],
                    tools: [
                        ToolDefinition(
                            name: "get_weather", summary: "Tells the weather.", parameters: schema)
                    ])), outputTokensMax: 3000)
        request.sampling.temperature = 0.5
        request.sampling.topP = 0.9
        request.sampling.seed = 7
        return request
    }

    private static func requests(_ kind: ProviderKind) -> [(String, GenerationRequest)] {
        var list = [("rich", rich())]
        var schemaRequest = rich()
        schemaRequest.format = .jsonSchema(schema)
        schemaRequest.isStreamed = false
        list.append(("schema", schemaRequest))
        var thinking = GenerationRequest(
            prompt: .conversation(
                Conversation(
                    messages: [Message(role: .user, text: "Think.")], isThinkingEnabled: true,
                    templateVariables: ["reasoning_effort": "high"])))
        thinking.sampling.topK = 20
        list.append(("thinking", thinking))
        var stops = Make.request()
        stops.stopStrings = ["END"]
        if kind != .openAIResponses { list.append(("stops", stops)) }
        var whole = Make.request(isStreamed: false)
        if kind != .anthropic {
            whole.topLogProbabilities = 3
            whole.format = .jsonObject
        }
        list.append(("whole", whole))
        return list
    }

    @Test func `requests are those that were validated`() throws {
        var entries: [JSONValue] = []
        for kind in ProviderKind.allCases {
            for (name, request) in Self.requests(kind) {
                let wire = try Provider.wireRequest(kind, request, model: "some-model")
                entries.append([
                    "kind": .string(kind.rawValue), "name": .string(name),
                    "path": .string(wire.path), "body": .object(wire.body),
                ])
            }
        }
        let text = JSONValue.array(entries).encoded(.pretty) + "\n"
        if ProcessInfo.processInfo.environment["AIKI_RECORD"] == "1" {
            try Data(text.utf8).write(to: Self.file)
        }
        let expected = try JSONValue(parsing: Array(Data(contentsOf: Self.file)))
        for (made, known) in zip(entries, expected.elements ?? []) { #expect(made == known) }
        #expect(entries.count == expected.elements?.count)
    }

    @Test func `what a protocol has no words for is refused by name`() {
        var grammar = Make.request()
        grammar.format = .grammar("root ::= \"a\"")
        var stops = Make.request()
        stops.stopStrings = ["x"]
        var biased = Make.request()
        biased.sampling.logitBias = [5: 2]
        var adapted = Make.request()
        adapted.adapters = [AdapterChoice(name: "letters")]
        var tokens = Make.request()
        tokens.prompt = .tokens([1, 2])
        var linked = Make.request()
        linked.prompt = .conversation(
            Conversation(messages: [
                Message(
                    role: .user, text: "", images: [MessageImage(.link("https://x.org/a.png"))])
            ]))
        let cases: [(GenerationRequest, [ProviderKind])] = [
            (grammar, [.openAI, .openAIResponses, .openRouter, .anthropic, .gemini]),
            (stops, [.openAIResponses]), (biased, [.openAIResponses, .anthropic, .gemini]),
            (adapted, ProviderKind.allCases), (tokens, ProviderKind.allCases), (linked, [.gemini]),
        ]
        for (request, refusing) in cases {
            for kind in ProviderKind.allCases {
                let isRefused =
                    (try? Provider.wireRequest(kind, request, model: "m")) == nil
                #expect(isRefused == refusing.contains(kind), "\(kind)")
            }
        }
    }

    @Test func `a forced call is asked for in a protocol's own words, and no other form beside it`()
        throws
    {
        func body(_ kind: ProviderKind, _ names: [String]) throws -> JSONValue {
            var request = Self.rich()
            if case .conversation(var conversation) = request.prompt {
                conversation.isThinkingEnabled = true
                request.prompt = .conversation(conversation)
            }
            request.format = .jsonSchema(Self.schema)
            request.forcedTools = names
            return .object(try Provider.wireRequest(kind, request, model: "m").body)
        }
        let chosen: [(ProviderKind, JSONValue, JSONValue)] = [
            (.openAI, ["type": "function", "function": ["name": "f"]], "required"),
            (.openRouter, ["type": "function", "function": ["name": "f"]], "required"),
            (.openAIResponses, ["type": "function", "name": "f"], "required"),
            (.anthropic, ["type": "tool", "name": "f"], ["type": "any"]),
        ]
        for (kind, one, several) in chosen {
            let single = try body(kind, ["f"])
            #expect(single["tool_choice"] == one)
            #expect(try body(kind, ["f", "g"])["tool_choice"] == several)
            for key in ["response_format", "text", "output_config", "thinking"] {
                #expect(single[key] == nil, "\(kind) \(key)")
            }
        }
        let gemini = try body(.gemini, ["f", "g"])
        let calling = gemini["toolConfig"]?["functionCallingConfig"]
        #expect(calling?["mode"] == "ANY")
        #expect(calling?["allowedFunctionNames"]?.elements?.compactMap(\.text) == ["f", "g"])
        #expect(gemini["generationConfig"]?["responseMimeType"] == nil)
        #expect(gemini["generationConfig"]?["responseJsonSchema"] == nil)
        // A server of one's own follows the schema.
        let own = try body(.compatible, ["f"])
        #expect(own["tool_choice"] == nil && own["response_format"] != nil)
    }

    @Test(
        arguments: [
            ("none", nil, nil), ("minimal", "low", "minimal"), ("high", "high", "high"),
            ("max", "max", "high"),
        ] as [(String, String?, String?)])
    func `how hard to think is said in the words that a protocol has`(
        effort: String, anthropic: String?, gemini: String?
    ) throws {
        let request = GenerationRequest(
            prompt: .conversation(
                Conversation(
                    messages: [Message(role: .user, text: "Think.")],
                    templateVariables: ["reasoning_effort": .string(effort)])))
        let messages = try Provider.wireRequest(.anthropic, request, model: "m").body
        #expect(messages["output_config"]?["effort"]?.text == anthropic)
        #expect((messages["thinking"]?["type"] == "disabled") == (effort == "none"))
        let content = try Provider.wireRequest(.gemini, request, model: "m").body
        let thinking = content["generationConfig"]?["thinkingConfig"]
        #expect(thinking?["thinkingLevel"]?.text == gemini)
        #expect((thinking?["thinkingBudget"]?.wholeNumber == 0) == (effort == "none"))
        let chat = try Provider.wireRequest(.openAI, request, model: "m").body
        #expect(chat["reasoning_effort"]?.text == effort)
    }

    @Test func `a model's name cannot lead elsewhere`() throws {
        let wire = try Provider.wireRequest(.gemini, Make.request(), model: "../x?y#z/ä")
        #expect(wire.path.hasPrefix("models/..%2Fx%3Fy%23z%2F%C3%A4:streamGenerateContent"))
    }

    @Test func `only a schema that is closed is promised to be followed to the letter`() throws {
        for (schema, isStrict) in [
            (Self.schema, true), (["type": "object"], false), (["type": "string"], true),
            (
                [
                    "type": "object", "properties": ["a": ["type": "string"]],
                    "additionalProperties": false,
                ], false
            ),
            (["type": "array", "items": ["type": "object", "properties": [:]]], false),
        ] as [(JSONValue, Bool)] {
            var request = Make.request()
            request.format = .jsonSchema(schema)
            let wire = try Provider.wireRequest(.openAI, request, model: "m")
            let format = JSONValue.object(wire.body)["response_format"]?["json_schema"]
            #expect(format?["strict"] == .bool(isStrict))
        }
    }
}
