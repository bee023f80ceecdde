import AikiBase
import AikiDialogue
import AikiServer
import Testing

/// Goal: a request is read strictly, and what is wrong is named by its path. Method: a good request
/// with one member changed, for each parameter; cut and mutated bodies.
@Suite struct RequestReadingTests {
    private static let chat: JSONObject = [
        "model": "tiny", "messages": [["role": "user", "content": "hi"]],
    ]

    private func refusal(_ changes: (String, JSONValue)...) -> APIError? {
        var body = Self.chat
        for (key, value) in changes { body[key] = value }
        do {
            _ = try ChatRequest(body)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ("model", 3), ("model", nil), ("messages", nil), ("messages", []), ("messages", "hi"),
            ("temperature", "1"), ("temperature", -0.1), ("temperature", 2.1), ("top_p", 1.1),
            ("top_p", []), ("top_k", 1.5), ("top_k", -2), ("min_p", -1), ("typical_p", 2),
            ("repeat_penalty", 0), ("presence_penalty", 2.5), ("frequency_penalty", "x"),
            ("seed", 1.5), ("seed", "7"), ("n", 0), ("n", 9), ("n", "2"), ("stop", 3),
            ("stop", [1]),
            ("stop", ""), ("max_tokens", 0), ("max_tokens", "many"), ("max_completion_tokens", -1),
            ("stream", "true"), ("stream", 1), ("stream_options", true), ("logprobs", 1),
            ("logit_bias", ["x": 1]), ("logit_bias", ["1": 101]), ("logit_bias", [1]),
            ("logit_bias", ["-1": 1]), ("tools", "f"), ("tools", [["type": "magic"]]),
            ("tool_choice", "perhaps"), ("tool_choice", ["function": ["name": "nobody"]]),
            ("response_format", "json"), ("response_format", ["type": "yaml"]),
            ("response_format", ["type": "json_schema"]), ("grammar", 1), ("functions", []),
            ("audio", [:]), ("modalities", ["audio"]), ("chat_template_kwargs", 1),
            ("reasoning_effort", 3), ("lora", "x"), ("lora", [1]), ("lora", [["scale": 1]]),
            ("lora", [["id": 0]]), ("lora", [["id": "a", "scale": 101]]),
            ("lora", [["id": "a", "scale": "1"]]), ("keep_alive", "soon"), ("keep_alive", []),
            ("keep_alive", "5x"), ("keep_alive", ""), ("keep_alive", "m"), ("keep_alive", "nan"),
            ("user", 3), ("user", "a\u{0}b"), ("safety_identifier", "\u{0}"), ("model", "a\u{0}"),
        ] as [(String, JSONValue)])
    func `A wrong parameter is refused by its name`(key: String, value: JSONValue) {
        let error = refusal((key, value))
        #expect(error?.status == 400)
        #expect(error?.param?.hasPrefix(key) == true)
        #expect(error?.message.contains(key) == true)
    }

    @Test func `Adapters are read with their strengths`() throws {
        var body = Self.chat
        body["lora"] = [["id": "letters", "scale": 0.5], ["id": "tone"]]
        let expected = [
            AdapterChoice(name: "letters", scale: 0.5), AdapterChoice(name: "tone", scale: 1),
        ]
        #expect(try ChatRequest(body).generations.map(\.adapters) == [expected])
        body["prompt"] = "x"
        #expect(try CompletionRequest(body).generations.map(\.adapters) == [expected])
        let limit = RequestLimits.adaptersMax
        body["lora"] = .array(Array(repeating: ["id": "a"], count: limit))
        #expect(try ChatRequest(body).generation.adapters.count == limit)
        body["lora"] = .array(Array(repeating: ["id": "a"], count: limit + 1))
        #expect(throws: APIError.self) { try ChatRequest(body) }
        for scale in [RequestLimits.adapterScaleMax, -RequestLimits.adapterScaleMax] {
            body["lora"] = [["id": "a", "scale": .number(scale)]]
            #expect(try ChatRequest(body).generation.adapters[0].scale == scale)
        }
    }

