import AikiBase
import AikiDialogue

extension StoredAnswer {
    var json: JSONValue {
        var object: JSONObject = [
            "text": .string(text), "reasoning": .string(reasoning),
            "reason": .string(completion.reason.rawValue),
            "calls": ToolCallCoding.json(of: completion.toolCalls),
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
            let calls = json["calls"].flatMap({ try? ToolCallCoding.calls(of: $0) }),
            let promptTokens = json["prompt_tokens"]?.wholeNumber,
            let outputTokens = json["output_tokens"]?.wholeNumber
        else { return nil }
        var completion = Completion(
            reason: reason, usage: Usage(promptTokens: promptTokens, outputTokens: outputTokens),
            stopString: json["stop"]?.text)
        completion.toolCalls = calls
        completion.remote = json["provider"]?.text.map {
            RemoteCall(provider: $0, servedModel: json["served_model"]?.text, attempts: 0)
        }
        self.init(text: text, reasoning: reasoning, completion: completion)
    }
}
