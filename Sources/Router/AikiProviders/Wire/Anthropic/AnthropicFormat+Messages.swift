import AikiBase
import AikiDialogue

extension AnthropicFormat {
    /// The conversation without its instructions. Roles alternate: what one side says in several
    /// messages becomes one, and results of tools belong to the user.
    static func messages(_ messages: [Message]) -> [JSONValue] {
        var turns: [(role: String, blocks: [JSONValue])] = []
        for message in messages where message.role != .system && message.role != .developer {
            let role = message.role == .assistant ? "assistant" : "user"
            let blocks = blocks(message)
            guard !blocks.isEmpty else { continue }
            if let last = turns.indices.last, turns[last].role == role {
                turns[last].blocks += blocks
            } else {
                turns.append((role, blocks))
            }
        }
        return turns.map { ["role": .string($0.role), "content": .array($0.blocks)] }
    }

    /// Empty text is refused by the protocol and says nothing, so it makes no block.
    private static func blocks(_ message: Message) -> [JSONValue] {
        if message.role == .tool {
            return [
                [
                    "type": "tool_result", "tool_use_id": .string(message.toolCallID ?? ""),
                    "content": .string(message.text),
                ]
            ]
        }
        var blocks = message.images.map(image)
        if !message.text.isEmpty {
            blocks.append(["type": "text", "text": .string(message.text)])
        }
        for call in message.toolCalls {
            blocks.append([
                "type": "tool_use", "id": .string(call.id), "name": .string(call.name),
                "input": call.arguments.object.map(JSONValue.object) ?? [:],
            ])
        }
        return blocks
    }

    private static func image(_ image: MessageImage) -> JSONValue {
        switch image.content {
        case .inline(let mediaType, let base64):
            [
                "type": "image",
                "source": [
                    "type": "base64", "media_type": .string(mediaType), "data": .string(base64),
                ],
            ]
        case .link(let address):
            ["type": "image", "source": ["type": "url", "url": .string(address)]]
        }
    }
}
