import AikiBase
import AikiDialogue

extension StoredAnswer {
    var json: JSONValue {
        var object: JSONObject = [
            "text": .string(text), "reasoning": .string(reasoning),
            "reason": .string(completion.reason.rawValue),
            "calls": .array(
                completion.toolCalls.map {
                    ["id": .string($0.id), "name": .string($0.name), "arguments": $0.arguments]
                }),
            "prompt_tokens": .integer(Int64(completion.usage.promptTokens)),
            "output_tokens": .integer(Int64(completion.usage.outputTokens)),
        ]
        object["stop"] = completion.stopString.map { .string($0) }
        object["provider"] = completion.remote.map { .string($0.provider) }
        object["served_model"] = completion.remote?.servedModel.map { .string($0) }
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let text = json["text"]?.text, let reasoning = json["reasoning"]?.text,
            let reason = json["reason"]?.text.flatMap(FinishReason.init),
            let calls = json["calls"]?.elements,
            let promptTokens = json["prompt_tokens"]?.wholeNumber,
            let outputTokens = json["output_tokens"]?.wholeNumber
        else { return nil }
        var completion = Completion(
            reason: reason, usage: Usage(promptTokens: promptTokens, outputTokens: outputTokens),
            stopString: json["stop"]?.text)
        completion.toolCalls = calls.compactMap { call in
            guard let id = call["id"]?.text, let name = call["name"]?.text,
                let arguments = call["arguments"]
            else { return nil }
            return ToolCall(id: id, name: name, arguments: arguments)
        }
        guard completion.toolCalls.count == calls.count else { return nil }
        completion.remote = json["provider"]?.text.map {
            RemoteCall(provider: $0, servedModel: json["served_model"]?.text, attempts: 0)
        }
        self.init(text: text, reasoning: reasoning, completion: completion)
    }
}
