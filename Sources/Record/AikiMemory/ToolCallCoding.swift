import AikiBase
import AikiDialogue

/// Tool calls as the store holds them: a JSON array of objects with id, name and arguments.
enum ToolCallCoding {
    /// The array.
    static func json(of calls: [ToolCall]) -> JSONValue {
        .array(
            calls.map { call in
                [
                    "id": .string(call.id), "name": .string(call.name),
                    "arguments": call.arguments,
                ]
            })
    }

    /// JSON text; nil where there is no call.
    static func text(of calls: [ToolCall]) -> String? {
        calls.isEmpty ? nil : json(of: calls).encoded()
    }

    /// Reads what ``text(of:)`` wrote.
    static func calls(in text: String?) throws -> [ToolCall] {
        guard let text else { return [] }
        return try calls(of: JSONValue(parsing: text))
    }

    /// Reads what ``json(of:)`` gave.
    static func calls(of json: JSONValue) throws -> [ToolCall] {
        guard let values = json.elements else {
            throw MemoryError.unreadable(what: "A list of tool calls", detail: "not an array")
        }
        return try values.map { value in
            guard let id = value["id"]?.text, let name = value["name"]?.text,
                let arguments = value["arguments"]
            else {
                throw MemoryError.unreadable(what: "A tool call", detail: "a member is missing")
            }
            return ToolCall(id: id, name: name, arguments: arguments)
        }
    }
}
