package import AikiBase
import AikiDialogue

/// Reads the pieces of generated content. The stream has no mark at its end: its last piece is the
/// one that says why it ends.
package struct GeminiReader: WireReader {
    private var callCount = 0

    package mutating func read(
        _ event: ServerSentEvent, into answer: inout WireAnswer
    ) throws(WireProblem) {
        try readPiece(try JSONValue(chunk: event.data), into: &answer)
    }

    package mutating func readWhole(
        _ value: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        // Without `alt=sse` a stream is an array of pieces.
        for piece in value.elements ?? [value] { try readPiece(piece, into: &answer) }
        guard answer.reason != nil else { throw .malformed("an answer that does not say its end") }
        answer.isEnded = true
    }

    private mutating func readPiece(
        _ value: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        guard value.object != nil else { throw .malformed("a piece that is no object") }
        if let error = value["error"] { throw .reported(error) }
        if let model = value["modelVersion"]?.text { answer.servedModel = model }
        if let id = value["responseId"]?.text { answer.requestID = id }
        readUsage(value["usageMetadata"], into: &answer)
        if let reason = value["promptFeedback"]?["blockReason"]?.text {
            throw .withheld("the prompt is blocked (\(reason.prefix(40)))")
        }
        guard let candidate = value["candidates"]?.elements?.first else { return }
        for part in candidate["content"]?["parts"]?.elements ?? [] {
            try readPart(part, into: &answer)
        }
        for entry in candidate["logprobsResult"]?["chosenCandidates"]?.elements ?? [] {
            guard let token = entry["token"]?.text,
                let probability = entry["logProbability"]?.real
            else { continue }
            answer.tokens.append(
                TokenProbability(id: -1, bytes: Array(token.utf8), logProbability: probability))
        }
        try readEnding(candidate["finishReason"]?.text, into: &answer)
        answer.isEnded = answer.reason != nil
    }

    private mutating func readPart(
        _ part: JSONValue, into answer: inout WireAnswer
    ) throws(WireProblem) {
        if let text = part["text"]?.text {
            if part["thought"]?.truth == true {
                answer.reasoning += text
            } else {
                answer.text += text
            }
        }
        guard let call = part["functionCall"] else { return }
        let name = call["name"]?.text ?? ""
        let own = call["id"]?.text ?? "call_\(callCount)_\(name)"
        let signature = part["thoughtSignature"]?.text
        callCount += 1
        try answer.updateCall(String(callCount)) { partial in
            partial.id = own + (signature.map { GeminiFormat.signatureMark + $0 } ?? "")
            partial.name = name
            partial.arguments = call["args"]?.encoded() ?? "{}"
        }
    }

    private func readUsage(_ usage: JSONValue?, into answer: inout WireAnswer) {
        guard let usage, usage.object != nil else { return }
        let thoughts = usage["thoughtsTokenCount"]?.tokenCount ?? 0
        answer.usage.promptTokens =
            (usage["promptTokenCount"]?.tokenCount ?? 0)
            + (usage["toolUsePromptTokenCount"]?.tokenCount ?? 0)
        answer.usage.cachedTokens = usage["cachedContentTokenCount"]?.tokenCount ?? 0
        answer.usage.outputTokens = (usage["candidatesTokenCount"]?.tokenCount ?? 0) + thoughts
        answer.usage.reasoningTokens = thoughts
    }

    private func readEnding(
        _ word: String?, into answer: inout WireAnswer
    ) throws(WireProblem) {
        switch word {
        case nil, "FINISH_REASON_UNSPECIFIED"?: break
        case "STOP"?: answer.reason = answer.hasCalls ? .toolCalls : .stop
        case "MAX_TOKENS"?: answer.reason = .length
        case "MALFORMED_FUNCTION_CALL"?, "UNEXPECTED_TOOL_CALL"?, "MALFORMED_RESPONSE"?, "OTHER"?,
            "MISSING_THOUGHT_SIGNATURE"?, "TOO_MANY_TOOL_CALLS"?:
            throw .reported(code: word ?? "", message: "the answer could not be finished")
        case let reason?: throw .withheld("its filter ended the answer (\(reason.prefix(40)))")
        }
    }
}
