package import AikiBase
import AikiDialogue

/// Reads the events of a response, or the whole of one.
package struct ResponsesReader: WireReader {
    package mutating func read(
        _ event: ServerSentEvent, into answer: inout WireAnswer
    ) throws(WireProblem) {
        // Some who speak this protocol end it as they end chat completions.
        guard !event.data.elementsEqual("[DONE]".utf8) else { return }
        let value = try JSONValue(chunk: event.data)
        switch value["type"]?.text ?? event.name {
        case "response.output_text.delta", "response.refusal.delta":
            answer.text += value["delta"]?.text ?? ""
            addTokens(value, &answer)
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
            answer.reasoning += value["delta"]?.text ?? ""
        case "response.output_item.done":
            if let item = value["item"] { try readCall(item, into: &answer) }
        case "response.created", "response.in_progress", "response.queued":
            readHead(value["response"] ?? .null, into: &answer)
        case "response.completed", "response.incomplete", "response.failed":
            guard let response = value["response"] else {
                throw .malformed("an ending without its 'response'")
            }
            readHead(response, into: &answer)
            try readEnding(response, into: &answer)
        case "error":
            throw .reported(value["error"] ?? value)
        default: break
        }
    }

    package mutating func readWhole(
        _ value: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard let output = value["output"]?.elements else {
            throw .malformed("a response without 'output'")
        }
        readHead(value, into: &answer)
        for item in output {
            switch item["type"]?.text {
            case "message":
                for part in item["content"]?.elements ?? [] {
                    answer.text += (part["text"] ?? part["refusal"])?.text ?? ""
                    addTokens(part, &answer)
                }
            case "reasoning":
                let parts = (item["summary"]?.elements ?? []) + (item["content"]?.elements ?? [])
                for part in parts { answer.reasoning += part["text"]?.text ?? "" }
            default: try readCall(item, into: &answer)
            }
        }
        try readEnding(value, into: &answer)
    }

    private func addTokens(_ value: JSONValue, _ answer: inout WireAnswer) {
        for entry in value["logprobs"]?.elements ?? [] {
            if let token = TokenProbability(wire: entry) { answer.tokens.append(token) }
        }
    }

    private func readCall(
        _ item: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard item["type"]?.text == "function_call" else { return }
        guard let id = item["call_id"]?.text, let name = item["name"]?.text else {
            throw .malformed("a call without its name")
        }
        try answer.updateCall(id) { partial in
            partial.id = id
            partial.name = name
            partial.arguments = item["arguments"]?.text ?? ""
        }
    }

    private func readHead(_ response: JSONValue, into answer: inout WireAnswer) {
        if let id = response["id"]?.text { answer.requestID = id }
        if let model = response["model"]?.text { answer.servedModel = model }
        guard let usage = response["usage"], usage.object != nil else { return }
        answer.usage.promptTokens = usage["input_tokens"]?.tokenCount ?? 0
        answer.usage.cachedTokens =
            usage["input_tokens_details"]?["cached_tokens"]?.tokenCount ?? 0
        answer.usage.outputTokens = usage["output_tokens"]?.tokenCount ?? 0
        answer.usage.reasoningTokens =
            usage["output_tokens_details"]?["reasoning_tokens"]?.tokenCount ?? 0
    }

    private func readEnding(
        _ response: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        switch response["status"]?.text {
        case "completed": answer.reason = answer.hasCalls ? .toolCalls : .stop
        case "incomplete":
            let reason = response["incomplete_details"]?["reason"]?.text ?? ""
            guard reason != "content_filter" else {
                throw .withheld("its content filter ended the answer")
            }
            answer.reason = .length
        case "cancelled": throw .reported(code: "cancelled", message: "it was cancelled there")
        case "failed": throw .reported(response["error"] ?? .null)
        case let other: throw .malformed("an ending with the status '\(other ?? "none")'")
        }
        answer.isEnded = true
    }
}