    @Test(
        arguments: [
            (0, .after(.zero)), (-1, .forever), ("-1", .forever), ("5m", .after(.seconds(300))),
            ("1h30m", .after(.seconds(5400))), ("500ms", .after(.milliseconds(500))),
            (90.5, .after(.seconds(90.5))), ("24h", .after(.seconds(86_400))),
            (31_536_000, .after(.seconds(31_536_000))), (31_536_001, .forever),
        ] as [(JSONValue, KeepAlive)])
    func `The time a model stays is read as Ollama does`(value: JSONValue, time: KeepAlive) throws {
        var body = Self.chat
        body["keep_alive"] = value
        #expect(try ChatRequest(body).shared.keepAlive == time)
        #expect(
            try EmbeddingRequest(["model": "m", "input": "x", "keep_alive": value])
                .keepAlive == time)
    }

    @Test func `null counts as absent for every optional parameter`() {
        for key in [
            "temperature", "top_p", "n", "stop", "max_tokens", "seed", "stream", "tools",
            "logprobs",
            "tool_choice", "response_format", "logit_bias", "stream_options", "user", "grammar",
        ] {
            #expect(refusal((key, .null)) == nil)
        }
    }

    @Test(
        arguments: [
            (["role": "robot", "content": "x"], "messages[0].role"),
            (["role": "user"], "messages[0].content"),
            (["role": "user", "content": 3], "messages[0].content"),
            (
                ["role": "user", "content": [["type": "image_url"]]],
                "messages[0].content[0].image_url"
            ),
            (
                [
                    "role": "user",
                    "content": [["type": "image_url", "image_url": ["url": "file:///x"]]],
                ], "messages[0].content[0].image_url.url"
            ),
            (["role": "user", "content": [["type": "audio"]]], "messages[0].content[0]"),
            (["role": "user", "content": [["type": "text"]]], "messages[0].content[0].text"),
            (["role": "tool", "content": "x"], "messages[0].tool_call_id"),
            (
                ["role": "assistant", "tool_calls": [["id": "c"]]],
                "messages[0].tool_calls[0].function"
            ),
            ("hi", "messages[0]"),
        ] as [(JSONValue, String)])
    func `A wrong message is refused by its path`(message: JSONValue, path: String) {
        #expect(refusal(("messages", [message]))?.param == path)
    }

    @Test func `Everything a request may hold reaches the model`() throws {
        let body: JSONObject = [
            "model": "tiny",
            "messages": [
                ["role": "system", "content": "s"],
                [
                    "role": "user",
                    "content": [
                        ["type": "text", "text": "a"], ["type": "text", "text": "b"],
                        [
                            "type": "image_url",
                            "image_url": ["url": "data:image/png;base64,AAAA"],
                        ],
                    ],
                ],
                [
                    "role": "assistant", "content": nil,
                    "tool_calls": [
                        [
                            "id": "c1", "type": "function",
                            "function": ["name": "f", "arguments": "{\"z\":1,\"a\":2}"],
                        ]
                    ],
                ],
                ["role": "tool", "tool_call_id": "c1", "content": "r"],
            ],
            "temperature": 0.5, "top_p": 0.9, "top_k": 5, "min_p": 0.1, "typical_p": 0.8,
            "repeat_penalty": 1.1, "presence_penalty": 0.5, "frequency_penalty": -0.5,
            "logit_bias": ["7": -100, "8": 1.5], "seed": 11, "stop": ["x", "yy"],
            "max_tokens": 5, "max_completion_tokens": 6, "logprobs": true, "top_logprobs": 4,
            "response_format": ["type": "json_object"], "reasoning_effort": "low",
            "chat_template_kwargs": ["enable_thinking": false, "more": 1],
            "tools": [
                ["type": "function", "function": ["name": "f", "parameters": ["z": 1, "a": 2]]]
            ],
        ]
        let request = try ChatRequest(body)
        let generation = request.generation
        #expect(generation.sampling.temperature == 0.5)
        #expect(generation.sampling.topK == 5)
        #expect(generation.sampling.logitBias == [7: -.infinity, 8: 1.5])
        #expect(generation.outputTokensMax == 6)
        #expect(generation.stopStrings == ["x", "yy"])
        #expect(generation.topLogProbabilities == 4)
        #expect(generation.format == .jsonObject)
        guard case .conversation(let conversation) = generation.prompt else {
            Issue.record("no conversation")
            return
        }
        #expect(conversation.messages.map(\.text) == ["s", "a\nb", "", "r"])
        #expect(conversation.messages[2].toolCalls[0].arguments.object?.keys == ["z", "a"])
        #expect(conversation.isThinkingEnabled == false)
        #expect(conversation.templateVariables == ["reasoning_effort": "low", "more": 1])
        #expect(conversation.tools[0].parameters.object?.keys == ["z", "a"])
        #expect(request.ignored.isEmpty)
    }

    @Test func `Limits hold at the limit and refuse one past it`() {
        func messages(_ count: Int) -> JSONValue {
            .array(Array(repeating: ["role": "user", "content": "x"], count: count))
        }
        #expect(refusal(("messages", messages(RequestLimits.messagesMax))) == nil)
        #expect(refusal(("messages", messages(RequestLimits.messagesMax + 1)))?.code == "too_many")
        let stops = { (count: Int) in JSONValue.array(Array(repeating: "x", count: count)) }
        #expect(refusal(("stop", stops(RequestLimits.stopStringsMax))) == nil)
        #expect(refusal(("stop", stops(RequestLimits.stopStringsMax + 1)))?.code == "too_many")
        let long = { (count: Int) in JSONValue.string(String(repeating: "x", count: count)) }
        #expect(refusal(("stop", long(RequestLimits.stopStringBytesMax))) == nil)
        #expect(refusal(("stop", long(RequestLimits.stopStringBytesMax + 1))) != nil)
        for key in ["user", "safety_identifier"] {
            #expect(refusal((key, long(RequestLimits.userBytesMax))) == nil)
            #expect(refusal((key, long(RequestLimits.userBytesMax + 1)))?.param == key)
        }
        let top = Int64(RequestLimits.topLogProbabilitiesMax)
        #expect(refusal(("logprobs", true), ("top_logprobs", .integer(top))) == nil)
        #expect(refusal(("logprobs", true), ("top_logprobs", .integer(top + 1))) != nil)
        #expect(refusal(("n", .integer(Int64(RequestLimits.choicesMax)))) == nil)
        let tools = { (count: Int) in
            JSONValue.array(
                Array(repeating: ["type": "function", "function": ["name": "f"]], count: count))
        }
        #expect(refusal(("tools", tools(RequestLimits.toolsMax))) == nil)
        #expect(refusal(("tools", tools(RequestLimits.toolsMax + 1)))?.code == "too_many")
    }

    /// The ledger keeps both, and its database would end a text there.
    @Test func `U+0000 in a model's name is refused wherever a model is asked`() {
        let body: JSONObject = ["model": "a\u{0}b", "prompt": "x", "input": "x"]
        #expect(throws: APIError.invalid("model", "'model' holds U+0000.")) {
            try CompletionRequest(body)
        }
        #expect(throws: APIError.invalid("model", "'model' holds U+0000.")) {
            try EmbeddingRequest(body)
        }
    }

    @Test func `Settings that contradict each other are refused`() {
        #expect(refusal(("top_logprobs", 2))?.param == "top_logprobs")
        #expect(refusal(("stream_options", ["include_usage": true]))?.param == "stream_options")
        #expect(refusal(("tool_choice", "required"))?.param == "tool_choice")
        #expect(
            refusal(("grammar", "root ::= \"a\""), ("response_format", ["type": "text"]))?.param
                == "grammar")
    }

    @Test func `A forced call of a tool without parameters has none`() throws {
        func arguments(_ parameters: JSONValue?) throws -> JSONValue? {
            var function: JSONObject = ["name": "f"]
            function["parameters"] = parameters
            var body = Self.chat
            body["tools"] = [["type": "function", "function": .object(function)]]
            body["tool_choice"] = "required"
            guard case .jsonSchema(let schema) = try ChatRequest(body).generation.format else {
                return nil
            }
            return schema["properties"]?["arguments"]
        }
        let empty: [JSONValue?] = [nil, ["type": "object"], ["type": "object", "properties": [:]]]
        for parameters in empty {
            #expect(try arguments(parameters)?["additionalProperties"] == false)
        }
        let open: [JSONValue] = [
            ["type": "object", "properties": ["a": ["type": "string"]]],
            ["type": "object", "additionalProperties": true],
            ["type": "object", "patternProperties": ["^x": ["type": "string"]]],
            ["anyOf": [["type": "object"]]],
        ]
        for parameters in open {
            #expect(try arguments(parameters) == parameters)
        }
    }

    @Test func `A forced call of several tools may be any of them, with shared definitions`() throws
    {
        var body = Self.chat
        let tool = { (name: JSONValue, kind: JSONValue) -> JSONValue in
            [
                "type": "function",
                "function": [
                    "name": name,
                    "parameters": ["$ref": "#/$defs/d", "$defs": ["d": ["type": kind]]],
                ],
            ]
        }
        body["tools"] = [tool("f", "object"), tool("g", "object")]
        body["tool_choice"] = "required"
        guard case .jsonSchema(let schema) = try ChatRequest(body).generation.format else {
            Issue.record("no schema")
            return
        }
        #expect(schema["anyOf"]?.elements?.count == 2)
        #expect(try ChatRequest(body).generation.forcedTools == ["f", "g"])
        body["tool_choice"] = ["type": "function", "function": ["name": "g"]]
        #expect(try ChatRequest(body).generation.forcedTools == ["g"])
        body["tool_choice"] = "auto"
        #expect(try ChatRequest(body).generation.forcedTools == [])
        body["tool_choice"] = "required"
        #expect(schema["$defs"]?["d"]?["type"] == "object")
        body["tools"] = [tool("f", "object"), tool("g", "string")]
        #expect(throws: APIError.self) { try ChatRequest(body) }
    }

    @Test func `Prompts come in four forms`() throws {
        func prompts(_ value: JSONValue) throws -> [Prompt] {
            try CompletionRequest(["model": "tiny", "prompt": value]).prompts
        }
        #expect(try prompts("a") == [.text("a")])
        #expect(try prompts(["a", "b"]) == [.text("a"), .text("b")])
        #expect(try prompts([1, 2]) == [.tokens([1, 2])])
        #expect(try prompts([[1], [2, 3]]) == [.tokens([1]), .tokens([2, 3])])
        for wrong in [[], 1, [1, "a"], ["a", 1], [[]], [-1], [1.5], [2_147_483_648]] as [JSONValue]
        {
            #expect(throws: APIError.self) { try prompts(wrong) }
        }
    }

    @Test func `A body cut anywhere or changed anywhere is read or refused, and nothing worse`() {
        let text = """
            {"model":"tiny","messages":[{"role":"user","content":"hé"}],"stop":["x"],"n":2,
            "logit_bias":{"1":2},"tools":[{"type":"function","function":{"name":"f"}}],"seed":1}
            """
        let bytes = Array(text.utf8)
        var random = SeededRandom(seed: 7)
        for index in 0..<4000 {
            var changed = bytes
            if index < bytes.count {
                changed = Array(bytes[..<index])
            } else {
                for _ in 0..<3 {
                    let place = Int.random(in: 0..<changed.count, using: &random)
                    changed[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                }
            }
            guard let object = (try? JSONValue(parsing: changed))?.object else { continue }
            _ = try? ChatRequest(object)
            _ = try? CompletionRequest(object)
            _ = try? EmbeddingRequest(object)
        }
    }
}
