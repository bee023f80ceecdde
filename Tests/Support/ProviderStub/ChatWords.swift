import AikiBase

/// OpenAI's chat completions, with OpenRouter's and vLLM's additions where they do not disturb.
struct ChatWords: StubWords {
    func events(
        _ answer: StubAnswer, _ request: StubRequest
    ) -> [(name: String, data: String)] {
        var events: [(name: String, data: String)] = []
        func add(_ delta: JSONValue, _ finish: JSONValue = nil) {
            events.append(("", chunk(delta, finish, request).encoded()))
        }
        add(["role": "assistant", "content": ""])
        for piece in answer.reasoning { add(["reasoning_content": .string(piece)]) }
        for piece in answer.pieces { add(["content": .string(piece)]) }
        for (index, call) in answer.calls.enumerated() {
            add([
                "tool_calls": [
                    [
                        "index": .count(index), "id": .string(call.id), "type": "function",
                        "function": ["name": .string(call.name), "arguments": ""],
                    ]
                ]
            ])
            let middle = call.arguments.index(call.arguments.startIndex, offsetBy: 5)
            for piece in [call.arguments[..<middle], call.arguments[middle...]] {
                add([
                    "tool_calls": [
                        ["index": .count(index), "function": ["arguments": .string(String(piece))]]
                    ]
                ])
            }
        }
        add([:], .string(finish(answer)))
        if request.body["stream_options"]?["include_usage"]?.truth == true {
            var object = head("chat.completion.chunk", request)
            object["choices"] = []
            object["usage"] = usage(answer)
            events.append(("", JSONValue.object(object).encoded()))
        }
        events.append(("", "[DONE]"))
        return events
    }

    func whole(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue {
        var message: JSONObject = [
            "role": "assistant", "content": answer.calls.isEmpty ? .string(answer.text) : nil,
            "refusal": nil,
        ]
        if !answer.reasoning.isEmpty { message["reasoning_content"] = .string(answer.thought) }
        if !answer.calls.isEmpty {
            message["tool_calls"] = .array(
                answer.calls.map { call in
                    [
                        "id": .string(call.id), "type": "function",
                        "function": [
                            "name": .string(call.name), "arguments": .string(call.arguments),
                        ],
                    ]
                })
        }
        var object = head("chat.completion", request)
        object["choices"] = [
            [
                "index": 0, "message": .object(message), "logprobs": nil,
                "finish_reason": .string(finish(answer)),
            ]
        ]
        object["usage"] = usage(answer)
        return .object(object)
    }

    private func head(_ kind: String, _ request: StubRequest) -> JSONObject {
        [
            "id": "chatcmpl-stub", "object": .string(kind), "created": 1_760_000_000,
            "model": .string("\(request.model)-2026-01-01"),
        ]
    }

    private func chunk(
        _ delta: JSONValue, _ finish: JSONValue, _ request: StubRequest
    ) -> JSONValue {
        var object = head("chat.completion.chunk", request)
        object["choices"] = [
            ["index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish]
        ]
        return .object(object)
    }

    private func finish(_ answer: StubAnswer) -> String {
        switch answer.ending {
        case .stop: "stop"
        case .length: "length"
        case .calls: "tool_calls"
        }
    }

    private func usage(_ answer: StubAnswer) -> JSONValue {
        [
            "prompt_tokens": .count(answer.promptTokens),
            "completion_tokens": .count(answer.outputTokens),
            "total_tokens": .count(answer.promptTokens + answer.outputTokens),
            "prompt_tokens_details": ["cached_tokens": .count(answer.cachedTokens)],
            "completion_tokens_details": ["reasoning_tokens": .count(answer.reasoningTokens)],
            "cost": 0.000123,
        ]
    }
}
