package import AikiBase
package import AikiDialogue

/// The objects of an answer to `/v1/chat/completions`.
package struct ChatAnswer: AnswerShape {
    private let head: AnswerHead
    private let reportsTokens: Bool
    private let includesUsage: Bool
    private var choices: [ChatChoice]

    /// Begins the answer to a request.
    package init(_ request: ChatRequest, head: AnswerHead) {
        self.head = head
        reportsTokens = request.generation.topLogProbabilities != nil
        includesUsage = request.shared.includesUsage
        let choice = ChatChoice(request.tools.choice)
        choices = Array(repeating: choice, count: request.shared.choiceCount)
    }

    /// A chunk for each choice that names the role.
    package func opening() -> [JSONObject] {
        choices.indices.map { index in
            chunk(index, delta: ["role": "assistant", "content": "", "refusal": nil])
        }
    }

    /// A chunk for each piece; tokens go with the first, the ending goes alone.
    package mutating func chunks(choice index: Int, _ event: GenerationEvent) -> [JSONObject] {
        switch event {
        case .prefill: return []
        case .delta(let delta):
            let pieces = choices[index].push(delta)
            var tokens = reportsTokens ? delta.tokens : []
            var objects: [JSONObject] = []
            for piece in pieces {
                objects.append(chunk(index, delta: piece.delta, tokens: tokens))
                tokens = []
            }
            // Tokens whose text is held back are reported when they are there, with no text.
            if !tokens.isEmpty { objects.append(chunk(index, delta: [:], tokens: tokens)) }
            return objects
        case .finished(let completion):
            let pieces = choices[index].finish(completion)
            var objects = pieces.map { chunk(index, delta: $0.delta) }
            var ending = chunk(index, delta: [:], finish: choices[index].finishReason)
            ending[Self.turnField] = completion.turn.map(JSONValue.object)
            objects.append(ending)
            return objects
        }
    }

    /// The usage of all choices.
    package func usageChunk() -> JSONObject? {
        guard includesUsage else { return nil }
        var object = head.object("chat.completion.chunk", choices: [])
        object["usage"] = usage
        return object
    }

    /// The answer that is not streamed.
    package func whole() -> JSONObject {
        let objects = choices.enumerated().map { index, choice in
            choice.json(index: index, reportsTokens: reportsTokens)
        }
        var object = head.object("chat.completion", choices: objects)
        object["usage"] = usage
        object[Self.turnField] = choices.first?.completion?.turn.map(JSONValue.object)
        return object
    }

    /// What the loop tells of the turn, beside OpenAI's own fields.
    private static let turnField = "aiki"

    private var usage: JSONValue {
        Usage.json(choices.compactMap(\.completion?.usage), promptChoices: choices.count)
    }

    private func chunk(
        _ index: Int, delta: JSONValue, tokens: [TokenProbability] = [], finish: JSONValue = .null
    ) -> JSONObject {
        let choice: JSONValue = [
            "index": .integer(Int64(index)), "delta": delta,
            "logprobs": tokens.isEmpty ? .null : TokenProbability.chatObject(tokens),
            "finish_reason": finish,
        ]
        var object = head.object("chat.completion.chunk", choices: [choice])
        if includesUsage { object["usage"] = .null }
        return object
    }
}
