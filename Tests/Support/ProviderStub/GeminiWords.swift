import AikiBase

/// Gemini's generateContent.
struct GeminiWords: StubWords {
    func events(
        _ answer: StubAnswer, _ request: StubRequest
    ) -> [(name: String, data: String)] {
        var pieces: [[JSONValue]] = answer.reasoning.map {
            [["text": .string($0), "thought": true]]
        }
        pieces += answer.pieces.map { [["text": .string($0)]] }
        pieces += answer.calls.map { [call($0)] }
        return pieces.enumerated().map { index, parts in
            let isLast = index == pieces.count - 1
            return ("", piece(parts, isLast: isLast, answer, request).encoded())
        }
    }

    func whole(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue {
        var parts: [JSONValue] = []
        if !answer.reasoning.isEmpty {
            parts.append(["text": .string(answer.thought), "thought": true])
        }
        if !answer.pieces.isEmpty { parts.append(["text": .string(answer.text)]) }
        parts += answer.calls.map(call)
        return piece(parts, isLast: true, answer, request)
    }

    private func call(_ call: StubAnswer.Call) -> JSONValue {
        [
            "functionCall": [
                "id": .string(call.id), "name": .string(call.name),
                "args": (try? JSONValue(parsing: call.arguments)) ?? [:],
            ],
            "thoughtSignature": "c2ln",
        ]
    }

    private func piece(
        _ parts: [JSONValue], isLast: Bool, _ answer: StubAnswer, _ request: StubRequest
    ) -> JSONValue {
        var candidate: JSONObject = [
            "content": ["parts": .array(parts), "role": "model"], "index": 0,
        ]
        if isLast {
            candidate["finishReason"] = answer.ending == .length ? "MAX_TOKENS" : "STOP"
        }
        let output = answer.outputTokens - answer.reasoningTokens
        return [
            "candidates": [.object(candidate)],
            "usageMetadata": [
                "promptTokenCount": .count(answer.promptTokens),
                "cachedContentTokenCount": .count(answer.cachedTokens),
                "candidatesTokenCount": .count(output),
                "thoughtsTokenCount": .count(answer.reasoningTokens),
                "totalTokenCount": .count(answer.promptTokens + answer.outputTokens),
            ],
            "modelVersion": .string("\(request.model)-2026-01-01"), "responseId": "stub",
        ]
    }
}
