import AikiBase
import AikiDialogue

extension ChatFormat {
    /// A message in the protocol's words.
    func message(_ message: Message) -> JSONValue {
        var object: JSONObject = ["role": .string(role(message.role))]
        if let name = message.name, message.role != .tool { object["name"] = .string(name) }
        if message.role == .assistant, !message.toolCalls.isEmpty {
            object["content"] = message.text.isEmpty ? .null : .string(message.text)
            object["tool_calls"] = .array(message.toolCalls.map(Self.call))
        } else {
            object["content"] = Self.content(message)
        }
        if message.role == .tool {
            object["tool_call_id"] = .string(message.toolCallID ?? "")
        }
        return .object(object)
    }

    /// OpenAI's newer word for instructions is not known everywhere.
    private func role(_ role: Role) -> String {
        role == .developer && dialect != .openAI ? Role.system.rawValue : role.rawValue
    }

    private static func content(_ message: Message) -> JSONValue {
        guard !message.images.isEmpty else { return .string(message.text) }
        var parts: [JSONValue] = []
        if !message.text.isEmpty {
            parts.append(["type": "text", "text": .string(message.text)])
        }
        for image in message.images {
            parts.append(["type": "image_url", "image_url": ["url": .string(image.address)]])
        }
        return .array(parts)
    }

    private static func call(_ call: ToolCall) -> JSONValue {
        [
            "id": .string(call.id), "type": "function",
            "function": [
                "name": .string(call.name),
                "arguments": .string(call.arguments.text ?? call.arguments.encoded()),
            ],
        ]
    }
}
