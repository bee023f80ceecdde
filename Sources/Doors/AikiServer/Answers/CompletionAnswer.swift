package import AikiBase
package import AikiDialogue

/// The objects of an answer to `/v1/completions`.
package struct CompletionAnswer: AnswerShape {
    private struct Choice {
        var text: String
        var tokens: [TokenProbability] = []
        var completion: Completion?
        /// Bytes of text that tokens before the next chunk have filled.
        var textOffset: Int
    }

    private let head: AnswerHead
    private let reportsTokens: Bool
    private let includesUsage: Bool
    private let promptChoices: Int
    private var choices: [Choice]

    /// Begins the answer to a request.
    package init(_ request: CompletionRequest, head: AnswerHead) {
        self.head = head
        reportsTokens = request.generation.topLogProbabilities != nil
        includesUsage = request.shared.includesUsage
        promptChoices = request.shared.choiceCount
        choices = request.generations.indices.map { index in
            let echo = request.echo(choice: index)
            return Choice(text: echo, textOffset: echo.count)
        }
    }

    /// What each choice echoes, where it does.
    package func opening() -> [JSONObject] {
        choices.indices.compactMap { index in
            choices[index].text.isEmpty ? nil : chunk(index, text: choices[index].text)
        }
    }

    /// A chunk for each piece, and one for the end.
    package mutating func chunks(choice index: Int, _ event: GenerationEvent) -> [JSONObject] {
        switch event {
        case .prefill: return []
        case .delta(let delta):
            let offset = choices[index].textOffset
            choices[index].text += delta.text
            choices[index].tokens += delta.tokens
            choices[index].textOffset += delta.tokens.reduce(0) { $0 + $1.characterCount }
            guard !delta.text.isEmpty || (reportsTokens && !delta.tokens.isEmpty) else { return [] }
            return [chunk(index, text: delta.text, tokens: delta.tokens, offset: offset)]
        case .finished(let completion):
            choices[index].completion = completion
            return [chunk(index, text: "", finish: completion.reason.word(callsTools: false))]
        }
    }

    /// The usage of all choices.
    package func usageChunk() -> JSONObject? {
        guard includesUsage else { return nil }
        var object = head.object("text_completion", choices: [])
        object["usage"] = usage
        return object
    }

    /// The answer that is not streamed.
    package func whole() -> JSONObject {
        let objects = choices.enumerated().map { index, choice -> JSONValue in
            let offset = choice.textOffset - choice.tokens.reduce(0) { $0 + $1.characterCount }
            return json(
                index, text: choice.text, tokens: choice.tokens, offset: offset,
                finish: choice.completion?.reason.word(callsTools: false) ?? .null)
        }
        var object = head.object("text_completion", choices: objects)
        object["usage"] = usage
        return object
    }

    private var usage: JSONValue {
        Usage.json(choices.compactMap(\.completion?.usage), promptChoices: promptChoices)
    }

    private func chunk(
        _ index: Int, text: String, tokens: [TokenProbability] = [], offset: Int = 0,
        finish: JSONValue = .null
    ) -> JSONObject {
        let choice = json(index, text: text, tokens: tokens, offset: offset, finish: finish)
        var object = head.object("text_completion", choices: [choice])
        if includesUsage { object["usage"] = .null }
        return object
    }

    private func json(
        _ index: Int, text: String, tokens: [TokenProbability], offset: Int, finish: JSONValue
    ) -> JSONValue {
        let reports = reportsTokens && !tokens.isEmpty
        return [
            "index": .integer(Int64(index)), "text": .string(text),
            "logprobs": reports ? logProbabilities(tokens, offset: offset) : .null,
            "finish_reason": finish,
        ]
    }

    /// OpenAI's older form: four arrays side by side.
    private func logProbabilities(_ tokens: [TokenProbability], offset: Int) -> JSONValue {
        var offsets: [JSONValue] = []
        var position = offset
        for token in tokens {
            offsets.append(.integer(Int64(position)))
            position += token.characterCount
        }
        return [
            "tokens": .array(tokens.map { .string($0.text) }),
            "token_logprobs": .array(
                tokens.map { .number(TokenProbability.bounded($0.logProbability)) }),
            "top_logprobs": .array(
                tokens.map { token in
                    var best = JSONObject()
                    for alternative in token.alternatives {
                        let text = String(decoding: alternative.bytes, as: UTF8.self)
                        // Two half characters look alike; the more probable one comes first.
                        guard best[text] == nil else { continue }
                        best[text] = .number(TokenProbability.bounded(alternative.logProbability))
                    }
                    return .object(best)
                }),
            "text_offset": .array(offsets),
        ]
    }
}

extension TokenProbability {
    /// The token as text; half characters become U+FFFD.
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
    /// How many characters of text it makes.
    fileprivate var characterCount: Int { text.count }
}
