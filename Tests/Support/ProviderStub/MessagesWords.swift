import AikiBase

/// Anthropic's messages.
struct MessagesWords: StubWords {
    func events(
        _ answer: StubAnswer, _ request: StubRequest
    ) -> [(name: String, data: String)] {
        var events: [(name: String, data: String)] = []
        func add(_ type: String, _ members: JSONObject) {
            var object: JSONObject = ["type": .string(type)]
            for (key, value) in members.pairs { object[key] = value }
            events.append((type, JSONValue.object(object).encoded()))
        }
        var opening = whole(answer, request).object ?? [:]
        opening["content"] = []
        opening["stop_reason"] = .null
        opening["usage"] = usage(answer, output: 1)
        add("message_start", ["message": .object(opening)])
        add("ping", [:])
        var index: Int64 = 0
        func block(_ start: JSONValue, _ deltas: [JSONValue]) {
            add("content_block_start", ["index": .integer(index), "content_block": start])
            for delta in deltas {
                add("content_block_delta", ["index": .integer(index), "delta": delta])
            }
            add("content_block_stop", ["index": .integer(index)])
            index += 1
        }
        if !answer.reasoning.isEmpty {
            block(
                ["type": "thinking", "thinking": "", "signature": ""],
                answer.reasoning.map { ["type": "thinking_delta", "thinking": .string($0)] }
                    + [["type": "signature_delta", "signature": "c2ln"]])
        }
        if !answer.pieces.isEmpty {
            block(
                ["type": "text", "text": ""],
                answer.pieces.map { ["type": "text_delta", "text": .string($0)] })
        }
        for call in answer.calls {
            let middle = call.arguments.index(call.arguments.startIndex, offsetBy: 5)
            let pieces = [call.arguments[..<middle], call.arguments[middle...]]
            block(
                [
                    "type": "tool_use", "id": .string(call.id), "name": .string(call.name),
                    "input": [:],
                ],
                pieces.map { ["type": "input_json_delta", "partial_json": .string(String($0))] })
        }
        add(
            "message_delta",
            [
                "delta": ["stop_reason": .string(reason(answer)), "stop_sequence": nil],
                "usage": ["output_tokens": .count(answer.outputTokens)],
            ])
        add("message_stop", [:])
        return events
    }

    func whole(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue {
        var blocks: [JSONValue] = []
        if !answer.reasoning.isEmpty {
            blocks.append([
                "type": "thinking", "thinking": .string(answer.thought), "signature": "c2ln",
            ])
        }
        if !answer.pieces.isEmpty {
            blocks.append(["type": "text", "text": .string(answer.text), "citations": nil])
        }
        for call in answer.calls {
            blocks.append([
                "type": "tool_use", "id": .string(call.id), "name": .string(call.name),
                "input": (try? JSONValue(parsing: call.arguments)) ?? [:],
            ])
        }
        return [
            "id": "msg_stub", "type": "message", "role": "assistant",
            "model": .string("\(request.model)-2026-01-01"), "content": .array(blocks),
            "stop_reason": .string(reason(answer)), "stop_sequence": nil,
            "usage": usage(answer, output: answer.outputTokens),
        ]
    }

    private func usage(_ answer: StubAnswer, output: Int) -> JSONValue {
        [
            "input_tokens": .count(answer.promptTokens - answer.cachedTokens),
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": .count(answer.cachedTokens),
            "output_tokens": .count(output),
        ]
    }

    private func reason(_ answer: StubAnswer) -> String {
        switch answer.ending {
        case .stop: "end_turn"
        case .length: "max_tokens"
        case .calls: "tool_use"
        }
    }
}
