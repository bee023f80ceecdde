package import AikiBase
package import AikiDialogue
package import AikiTemplate

/// Turns a conversation into the variables that chat templates read.
package struct TemplateVariables: Sendable {
    private let tokens: JSONObject
    private let capabilities: TemplateCapabilities
    private let knowsDevelopers: Bool

    /// Finds out what a template can do.
    ///
    /// - Parameters:
    ///   - template: the template.
    ///   - tokens: `bos_token`, `eos_token` and so on, spelled out.
    package init(template: ChatTemplate, tokens: JSONObject) {
        self.tokens = tokens
        capabilities = template.capabilities(with: tokens)
        knowsDevelopers = template.source.contains("developer")
    }

    /// The variables of one rendering.
    ///
    /// - Parameters:
    ///   - conversation: what is to be put into words.
    ///   - mark: applied to every text that came from outside: content, names, ids, arguments,
    ///     schemas with their keys, and further variables.
    /// - Returns: what the template is rendered with.
    package func variables(
        _ conversation: Conversation, mark: (String) -> String
    ) -> JSONObject {
        var variables = tokens
        variables["messages"] = .array(conversation.messages.map { message($0, mark) })
        variables["tools"] =
            conversation.tools.isEmpty ? .null : .array(conversation.tools.map { tool($0, mark) })
        variables["documents"] = .null
        variables["add_generation_prompt"] = true
        if let isEnabled = conversation.isThinkingEnabled {
            variables["enable_thinking"] = .bool(isEnabled)
            variables["thinking"] = .bool(isEnabled)
        }
        for (key, value) in conversation.templateVariables.pairs {
            variables[key] = Self.marked(value, mark)
        }
        return variables
    }

    private func message(_ message: Message, _ mark: (String) -> String) -> JSONValue {
        var result = JSONObject()
        let isDeveloper = message.role == .developer && !knowsDevelopers
        result["role"] = .string(isDeveloper ? Role.system.rawValue : message.role.rawValue)
        let text = JSONValue.string(mark(message.text))
        result["content"] =
            capabilities.requiresTypedContent ? [["type": "text", "text": text]] : text
        if let reasoning = message.reasoning {
            result["reasoning_content"] = .string(mark(reasoning))
        }
        if let name = message.name { result["name"] = .string(mark(name)) }
        if let id = message.toolCallID { result["tool_call_id"] = .string(mark(id)) }
        if !message.toolCalls.isEmpty {
            result["tool_calls"] = .array(message.toolCalls.map { call($0, mark) })
        }
        return .object(result)
    }

    private func call(_ call: ToolCall, _ mark: (String) -> String) -> JSONValue {
        var arguments = Self.marked(call.arguments, mark)
        if !capabilities.requiresObjectArguments, call.arguments.text == nil {
            let layout = JSONValue.Layout(itemSeparator: ", ", keySeparator: ": ")
            arguments = .string(mark(call.arguments.encoded(layout)))
        }
        return [
            "id": .string(mark(call.id)), "type": "function",
            "function": ["name": .string(mark(call.name)), "arguments": arguments],
        ]
    }

    private func tool(_ tool: ToolDefinition, _ mark: (String) -> String) -> JSONValue {
        var function: JSONObject = ["name": .string(mark(tool.name))]
        if let summary = tool.summary { function["description"] = .string(mark(summary)) }
        function["parameters"] = Self.marked(tool.parameters, mark)
        return ["type": "function", "function": .object(function)]
    }

    private static func marked(_ value: JSONValue, _ mark: (String) -> String) -> JSONValue {
        switch value {
        case .string(let text): .string(mark(text))
        case .array(let values): .array(values.map { marked($0, mark) })
        case .object(let object):
            .object(JSONObject(object.pairs.map { (mark($0.key), marked($0.value, mark)) }))
        case .null, .bool, .integer, .number: value
        }
    }
}
