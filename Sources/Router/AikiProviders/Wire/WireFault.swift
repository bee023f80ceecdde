import AikiBase

/// An error as a provider tells it, with the status of an answer.
struct WireFault: Equatable {
    /// The provider's word for it.
    var code = ""
    /// The provider's sentence.
    var message = ""
    /// When to come again, where the body says so.
    var retryAfter: Duration?
    /// Whether the prompt is too long.
    var isContext = false
    /// Whether nothing is left to pay with.
    var isMoney = false
    /// Whether there is no such model.
    var isModel = false

    /// The most characters of a provider's sentence that are passed on.
    static let messageCharactersMax = 400

    /// Reads `{"error": {"message", "code", "type"}}` in the forms of OpenAI, OpenRouter, Anthropic
    /// and Gemini, which may also wrap it in an array; and a plain `{"error": "…"}`.
    init(_ body: JSONValue?) {
        let outer = body?.elements?.first ?? body
        let error = outer?["error"] ?? outer
        message = error?["message"]?.text ?? error?.text ?? ""
        let words = [
            error?["code"]?.text, error?["status"]?.text, error?["type"]?.text,
        ].compactMap { $0 }
        code = words.first ?? ""
        for detail in error?["details"]?.elements ?? [] {
            guard let text = detail["retryDelay"]?.text, text.hasSuffix("s"),
                let seconds = Double(text.dropLast()), seconds >= 0, seconds < 86_400
            else { continue }
            retryAfter = .milliseconds(Int64(seconds * 1000))
        }
        let lowered = message.lowercased()
        isContext =
            words.contains("context_length_exceeded") || words.contains("exceed_context_size_error")
            || lowered.contains("context length") || lowered.contains("prompt is too long")
            || lowered.contains("context window")
            || lowered.contains("exceeds the maximum number of tokens")
        isMoney =
            words.contains("insufficient_quota") || words.contains("billing_error")
            || words.contains("insufficient_credits") || lowered.contains("credit balance")
        isModel = words.contains("model_not_found") || words.contains("not_found_error")
        if message.count > Self.messageCharactersMax {
            message = String(message.prefix(Self.messageCharactersMax)) + "…"
        }
    }
}
