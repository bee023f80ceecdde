import AikiBase
import AikiDialogue

/// What one message of Claude's export says.
enum ClaudeContent {
    /// Reads a message; nil where it holds nothing.
    static func message(_ value: JSONValue, id: String) -> Message? {
        let isPerson = value["sender"]?.text == "human"
        var texts: [String] = []
        var thoughts: [String] = []
        var calls: [ToolCall] = []
        for (index, block) in (value["content"]?.elements ?? []).enumerated() {
            switch block["type"]?.text {
            case "text": texts.append(block["text"]?.text ?? "")
            case "thinking": thoughts.append(block["thinking"]?.text ?? "")
            case "tool_use":
                calls.append(
                    ToolCall(
                        id: block["id"]?.text ?? "\(id)/\(index)",
                        name: block["name"]?.text ?? "tool", arguments: block["input"] ?? [:]))
            case "voice_note": texts.append(block["text"]?.text ?? "[voice note]")
            // What tools returned is theirs, not the person's; the answer says what came of it.
            default: break
            }
        }
        texts = texts.filter { !$0.isEmpty }
        if texts.isEmpty, let text = value["text"]?.text, !text.isEmpty { texts = [text] }
        texts += (value["attachments"]?.elements ?? []).map(attachment)
        texts += (value["files"]?.elements ?? []).compactMap { file in
            file["file_name"]?.text.map { "[file: \($0)]" }
        }
        let text = texts.joined(separator: "\n")
        if text.isEmpty, calls.isEmpty { return nil }
        thoughts = thoughts.filter { !$0.isEmpty }
        return Message(
            role: isPerson ? .user : .assistant, text: text,
            reasoning: isPerson || thoughts.isEmpty ? nil : thoughts.joined(separator: "\n\n"),
            toolCalls: calls)
    }

    private static func attachment(_ value: JSONValue) -> String {
        let name = value["file_name"]?.text ?? "unknown"
        guard let content = value["extracted_content"]?.text, !content.isEmpty else {
            return "[file: \(name)]"
        }
        return "[file: \(name)]\n\(content)"
    }
}
