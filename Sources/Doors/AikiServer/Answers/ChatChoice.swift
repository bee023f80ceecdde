package import AikiBase
package import AikiDialogue

/// One choice of a chat answer while it grows: what the model writes goes in, what the client is
/// told comes out.
///
/// A model hands over its calls of tools at the end. Where a call is forced, the schema makes the
/// text itself the call: it is held back and read as one.
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

    private let isCallForced: Bool
    private var held = ""

    /// Begins a choice.
    package init(_ choice: ToolFields.Choice) {
        if case .required = choice { isCallForced = true } else { isCallForced = false }
    }

    /// Takes what the model wrote.
    package mutating func push(_ delta: GenerationEvent.Delta) -> [Piece] {
        tokens += delta.tokens
        var pieces: [Piece] = []
        if !delta.reasoning.isEmpty {
            reasoning += delta.reasoning
            pieces.append(.reasoning(delta.reasoning))
        }
        if isCallForced {
            held += delta.text
        } else if !delta.text.isEmpty {
            content += delta.text
            pieces.append(.content(delta.text))
        }
        return pieces
    }

    /// Takes the end.
    package mutating func finish(_ completion: Completion) -> [Piece] {
        self.completion = completion
        var found = completion.toolCalls
        if isCallForced, found.isEmpty, let call = Self.readForcedCall(held) {
            found = [call]
            held = ""
        }
        var pieces: [Piece] = []
        // What was to be a call and is none, cut off by a limit perhaps, is not lost.
        if !held.isEmpty {
            content += held
            pieces.append(.content(held))
        }
        for call in found {
            pieces.append(.call(index: calls.count, call))
            calls.append(call)
        }
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

    /// The call that a text following ``ToolFields/forcedSchema()`` is.
    private static func readForcedCall(_ text: String) -> ToolCall? {
        guard let value = try? JSONValue(parsing: text), let name = value["name"]?.text,
            let arguments = value["arguments"], arguments.object != nil
        else { return nil }
        return ToolCall(id: AnswerID.make("call_"), name: name, arguments: arguments)
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
