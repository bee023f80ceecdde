package import AikiBase
package import AikiDialogue

/// Reads the messages of a conversation as OpenAI's clients send them.
package enum MessageFields {
    /// Reads the whole list.
    package static func read(_ elements: [JSONValue]) throws(APIError) -> [Message] {
        guard !elements.isEmpty else {
            throw .invalid("messages", "'messages' is empty; there must be at least one message.")
        }
        var messages: [Message] = []
        messages.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            messages.append(try read(element, path: "messages[\(index)]"))
        }
        return messages
    }

    private static func read(_ element: JSONValue, path: String) throws(APIError) -> Message {
        var fields = try FieldReader(element, path: path)
        let word = try fields.requiredString("role")
        guard let role = Role(rawValue: word) else {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(
                "\(path).role", "'\(path).role' is '\(word.prefix(40))'; known are \(known).")
        }
        var message = Message(role: role, text: "")
        message.name = try fields.string("name")
        if role == .assistant {
            message.toolCalls = try readToolCalls(&fields)
            message.reasoning = try fields.string("reasoning_content")
        }
        if role == .tool {
            message.toolCallID = try fields.requiredString("tool_call_id")
        }
        if let content = fields.value("content") {
            (message.text, message.images) = try readContent(content, path: "\(path).content")
        } else if message.toolCalls.isEmpty, role != .assistant {
            throw .invalid("\(path).content", "'\(path).content' is missing.")
        }
        return message
    }

    /// A string, or parts whose texts are joined by line breaks, and the images among them.
    private static func readContent(
        _ content: JSONValue, path: String
    ) throws(APIError) -> (text: String, images: [MessageImage]) {
        if let text = content.text { return (text, []) }
        guard let parts = content.elements else {
            throw .wrongType(path, expected: "a string or an array of parts", got: content)
        }
        guard parts.count <= RequestLimits.partsMax else {
            throw .tooMany(path, count: parts.count, limit: RequestLimits.partsMax)
        }
        var texts: [String] = []
        var images: [MessageImage] = []
        for (index, part) in parts.enumerated() {
            var fields = try FieldReader(part, path: "\(path)[\(index)]")
            switch try fields.requiredString("type") {
            case "text", "input_text", "output_text":
                texts.append(try fields.requiredString("text"))
            case "refusal":
                texts.append(try fields.requiredString("refusal"))
            case "image_url":
                images.append(try readImage(&fields))
            case let kind:
                throw APIError(
                    status: 400, code: "unsupported_content", param: "\(path)[\(index)]",
                    message: "'\(path)[\(index)]' is of type '\(kind.prefix(40))'; "
                        + "only text and images can be read.")
            }
        }
        return (texts.joined(separator: "\n"), images)
    }

    /// `{"image_url": {"url": "data:image/png;base64,…"}}`; whether it can be seen is the model's.
    private static func readImage(_ fields: inout FieldReader) throws(APIError) -> MessageImage {
        let path = fields.path("image_url")
        guard let object = try fields.object("image_url") else {
            throw .invalid(path, "'\(path)' is missing.")
        }
        var reader = FieldReader(object, path: path)
        guard let image = MessageImage(address: try reader.requiredString("url")) else {
            throw .invalid(
                "\(path).url", "'\(path).url' is neither a web address nor a base64 data: image.")
        }
        return image
    }

    private static func readToolCalls(_ fields: inout FieldReader) throws(APIError) -> [ToolCall] {
        let path = fields.path("tool_calls")
        let limit = RequestLimits.toolCallsMax
        guard let elements = try fields.array("tool_calls", countMax: limit) else { return [] }
        var calls: [ToolCall] = []
        for (index, element) in elements.enumerated() {
            var call = try FieldReader(element, path: "\(path)[\(index)]")
            let id = try call.requiredString("id")
            guard let function = try call.object("function") else {
                throw .invalid(call.path("function"), "'\(call.path("function"))' is missing.")
            }
            var reader = FieldReader(function, path: call.path("function"))
            let name = try reader.requiredString("name")
            let text = try reader.string("arguments") ?? "{}"
            let arguments = (try? JSONValue(parsing: text)) ?? .string(text)
            calls.append(ToolCall(id: id, name: name, arguments: arguments))
        }
        return calls
    }
}
