package import AikiBase
import AikiDialogue

/// Reads the chunks of a chat completion, or the whole of one.
package struct ChatReader: WireReader {
    package mutating func read(
        _ event: ServerSentEvent, into answer: inout WireAnswer
    ) throws(WireProblem) {
        if event.data.elementsEqual("[DONE]".utf8) {
            answer.isEnded = true
            return
        }
        let chunk = try JSONValue(chunk: event.data)
        try readHead(chunk, into: &answer)
        guard let choice = chunk["choices"]?.elements?.first else {
            // The chunk with the usage has no choice, nor have those with a filter's verdict.
            return
        }
        if let delta = choice["delta"], delta != .null {
            try readMessage(delta, into: &answer)
        }
        try readEnding(choice, into: &answer)
    }

    package mutating func readWhole(
        _ value: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        try readHead(value, into: &answer)
        guard let choice = value["choices"]?.elements?.first, let message = choice["message"]
        else { throw .malformed("an answer without 'choices'") }
        try readMessage(message, into: &answer)
        try readEnding(choice, into: &answer)
        answer.isEnded = true
    }

    private func readHead(
        _ object: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard object.object != nil else { throw .malformed("an event that is no object") }
        if let error = object["error"], error != .null { throw .reported(error) }
        if let model = object["model"]?.text { answer.servedModel = model }
        if let id = object["id"]?.text { answer.requestID = id }
        guard let usage = object["usage"], usage.object != nil else { return }
        answer.usage.promptTokens = usage["prompt_tokens"]?.tokenCount ?? 0
        answer.usage.outputTokens = usage["completion_tokens"]?.tokenCount ?? 0
        let prompt = usage["prompt_tokens_details"]
        // DeepSeek tells its cache beside the details.
        answer.usage.cachedTokens =
            (prompt?["cached_tokens"] ?? usage["prompt_cache_hit_tokens"])?.tokenCount ?? 0
        answer.usage.cacheWriteTokens = prompt?["cache_write_tokens"]?.tokenCount ?? 0
        answer.usage.reasoningTokens =
            usage["completion_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0
        if let cost = usage["cost"]?.real, cost >= 0, cost < 1e6 {
            // Rounded up, but not for the last bits of a fraction that was none.
            answer.costMicros = Int64((cost * 1e6 - 1e-3).rounded(.up))
        }
    }

    private func readMessage(
        _ delta: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        if let text = delta["content"]?.text { answer.text += text }
        if let text = delta["refusal"]?.text { answer.text += text }
        if let text = (delta["reasoning_content"] ?? delta["reasoning"])?.text {
            answer.reasoning += text
        }
        for (place, call) in (delta["tool_calls"]?.elements ?? []).enumerated() {
            let key = call["index"]?.wholeNumber ?? place
            try answer.updateCall(String(key)) { partial in
                if let id = call["id"]?.text, !id.isEmpty { partial.id = id }
                if let name = call["function"]?["name"]?.text { partial.name += name }
                switch call["function"]?["arguments"] {
                case .string(let text)?: partial.arguments += text
                case .object(let object)?: partial.arguments += JSONValue.object(object).encoded()
                default: break
                }
            }
        }
    }

    private func readEnding(
        _ choice: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        for entry in choice["logprobs"]?["content"]?.elements ?? [] {
            if let token = TokenProbability(wire: entry) { answer.tokens.append(token) }
        }
        guard let word = choice["finish_reason"]?.text else { return }
        switch word {
        case "stop", "eos", "end_turn": answer.reason = answer.hasCalls ? .toolCalls : .stop
        case "length", "max_tokens": answer.reason = .length
        case "tool_calls", "function_call": answer.reason = .toolCalls
        case "content_filter": throw .withheld("its content filter ended the answer")
        case "error": throw .reported(code: "error", message: "the answer ended with an error")
        default: answer.reason = .stop
        }
    }
}

extension JSONValue {
    /// Reads the data of an event.
    init(chunk data: [UInt8]) throws(WireProblem) {
        do {
            self = try JSONValue(parsing: data)
        } catch {
            throw .malformed("an event that is no JSON (\(error.message))")
        }
    }
}

extension WireProblem {
    /// An error as a provider reports it in the middle of an answer.
    static func reported(_ error: JSONValue) -> WireProblem {
        let fault = WireFault(error)
        let number = error["code"]?.wholeNumber.map(String.init)
        return .reported(
            code: fault.code.isEmpty ? number ?? "error" : fault.code,
            message: fault.message.isEmpty ? "no reason is given" : fault.message)
    }
}
