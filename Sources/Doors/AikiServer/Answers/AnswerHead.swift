package import AikiBase
package import AikiDialogue

/// What every object of one answer carries.
package struct AnswerHead: Sendable {
    /// The answer's name.
    package var id: String
    /// The model, as the client named it.
    package var model: String
    /// Seconds since 1970.
    package var createdSeconds: Int
    /// What must be equal for a seed to give the same text again.
    package var fingerprint: String

    /// Makes a head.
    package init(id: String, model: String, createdSeconds: Int, fingerprint: String) {
        self.id = id
        self.model = model
        self.createdSeconds = createdSeconds
        self.fingerprint = fingerprint
    }

    /// The object around some choices.
    package func object(_ kind: String, choices: [JSONValue]) -> JSONObject {
        [
            "id": .string(id), "object": .string(kind), "created": .integer(Int64(createdSeconds)),
            "model": .string(model), "system_fingerprint": .string(fingerprint),
            "choices": .array(choices),
        ]
    }
}

extension Usage {
    /// OpenAI's usage object for the answers to some prompts.
    ///
    /// - Parameters:
    ///   - usages: of each answer, in order.
    ///   - promptChoices: how many of the answers share a prompt, which counts once.
    /// - Returns: the object.
    package static func json(_ usages: [Usage], promptChoices: Int) -> JSONValue {
        var prompt = 0
        var cached = 0
        var output = 0
        for (index, usage) in usages.enumerated() {
            output += usage.outputTokens
            guard index % promptChoices == 0 else { continue }
            prompt += usage.promptTokens
            cached += usage.cachedTokens
        }
        return [
            "prompt_tokens": .integer(Int64(prompt)),
            "completion_tokens": .integer(Int64(output)),
            "total_tokens": .integer(Int64(prompt + output)),
            "prompt_tokens_details": ["cached_tokens": .integer(Int64(cached))],
        ]
    }
}

extension FinishReason {
    /// OpenAI's word, where a call of a tool was found by us in what the model wrote.
    package func word(callsTools: Bool) -> JSONValue {
        self == .stop && callsTools ? "tool_calls" : .string(rawValue)
    }
}
