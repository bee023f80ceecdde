import AikiBase
import AikiDialogue
import Foundation

/// A line of this program's own export: a turn with all its messages, whose place among the other turns
/// it names.
enum ExportedTurn {
    /// The name and title of a line that begins a conversation; nil for any other.
    static func conversation(_ value: JSONValue) -> (id: String, title: String, created: Date?)? {
        guard value["type"]?.text == "conversation", let id = value["id"]?.text,
            let title = value["title"]?.text
        else { return nil }
        return (id, title, ImportDate.of(value["created"]))
    }

    /// The turn of a line, and the conversation it belongs to; nil where it is none.
    static func turn(_ value: JSONValue) -> (turn: ImportedTurn, conversation: String)? {
        guard value["type"]?.text == "turn", let id = value["id"]?.text,
            let conversation = value["conversation"]?.text,
            let messages = value["messages"]?.elements, !messages.isEmpty
        else { return nil }
        let read = messages.compactMap(message)
        guard read.count == messages.count else { return nil }
        let outcome = value["outcome"]?.text.flatMap { TurnOutcome(rawValue: $0) }
        return (
            ImportedTurn(
                externalID: id, parentID: value["parent"]?.text, messages: read,
                outcome: outcome == .noted ? .noted : ImportedTurn.outcome(of: read)),
            conversation
        )
    }

    private static func message(_ value: JSONValue) -> ImportedMessage? {
        guard let number = value["id"]?.wholeNumber,
            let role = value["role"]?.text.flatMap({ Role(rawValue: $0) }),
            let text = value["text"]?.text, let time = ImportDate.of(value["time"])
        else { return nil }
        let calls = (value["toolCalls"]?.elements ?? []).compactMap { call -> ToolCall? in
            guard let id = call["id"]?.text, let name = call["name"]?.text else { return nil }
            return ToolCall(id: id, name: name, arguments: call["arguments"] ?? [:])
        }
        return ImportedMessage(
            externalID: "\(number)",
            message: Message(
                role: role, text: text, reasoning: value["reasoning"]?.text, toolCalls: calls,
                toolCallID: value["toolCallID"]?.text, name: value["speaker"]?.text),
            model: value["model"]?.text, time: time,
            // A class that is not known is one of a later version: it travels nowhere.
            privacy: value["privacy"]?.text.map { PrivacyClass(rawValue: $0) ?? .secret })
    }
}
