package import AikiBase
package import AikiDialogue

/// One choice of a chat answer while it grows: what the model writes goes in, what the client is
/// told comes out.
package struct ChatChoice {
    /// A piece of what the client is told.
    package enum Piece: Sendable, Equatable {
        /// Reasoning before the answer.
        case reasoning(String)
        /// The answer.
        case content(String)
        /// A whole call of a tool.
        case call(index: Int, ToolCall)
    }

    /// The answer so far.
    package private(set) var content = ""
    /// The reasoning so far.
    package private(set) var reasoning = ""
    /// The calls so far.
    package private(set) var calls: [ToolCall] = []
    /// The tokens so far, where they were asked for.
    package private(set) var tokens: [TokenProbability] = []
    /// How it ended.
    package private(set) var completion: Completion?

    private var reasoningReader = ReasoningReader()
    private var callReader: ToolCallReader?

    /// Begins a choice; calls are looked for only where there are tools.
    package init(tools: [ToolDefinition]) {
        callReader = tools.isEmpty ? nil : ToolCallReader(tools: tools)
    }

    /// Takes what the model wrote.
    package mutating func push(_ delta: GenerationEvent.Delta) -> [Piece] {
        tokens += delta.tokens
        var pieces: [Piece] = []
        if !delta.reasoning.isEmpty { pieces.append(take(reasoning: delta.reasoning)) }
        pieces += reasoningReader.push(delta.text).flatMap { take($0) }
        return pieces
    }

    /// Takes the end.
    package mutating func finish(_ completion: Completion) -> [Piece] {
        self.completion = completion
        var pieces = reasoningReader.finish().flatMap { take($0) }
        pieces += callReader?.finish().map { take($0) } ?? []
        pieces += completion.toolCalls.map { take($0) }
        return pieces
    }

    /// OpenAI's word for how it ended, `null` while it has not.
    package var finishReason: JSONValue {
        completion?.reason.word(callsTools: !calls.isEmpty) ?? .null
    }

    /// The choice as a whole, for an answer that is not streamed.
    package func json(index: Int, reportsTokens: Bool) -> JSONValue {
        var message: JSONObject = ["role": "assistant"]
        message["content"] = content.isEmpty && !calls.isEmpty ? .null : .string(content)
        message["refusal"] = .null
        if !reasoning.isEmpty { message["reasoning_content"] = .string(reasoning) }
        if !calls.isEmpty { message["tool_calls"] = .array(calls.map(\.json)) }
        return [
            "index": .integer(Int64(index)), "message": .object(message),
            "logprobs": reportsTokens ? TokenProbability.chatObject(tokens) : .null,
            "finish_reason": finishReason,
        ]
    }

    private mutating func take(_ output: ReasoningReader.Output) -> [Piece] {
        switch output {
        case .reasoning(let text): return [take(reasoning: text)]
        case .answer(let text):
            guard let outputs = callReader?.push(text) else { return [take(.text(text))] }
            return outputs.map { take($0) }
        }
    }

    private mutating func take(_ output: ToolCallReader.Output) -> Piece {
        switch output {
        case .text(let text):
            content += text
            return .content(text)
        case .call(let name, let arguments):
            return take(ToolCall(id: AnswerID.make("call_"), name: name, arguments: arguments))
        }
    }

    private mutating func take(reasoning text: String) -> Piece {
        reasoning += text
        return .reasoning(text)
    }

    private mutating func take(_ call: ToolCall) -> Piece {
        calls.append(call)
        return .call(index: calls.count - 1, call)
    }
}

extension ToolCall {
    /// OpenAI's object: the arguments are a string of JSON.
    package var json: JSONValue {
        [
            "id": .string(id), "type": "function",
            "function": [
                "name": .string(name), "arguments": .string(arguments.text ?? arguments.encoded()),
            ],
        ]
    }
}

extension ChatChoice.Piece {
    /// The `delta` of a chunk.
    package var delta: JSONValue {
        switch self {
        case .reasoning(let text): return ["reasoning_content": .string(text)]
        case .content(let text): return ["content": .string(text)]
        case .call(let index, let call):
            var object: JSONObject = ["index": .integer(Int64(index))]
            for (key, value) in call.json.object?.pairs ?? [] { object[key] = value }
            return ["tool_calls": [.object(object)]]
        }
    }
}
