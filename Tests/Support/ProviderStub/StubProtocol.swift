import AikiBase

/// Which provider's words are spoken, by the path.
enum StubProtocol {
    case chat, responses, messages, gemini

    init?(path: String) {
        let plain = path.prefix { $0 != "?" }
        if plain.hasSuffix("/chat/completions") {
            self = .chat
        } else if plain.hasSuffix("/responses") {
            self = .responses
        } else if plain.hasSuffix("/messages") {
            self = .messages
        } else if plain.contains("enerateContent") {
            self = .gemini
        } else {
            return nil
        }
    }

    /// An error object in the provider's words.
    func error(_ status: Int, code: String, _ message: String) -> JSONValue {
        switch self {
        case .chat, .responses:
            [
                "error": [
                    "message": .string(message), "type": .string(code), "param": nil,
                    "code": .string(code),
                ]
            ]
        case .messages:
            [
                "type": "error",
                "error": ["type": .string(code), "message": .string(message)],
                "request_id": "req_stub",
            ]
        case .gemini:
            [
                "error": [
                    "code": .integer(Int64(status)), "message": .string(message),
                    "status": .string(code),
                ]
            ]
        }
    }
}
