import AikiBase

/// OpenAI's responses.
struct ResponsesWords: StubWords {
    func events(
        _ answer: StubAnswer, _ request: StubRequest
    ) -> [(name: String, data: String)] {
        var events: [(name: String, data: String)] = []
        var number: Int64 = 0
        func add(_ type: String, _ members: JSONObject) {
            var object: JSONObject = ["type": .string(type), "sequence_number": .integer(number)]
            for (key, value) in members.pairs { object[key] = value }
            number += 1
            events.append((type, JSONValue.object(object).encoded()))
        }
        var opening = response(answer, request).object ?? [:]
        opening["status"] = "in_progress"
        opening["output"] = []
        opening["usage"] = nil
        add("response.created", ["response": .object(opening)])
        add("response.in_progress", ["response": .object(opening)])
        var index: Int64 = 0
        for item in items(answer) {
            add("response.output_item.added", ["output_index": .integer(index), "item": item])
            addPieces(of: item, index, answer, add)
            add("response.output_item.done", ["output_index": .integer(index), "item": item])
            index += 1
        }
        let ending = answer.ending == .length ? "response.incomplete" : "response.completed"
        add(ending, ["response": response(answer, request)])
        return events
    }

    private func addPieces(
        of item: JSONValue, _ index: Int64, _ answer: StubAnswer,
        _ add: (String, JSONObject) -> Void
    ) {
        let place: JSONObject = ["item_id": item["id"] ?? nil, "output_index": .integer(index)]
        switch item["type"]?.text {
        case "reasoning":
            for piece in answer.reasoning {
                var members = place
                members["summary_index"] = 0
                members["delta"] = .string(piece)
                add("response.reasoning_summary_text.delta", members)
            }
        case "message":
            for piece in answer.pieces {
                var members = place
                members["content_index"] = 0
                members["delta"] = .string(piece)
                members["logprobs"] = []
                add("response.output_text.delta", members)
            }
            var members = place
            members["content_index"] = 0
            members["text"] = .string(answer.text)
            members["logprobs"] = []
            add("response.output_text.done", members)
        default:
            var members = place
            members["delta"] = item["arguments"]
            add("response.function_call_arguments.delta", members)
        }
    }

    func whole(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue {
        response(answer, request)
    }

    private func items(_ answer: StubAnswer) -> [JSONValue] {
        var items: [JSONValue] = []
        if !answer.reasoning.isEmpty {
            items.append([
                "id": "rs_stub", "type": "reasoning",
                "summary": [["type": "summary_text", "text": .string(answer.thought)]],
            ])
        }
        if !answer.pieces.isEmpty {
            items.append([
                "id": "msg_stub", "type": "message", "status": "completed", "role": "assistant",
                "content": [
                    [
                        "type": "output_text", "text": .string(answer.text), "annotations": [],
                        "logprobs": [],
                    ]
                ],
            ])
        }
        for call in answer.calls {
            items.append([
                "id": "fc_stub", "type": "function_call", "status": "completed",
                "call_id": .string(call.id), "name": .string(call.name),
                "arguments": .string(call.arguments),
            ])
        }
        return items
    }

    private func response(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue {
        let isCut = answer.ending == .length
        return [
            "id": "resp_stub", "object": "response", "created_at": 1_760_000_000,
            "status": isCut ? "incomplete" : "completed", "error": nil,
            "incomplete_details": isCut ? ["reason": "max_output_tokens"] : nil,
            "instructions": nil, "metadata": [:],
            "model": .string("\(request.model)-2026-01-01"), "output": .array(items(answer)),
            "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto", "tools": [],
            "top_p": 1,
            "usage": [
                "input_tokens": .count(answer.promptTokens),
                "input_tokens_details": [
                    "cached_tokens": .count(answer.cachedTokens), "cache_write_tokens": 0,
                ],
                "output_tokens": .count(answer.outputTokens),
                "output_tokens_details": ["reasoning_tokens": .count(answer.reasoningTokens)],
                "total_tokens": .count(answer.promptTokens + answer.outputTokens),
            ],
        ]
    }
}
