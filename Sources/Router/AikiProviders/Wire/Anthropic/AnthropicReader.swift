package import AikiBase
import AikiDialogue

/// Reads the events of a message, or the whole of one.
package struct AnthropicReader: WireReader {
    package mutating func read(
        _ event: ServerSentEvent, into answer: inout WireAnswer
    ) throws(WireProblem) {
        let value = try JSONValue(chunk: event.data)
        switch value["type"]?.text ?? event.name {
        case "message_start":
            readHead(value["message"] ?? .null, into: &answer)
        case "content_block_start":
            guard let block = value["content_block"] else { return }
            try readBlock(block, key: Self.key(value), isWhole: false, into: &answer)
        case "content_block_delta":
            try readDelta(value["delta"] ?? .null, key: Self.key(value), into: &answer)
        case "message_delta":
            readUsage(value["usage"], into: &answer)
            if let delta = value["delta"] { try readEnding(delta, into: &answer) }
        case "message_stop":
            answer.isEnded = true
        case "error": throw .reported(value["error"] ?? .null)
        default: break
        }
    }

    package mutating func readWhole(
        _ value: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard let blocks = value["content"]?.elements else {
            throw .malformed("a message without 'content'")
        }
        readHead(value, into: &answer)
        for (index, block) in blocks.enumerated() {
            try readBlock(block, key: String(index), isWhole: true, into: &answer)
        }
        try readEnding(value, into: &answer)
        answer.isEnded = true
    }

    private static func key(_ value: JSONValue) -> String {
        String(value["index"]?.wholeNumber ?? 0)
    }

    private func readHead(_ message: JSONValue, into answer: inout WireAnswer) {
        if let id = message["id"]?.text { answer.requestID = id }
        if let model = message["model"]?.text { answer.servedModel = model }
        readUsage(message["usage"], into: &answer)
    }

    private func readBlock(
        _ block: JSONValue, key: String, isWhole: Bool, into answer: inout WireAnswer
    ) throws(WireProblem) {
        switch block["type"]?.text {
        case "text": answer.text += block["text"]?.text ?? ""
        case "thinking": answer.reasoning += block["thinking"]?.text ?? ""
        case "tool_use":
            try answer.updateCall(key) { partial in
                partial.id = block["id"]?.text ?? ""
                partial.name = block["name"]?.text ?? ""
                // In a stream the input starts empty and comes in pieces.
                if isWhole, let input = block["input"] { partial.arguments = input.encoded() }
            }
        default: break
        }
    }

    private func readDelta(
        _ delta: JSONValue, key: String, into answer: inout WireAnswer
    ) throws(WireProblem) {
        switch delta["type"]?.text {
        case "text_delta": answer.text += delta["text"]?.text ?? ""
        case "thinking_delta": answer.reasoning += delta["thinking"]?.text ?? ""
        case "input_json_delta":
            let piece = delta["partial_json"]?.text ?? ""
            try answer.updateCall(key) { $0.arguments += piece }
        default: break
        }
    }

    /// The prompt is told in three parts: what was new, what was kept, what was found kept. Later
    /// numbers are totals and take the place of earlier ones.
    private func readUsage(_ usage: JSONValue?, into answer: inout WireAnswer) {
        guard let usage, usage.object != nil else { return }
        var fresh =
            answer.usage.promptTokens - answer.usage.cachedTokens - answer.usage.cacheWriteTokens
        if let count = usage["input_tokens"] { fresh = count.tokenCount }
        if let count = usage["cache_read_input_tokens"] {
            answer.usage.cachedTokens = count.tokenCount
        }
        if let count = usage["cache_creation_input_tokens"] {
            answer.usage.cacheWriteTokens = count.tokenCount
        }
        answer.usage.promptTokens =
            fresh + answer.usage.cachedTokens + answer.usage.cacheWriteTokens
        if let count = usage["output_tokens"] { answer.usage.outputTokens = count.tokenCount }
        if let count = usage["output_tokens_details"]?["thinking_tokens"] {
            answer.usage.reasoningTokens = count.tokenCount
        }
    }

    private func readEnding(
        _ message: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard let word = message["stop_reason"]?.text else { return }
        switch word {
        case "max_tokens", "model_context_window_exceeded": answer.reason = .length
        case "tool_use": answer.reason = .toolCalls
        case "refusal": throw .withheld("it declines to answer")
        case "stop_sequence":
            answer.reason = .stop
            answer.stopString = message["stop_sequence"]?.text
        default: answer.reason = .stop
        }
    }
}
