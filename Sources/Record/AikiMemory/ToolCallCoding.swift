import AikiBase
import AikiDialogue

/// Tool calls as the store holds them: a JSON array of objects with id, name and arguments.
enum ToolCallCoding {
    /// JSON text; nil where there is no call.
    static func text(of calls: [ToolCall]) -> String? {
        if calls.isEmpty { return nil }
        let values = calls.map { call -> JSONValue in
            [
                "id": .string(call.id), "name": .string(call.name),
                "arguments": call.arguments,
            ]
        }
        return JSONValue.array(values).encoded()
    }

    /// Reads what ``text(of:)`` wrote.
    static func calls(in text: String?) throws -> [ToolCall] {
        guard let text else { return [] }
        guard let values = try JSONValue(parsing: text).elements else {
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
