import AikiBase
import AikiDialogue
import AikiServer
import Testing

/// Goal: an answer has the shape that OpenAI's SDKs read. Method: a stand-in model behind a real
/// server on a real socket.
@Suite(.timeLimit(.minutes(1))) struct ChatTests {
    private static let hello: JSONValue = [
        "model": "tiny", "messages": [["role": "user", "content": "Grüße 👋🏽"]],
    ]

    @Test func `An answer that is not streamed is one object`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", Self.hello)
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "application/json")
            #expect(reply.headers["x-request-id"]?.hasPrefix("req_") == true)
            let json = reply.json
            #expect(json["object"] == "chat.completion")
            #expect(json["created"] == 1_700_000_000)
            #expect(json["model"] == "tiny")
            let choice = json["choices"]?.elements?.first
            #expect(choice?["index"] == 0)
            #expect(choice?["message"]?["role"] == "assistant")
            #expect(choice?["message"]?["content"] == "Grüße 👋🏽")
            #expect(choice?["finish_reason"] == "stop")
            #expect(choice?["logprobs"] == .null)
            #expect(json["usage"]?["prompt_tokens"] == 3)
            #expect(json["usage"]?["completion_tokens"] == 7)
            #expect(json["usage"]?["total_tokens"] == 10)
            #expect(json["usage"]?["prompt_tokens_details"]?["cached_tokens"] == 1)
        }
    }

    @Test func `What the loop tells of the turn stands beside the answer, streamed or not`()
        async throws
    {
        var script = StandInModel.Script()
        script.turn = ["turn": "t1"]
        try await RunningServer.run(StandInDirectory(StandInModel(script))) { server in
            let whole = try await server.post("/v1/chat/completions", Self.hello)
            #expect(whole.json["aiki"] == ["turn": "t1"])
            var body = Self.hello.object ?? [:]
            body["stream"] = true
            let streamed = try await server.post("/v1/chat/completions", .object(body))
            let told = streamed.chunks.filter { $0["aiki"] != nil }
            #expect(told.map { $0["aiki"] } == [["turn": "t1"]])
            #expect(told.first?["choices"]?.elements?[0]["finish_reason"] == "stop")
        }
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", Self.hello)
            #expect(reply.json["aiki"] == nil)
        }
    }

    @Test func `A stream has the role first, null reasons, a reason, usage and DONE`() async throws
    {
        var body = Self.hello.object ?? [:]
        body["stream"] = true
        body["stream_options"] = ["include_usage": true]
        let request = JSONValue.object(body)
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", request)
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "text/event-stream; charset=utf-8")
            #expect(reply.events.last == "[DONE]")
            let chunks = reply.chunks
            #expect(Set(chunks.map { $0["id"]?.text }).count == 1)
            #expect(chunks.allSatisfy { $0["object"] == "chat.completion.chunk" })
            #expect(chunks[0]["choices"]?.elements?[0]["delta"]?["role"] == "assistant")
            let usage = chunks.last
            #expect(usage?["choices"] == [])
            #expect(usage?["usage"]?["completion_tokens"] == 7)
            let rest = chunks.dropLast()
            #expect(rest.allSatisfy { $0["usage"] == .null })
            let reasons = rest.map { $0["choices"]?.elements?[0]["finish_reason"] }
            #expect(reasons.last == "stop")
            #expect(reasons.dropLast().allSatisfy { $0 == .null })
            let text = rest.compactMap { $0["choices"]?.elements?[0]["delta"]?["content"]?.text }
            #expect(text.joined() == "Grüße 👋🏽")
        }
    }

    @Test func `Several choices differ in their seeds and the first keeps the request's`()
        async throws
    {
        var body = Self.hello.object ?? [:]
        body["n"] = 3
        body["seed"] = -5
        let request = JSONValue.object(body)
        let model = StandInModel()
        try await RunningServer.run(StandInDirectory(model)) { server in
            let reply = try await server.post("/v1/chat/completions", request)
            let choices = reply.json["choices"]?.elements ?? []
            #expect(choices.map { $0["index"]?.wholeNumber } == [0, 1, 2])
            #expect(reply.json["usage"]?["prompt_tokens"] == 3)
            #expect(reply.json["usage"]?["completion_tokens"] == 21)
            let again = try await server.post("/v1/chat/completions", request)
            #expect(again.status == 200)
        }
        let seeds = model.requests.compactMap(\.sampling.seed)
        #expect(seeds.count == 6)
        #expect(Set(seeds).count == 3)
        #expect(seeds.contains(UInt64(bitPattern: -5)))
    }

    @Test func `Log-probabilities come with their bytes and alternatives`() async throws {
        var body = Self.hello.object ?? [:]
        body["logprobs"] = true
        body["top_logprobs"] = 2
        let whole = JSONValue.object(body)
        body["stream"] = true
        let streamed = JSONValue.object(body)
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", whole)
            let content = reply.json["choices"]?.elements?[0]["logprobs"]?["content"]
            let tokens = content?.elements ?? []
            #expect(tokens.count == 7)
            #expect(tokens[2]["token"] == "ü")
            #expect(tokens[2]["bytes"] == [0xC3, 0xBC])
            #expect(tokens[2]["logprob"] == -0.5)
            #expect(tokens[2]["top_logprobs"]?.elements?.count == 2)
            #expect(tokens[2]["top_logprobs"]?.elements?[1]["logprob"] == -9999.0)
            let chunks = try await server.post("/v1/chat/completions", streamed).chunks
            let streamedTokens = chunks.flatMap {
                $0["choices"]?.elements?[0]["logprobs"]?["content"]?.elements ?? []
            }
            #expect(streamedTokens == tokens)
        }
    }

    @Test func `A limit of tokens ends an answer with length`() async throws {
        var body = Self.hello.object ?? [:]
        body["max_completion_tokens"] = 2
        let request = JSONValue.object(body)
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", request)
            let choice = reply.json["choices"]?.elements?.first
            #expect(choice?["finish_reason"] == "length")
            #expect(choice?["message"]?["content"] == "Gr")
        }
    }

    @Test func `Unknown parameters are ignored and named`() async throws {
        var body = Self.hello.object ?? [:]
        body["temprature"] = 1
        body["user"] = "someone"
        body["bad\r\nname"] = 1
        let request = JSONValue.object(body)
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post("/v1/chat/completions", request)
            #expect(reply.status == 200)
            #expect(reply.headers["x-aiki-ignored"] == "temprature")
        }
    }

    /// A provider is told of a forced call in its own protocol, and answers in it.
    @Test func `A forced call may come as a call of its own, beside what is said`() {
        let tool = ToolDefinition(name: "f", summary: nil, parameters: ["type": "object"])
        let call = ToolCall(id: "c", name: "f", arguments: ["x": 1])
        for text in ["", "I call it."] {
            var choice = ChatChoice(.required([tool]))
            let pushed = choice.push(.init(text: text))
            #expect(pushed.isEmpty)
            let pieces = choice.finish(
                Completion(reason: .toolCalls, usage: Usage(), toolCalls: [call]))
            let said: [ChatChoice.Piece] = text.isEmpty ? [] : [.content(text)]
            #expect(pieces == said + [.call(index: 0, call)])
            #expect(choice.finishReason == "tool_calls")
        }
    }

    @Test func `Calls of tools come out whole and streamed, offered or forced`() async throws {
        let offered = StandInModel(
            name: "auto",
            .init(answer: "Sure ", toolCalls: [ToolCall(id: "c", name: "f", arguments: ["x": 1])]))
        let forced = StandInModel(
            name: "required", .init(answer: #"{"name": "f", "arguments": {"x": 1}}"#))
        try await RunningServer.run(StandInDirectory(offered, forced)) { server in
            for name in ["auto", "required"] {
                var body = Self.hello.object ?? [:]
                body["model"] = .string(name)
                body["tool_choice"] = .string(name)
                body["tools"] = [["type": "function", "function": ["name": "f"]]]
                let reply = try await server.post("/v1/chat/completions", .object(body))
                let choice = reply.json["choices"]?.elements?.first
                #expect(choice?["finish_reason"] == "tool_calls")
                #expect(choice?["message"]?["content"] == (name == "auto" ? "Sure " : .null))
                let call = choice?["message"]?["tool_calls"]?.elements?.first
                #expect(call?["type"] == "function")
                #expect(call?["function"]?["name"] == "f")
                #expect(call?["function"]?["arguments"] == #"{"x":1}"#)
                body["stream"] = true
                let chunks = try await server.post("/v1/chat/completions", .object(body)).chunks
                let calls = chunks.flatMap {
                    $0["choices"]?.elements?[0]["delta"]?["tool_calls"]?.elements ?? []
                }
                #expect(calls.count == 1)
                #expect(calls.first?["index"] == 0)
                #expect(calls.first?["function"]?["arguments"] == #"{"x":1}"#)
                #expect(chunks.last?["choices"]?.elements?[0]["finish_reason"] == "tool_calls")
            }
        }
        guard case .jsonSchema(let schema) = forced.requests[0].format else {
            Issue.record("no schema")
            return
        }
        #expect(schema["properties"]?["name"]?["const"] == "f")
        #expect(offered.requests[0].format == .text)
    }
}
