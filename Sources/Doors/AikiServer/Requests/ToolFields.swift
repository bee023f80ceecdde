package import AikiBase
package import AikiDialogue

/// The tools of a request and which of them must be called.
package struct ToolFields: Sendable, Equatable {
    /// Which tools an answer may call.
    package enum Choice: Sendable, Equatable {
        /// None; the model does not hear of them.
        case none
        /// The model decides.
        case auto
        /// One of these must be called.
        case required([ToolDefinition])
    }

    /// The tools, as the model's template gets them.
    package var tools: [ToolDefinition] = []
    /// Which may be called.
    package var choice: Choice = .none

    /// Reads `tools` and `tool_choice`.
    package init(_ fields: inout FieldReader) throws(APIError) {
        let elements = try fields.array("tools", countMax: RequestLimits.toolsMax) ?? []
        for (index, element) in elements.enumerated() {
            tools.append(try Self.readTool(element, path: "tools[\(index)]"))
        }
        choice = try readChoice(&fields)
        if choice == .none { tools = [] }
    }

    private static func readTool(
        _ element: JSONValue, path: String
    ) throws(APIError) -> ToolDefinition {
        var fields = try FieldReader(element, path: path)
        let kind = try fields.string("type") ?? "function"
        guard kind == "function", let function = try fields.object("function") else {
            throw .invalid(
                path, "'\(path)' must have the type 'function' and the member 'function'.")
        }
        var reader = FieldReader(function, path: "\(path).function")
        let name = try reader.requiredString("name")
        guard isName(name) else {
            throw .invalid(
                reader.path("name"),
                "'\(reader.path("name"))' must be 1 … 64 letters, digits, '_', '-' or '.'.")
        }
        let parameters = try reader.object("parameters")
        return ToolDefinition(
            name: name, summary: try reader.string("description"),
            parameters: parameters.map(JSONValue.object) ?? ["type": "object", "properties": [:]])
    }

    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
            }
    }

    private func readChoice(_ fields: inout FieldReader) throws(APIError) -> Choice {
        guard let value = fields.value("tool_choice") else { return tools.isEmpty ? .none : .auto }
        switch value.text {
        case "none": return .none
        case "auto": return tools.isEmpty ? .none : .auto
        case "required":
            guard !tools.isEmpty else {
                throw .invalid(
                    "tool_choice", "'tool_choice' is 'required' and there are no 'tools'.")
            }
            return .required(tools)
        case let word?:
            throw .invalid(
                "tool_choice",
                "'tool_choice' is '\(word.prefix(40))'; known are none, auto, required.")
        case nil:
            var reader = try FieldReader(value, path: "tool_choice")
            guard let function = try reader.object("function") else {
                throw .invalid("tool_choice", "'tool_choice.function' is missing.")
            }
            var named = FieldReader(function, path: "tool_choice.function")
            let name = try named.requiredString("name")
            guard let tool = tools.first(where: { $0.name == name }) else {
                throw .invalid(
                    "tool_choice", "'tool_choice' names '\(name.prefix(64))', not one of 'tools'.")
            }
            return .required([tool])
        }
    }

    /// Whether parameters are an object that names no member and says nothing about others: as a
    /// schema it is open to anything, as a tool's it means none, and a forced call would ramble.
    private static func takesNothing(_ parameters: JSONObject) -> Bool {
        let named = parameters["properties"]?.object?.pairs ?? []
        let isPlain = parameters.keys.allSatisfy { key in
            ["type", "properties", "required", "title", "description", "$schema"].contains(key)
        }
        return named.isEmpty && isPlain
    }

    /// The tools of which one must be called; none where nothing is forced.
    package var forcedNames: [String] {
        guard case .required(let tools) = choice else { return [] }
        return tools.map(\.name)
    }

    /// The schema that a forced call follows: `{"name": …, "arguments": …}`.
    ///
    /// Definitions that a tool's schema refers to move to the root, where `#/$defs/…` finds them.
    ///
    /// - Returns: nil where nothing is forced.
    /// - Throws: where two tools define the same name differently.
    package func forcedSchema() throws(APIError) -> JSONValue? {
        guard case .required(let tools) = choice else { return nil }
        var shared: [String: JSONObject] = [:]
        var calls: [JSONValue] = []
        for tool in tools {
            var parameters = tool.parameters.object ?? [:]
            for keyword in ["$defs", "definitions"] {
                for (name, schema) in parameters[keyword]?.object?.pairs ?? [] {
                    if let other = shared[keyword]?[name], other != schema {
                        throw .invalid(
                            "tools",
                            "Two tools define '\(keyword)/\(name.prefix(64))' differently.")
                    }
                    shared[keyword, default: [:]][name] = schema
                }
                parameters[keyword] = nil
            }
            if Self.takesNothing(parameters) { parameters["additionalProperties"] = false }
            calls.append([
                "type": "object",
                "properties": [
                    "name": ["const": .string(tool.name)], "arguments": .object(parameters),
                ],
                "required": ["name", "arguments"],
                "additionalProperties": false,
            ])
        }
        var schema = calls.count == 1 ? calls[0].object ?? [:] : ["anyOf": .array(calls)]
        for (keyword, definitions) in shared { schema[keyword] = .object(definitions) }
        return .object(schema)
    }
}
