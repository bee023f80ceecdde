import AikiBase
import AikiDialogue

extension GeminiFormat {
    /// What parts a call's own name from the signature of the thought behind it, which the model
    /// wants back with the call.
    static let signatureMark = "#thought:"

    /// The conversation without its instructions; what one side says in several messages is one.
    func contents(_ messages: [Message]) throws(ProviderError) -> [JSONValue] {
        var names: [String: String] = [:]
        var turns: [(role: String, parts: [JSONValue])] = []
        for message in messages where message.role != .system && message.role != .developer {
            let role = message.role == .assistant ? "model" : "user"
            for call in message.toolCalls { names[call.id] = call.name }
            let parts = try parts(message, names)
            guard !parts.isEmpty else { continue }
            if let last = turns.indices.last, turns[last].role == role {
                turns[last].parts += parts
            } else {
                turns.append((role, parts))
            }
        }
        return turns.map { ["role": .string($0.role), "parts": .array($0.parts)] }
    }

    private func parts(
        _ message: Message, _ names: [String: String]
    ) throws(ProviderError) -> [JSONValue] {
        if message.role == .tool {
            // A result goes by its tool's name here, and is an object.
            let id = message.toolCallID ?? ""
            let name = message.name ?? names[id] ?? id
            let result = (try? JSONValue(parsing: message.text)).flatMap(\.object)
            return [
                [
                    "functionResponse": [
                        "name": .string(name),
                        "response": .object(result ?? ["result": .string(message.text)]),
                    ]
                ]
            ]
        }
        var parts: [JSONValue] = []
        for image in message.images { parts.append(try part(image)) }
        if !message.text.isEmpty { parts.append(["text": .string(message.text)]) }
        for call in message.toolCalls {
            var part: JSONObject = [
                "functionCall": [
                    "name": .string(call.name),
                    "args": call.arguments.object.map(JSONValue.object) ?? [:],
                ]
            ]
            let pieces = call.id.components(partedBy: Self.signatureMark)
            if pieces.count == 2 { part["thoughtSignature"] = .string(pieces[1]) }
            parts.append(.object(part))
        }
        return parts
    }

    private func part(_ image: MessageImage) throws(ProviderError) -> JSONValue {
        switch image.content {
        case .inline(let mediaType, let base64):
            return ["inlineData": ["mimeType": .string(mediaType), "data": .string(base64)]]
        case .link:
            throw .unsupported(
                provider: provider, what: "fetch an image from an address; send it inline")
        }
    }
}

extension String {
    /// The pieces between the places where a mark stands.
    fileprivate func components(partedBy mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
