public import AikiBase
import Foundation

/// What a chat template can do with a conversation, found by rendering small ones.
public struct TemplateCapabilities: Sendable, Equatable {
    /// Whether the text of a system message comes out.
    public var supportsSystemRole = false
    /// Whether the names of tools come out.
    public var supportsTools = false
    /// Whether calls that the assistant made come out.
    public var supportsToolCalls = false
    /// Whether the results of tools, with role `tool`, come out.
    public var supportsToolResults = false
    /// Whether several calls in one message come out.
    public var supportsParallelToolCalls = false
    /// Whether a call's arguments must be an object; as text they would fail or be quoted twice.
    public var requiresObjectArguments = false
    /// Whether content must be a list of parts; as text it does not come out.
    public var requiresTypedContent = false
    /// Whether content may be a list of parts with a `type`.
    public var supportsTypedContent = false
    /// Whether `enable_thinking` changes the prompt.
    public var supportsThinkingSwitch = false
    /// Whether `add_generation_prompt` changes the prompt.
    public var supportsGenerationPrompt = false
    /// Whether an assistant message's `reasoning_content` comes out.
    public var supportsReasoningContent = false
}

extension ChatTemplate {
    /// Finds out what the template can do.
    ///
    /// - Parameter tokens: `bos_token`, `eos_token` and whatever else the template needs.
    /// - Returns: what came out of the renderings.
    /// - Complexity: about a dozen renderings of two or three messages each.
    public func capabilities(with tokens: JSONObject = [:]) -> TemplateCapabilities {
        TemplateProbe(template: self, tokens: tokens).capabilities()
    }
}

/// Renders small conversations and looks for their words in the output.
private struct TemplateProbe {
    let template: ChatTemplate
    let tokens: JSONObject

    private static let tool: JSONValue = [
        "type": "function",
        "function": [
            "name": "needle_tool", "description": "Finds.",
            "parameters": [
                "type": "object",
                "properties": ["needle_key": ["type": "string", "description": "What."]],
                "required": ["needle_key"],
            ],
        ],
    ]

    func capabilities() -> TemplateCapabilities {
        var found = TemplateCapabilities()
        let plain: [JSONValue] = [user("needle-user")]
        let typed: [JSONValue] = [
            ["role": "user", "content": [["type": "text", "text": "needle-user"]]]
        ]
        let takesText = contains("needle-user", plain)
        found.supportsTypedContent = contains("needle-user", typed)
        found.requiresTypedContent = !takesText && found.supportsTypedContent
        let asked = found.requiresTypedContent ? typed : plain
        let system: JSONValue = [
            "role": "system",
            "content": found.requiresTypedContent
                ? [["type": "text", "text": "needle-system"]] : "needle-system",
        ]
        found.supportsSystemRole = contains("needle-system", [system] + asked)
        found.supportsTools = contains("needle_tool", asked, ["tools": [Self.tool]])
        found.supportsThinkingSwitch = differs(asked, "enable_thinking")
        found.supportsGenerationPrompt = differs(asked, "add_generation_prompt")
        probeAnswers(asked, &found)
        return found
    }

    private func probeAnswers(_ asked: [JSONValue], _ found: inout TemplateCapabilities) {
        let again = user("needle-again")
        let thought: JSONValue = [
            "role": "assistant", "content": "Yes.", "reasoning_content": "needle-thought",
        ]
        found.supportsReasoningContent =
            contains("needle-thought", asked + [thought])
            || contains("needle-thought", asked + [thought, again])
        let quoted = calls([call("needle_call", "{\"needle_key\": \"needle\"}")])
        let object = calls([call("needle_call", ["needle_key": "needle"])])
        let tools: JSONObject = ["tools": [Self.tool]]
        let asText = render(asked + [quoted], tools)
        let asObject = render(asked + [object], tools)
        let takesText = asText?.contains("needle_call") ?? false
        let takesObject = asObject?.contains("needle_call") ?? false
        found.supportsToolCalls = takesText || takesObject
        let isMangled = asText.map { !$0.contains("needle_key") || $0.contains("\\\"needle_key") }
        found.requiresObjectArguments = takesObject && (!takesText || isMangled ?? true)
        let chosen = found.requiresObjectArguments ? object : quoted
        let result: JSONValue = [
            "role": "tool", "name": "needle_call", "tool_call_id": "call00001",
            "content": "needle-result",
        ]
        found.supportsToolResults = contains("needle-result", asked + [chosen, result], tools)
        guard found.supportsToolCalls else { return }
        let arguments: JSONValue =
            found.requiresObjectArguments ? ["needle_key": "one"] : "{\"needle_key\": \"one\"}"
        let both = calls([call("needle_call", arguments), call("second_call", arguments)])
        found.supportsParallelToolCalls =
            render(asked + [both], tools).map {
                $0.contains("needle_call") && $0.contains("second_call")
            } ?? false
    }

    private func user(_ text: String) -> JSONValue { ["role": "user", "content": .string(text)] }

    private func call(_ name: String, _ arguments: JSONValue) -> JSONValue {
        [
            "type": "function", "id": "call00001",
            "function": ["name": .string(name), "arguments": arguments],
        ]
    }

    private func calls(_ calls: [JSONValue]) -> JSONValue {
        ["role": "assistant", "content": "", "tool_calls": .array(calls)]
    }

    private func render(_ messages: [JSONValue], _ more: JSONObject = [:]) -> String? {
        var variables = tokens
        for token in ["bos_token", "eos_token"] where variables[token] == nil {
            variables[token] = ""
        }
        variables["messages"] = .array(messages)
        variables["add_generation_prompt"] = false
        for (name, value) in more.pairs { variables[name] = value }
        let clock = FixedWallClock(Date(timeIntervalSince1970: 0))
        return try? template.render(variables, clock: clock, timeZone: .gmt)
    }

    private func contains(
        _ needle: String, _ messages: [JSONValue], _ more: JSONObject = [:]
    ) -> Bool {
        render(messages, more)?.contains(needle) ?? false
    }

    private func differs(_ messages: [JSONValue], _ flag: String) -> Bool {
        var variables: JSONObject = ["add_generation_prompt": true]
        variables[flag] = true
        let on = render(messages, variables)
        variables[flag] = false
        return on != render(messages, variables)
    }
}
