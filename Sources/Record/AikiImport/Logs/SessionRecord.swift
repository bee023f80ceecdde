import AikiBase
import AikiDialogue
import Foundation

/// A message of a session log, whatever the program calls its members.
struct SessionRecord {
    let message: Message
    let name: String?
    let model: String?
    let time: Date?
    /// Whether it is what a tool returned, under the name of the person.
    let isToolResult: Bool

    /// Whether nothing is said in it.
    var isEmpty: Bool {
        message.text.isEmpty && message.toolCalls.isEmpty && message.reasoning == nil
    }

    /// Reads a message; nil where the value is none.
    init?(_ value: JSONValue) {
        // Some logs wrap the message in what they know of it.
        let inner = value["message"]?.object == nil ? value : value["message"] ?? value
        guard let role = Self.role(of: inner) ?? Self.role(of: value) else { return nil }
        let content =
            inner["content"] ?? inner["text"] ?? inner["value"] ?? inner["parts"]
            ?? (inner["message"]?.text).map { JSONValue.string($0) }
        guard let content else { return nil }
        var parts = SessionContent()
        parts.add(content)
        var calls = parts.calls
        for call in inner["tool_calls"]?.elements ?? [] {
            guard let tool = call["function"]?["name"]?.text ?? call["name"]?.text else { continue }
            let arguments = call["function"]?["arguments"] ?? call["arguments"] ?? [:]
            calls.append(
                ToolCall(
                    id: call["id"]?.text ?? "\(calls.count)", name: tool, arguments: arguments))
        }
        isToolResult = parts.hasToolResult && parts.texts.isEmpty
        let speaker = inner["speaker"]?.text ?? inner["name"]?.text
        message = Message(
            role: role, text: parts.texts.joined(separator: "\n"),
            reasoning: parts.thoughts.isEmpty ? nil : parts.thoughts.joined(separator: "\n\n"),
            toolCalls: calls, toolCallID: inner["tool_call_id"]?.text,
            name: role == .user && speaker == "user" ? nil : speaker)
        name =
            ["uuid", "id", "message_id", "messageId"].lazy.compactMap { key in
                value[key].flatMap(Self.identifier) ?? inner[key].flatMap(Self.identifier)
            }.first
        model = inner["model"]?.text ?? value["model"]?.text
        time = Self.time(of: value) ?? Self.time(of: inner)
    }

    private static func identifier(_ value: JSONValue) -> String? {
        value.text ?? value.wholeNumber.map(String.init)
    }

    private static func role(of value: JSONValue) -> Role? {
        for key in ["role", "from", "sender", "author", "speaker", "type"] {
            let text = value[key]?.text ?? value[key]?["role"]?.text
            switch text?.lowercased() {
            case "user", "human", "person", "you", "me", "prompt", "question": return .user
            case "assistant", "gpt", "ai", "bot", "model", "chatgpt", "claude", "answer":
                return .assistant
            case "system", "developer": return .system
            case "tool", "function": return .tool
            default: continue
            }
        }
        // People among themselves: whoever speaks has a name.
        return value["speaker"]?.text == nil ? nil : .user
    }

    /// When it was said.
    static func time(of value: JSONValue) -> Date? {
        ["timestamp", "time", "created_at", "createdAt", "create_time", "date", "datetime", "ts"]
            .lazy.compactMap { ImportDate.of(value[$0]) }.first
    }

    /// The session a message or conversation says it belongs to.
    static func conversationName(of value: JSONValue) -> String? {
        let isConversation = messages(in: value) != nil
        let keys = ["sessionId", "session_id", "conversation_id", "conversationId", "thread_id"]
        return (keys + (isConversation ? ["id", "uuid"] : [])).lazy.compactMap { key in
            value[key].flatMap(identifier)
        }.first
    }

    /// What a conversation is called.
    static func title(of value: JSONValue) -> String? {
        ["title", "name", "subject"].lazy.compactMap { value[$0]?.text }.first
    }

    /// The messages of a value that is a whole conversation; nil where it is none.
    static func messages(in value: JSONValue) -> [JSONValue]? {
        ["messages", "turns", "dialogue", "dialog", "conversation", "conversations", "chat"].lazy
            .compactMap { value[$0]?.elements }.first
    }
}

/// The parts of a message: text, thoughts, calls of tools.
struct SessionContent {
    private(set) var texts: [String] = []
    private(set) var thoughts: [String] = []
    private(set) var calls: [ToolCall] = []
    private(set) var hasToolResult = false

    /// Adds a string, or an array of strings and typed parts.
    mutating func add(_ content: JSONValue) {
        switch content {
        case .string(let text): if !text.isEmpty { texts.append(text) }
        case .array(let parts): for part in parts { addPart(part) }
        case .object: addPart(content)
        default: break
        }
    }

    private mutating func addPart(_ part: JSONValue) {
        if let text = part.text {
            if !text.isEmpty { texts.append(text) }
            return
        }
        switch part["type"]?.text {
        case "thinking", "reasoning":
            thoughts.append(part["thinking"]?.text ?? part["text"]?.text ?? "")
        case "tool_use", "tool_call", "function_call":
            calls.append(
                ToolCall(
                    id: part["id"]?.text ?? "\(calls.count)", name: part["name"]?.text ?? "tool",
                    arguments: part["input"] ?? part["arguments"] ?? [:]))
        case "tool_result", "function_call_output": hasToolResult = true
        case "image", "image_url", "input_image":
            let address = part["image_url"]?["url"]?.text ?? part["file_id"]?.text ?? ""
            // A picture that stands in its address is no text.
            let isNamed = !address.isEmpty && !address.hasPrefix("data:")
            texts.append(isNamed ? "[image: \(address)]" : "[image]")
        default:
            if let text = part["text"]?.text, !text.isEmpty { texts.append(text) }
        }
    }
}
