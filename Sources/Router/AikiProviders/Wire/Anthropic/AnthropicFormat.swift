package import AikiBase
package import AikiDialogue

/// Anthropic's messages.
package struct AnthropicFormat: WireFormat {
    /// The version of the protocol that is spoken.
    static let version = "2023-06-01"
    /// The protocol demands a limit; this holds where nobody set one and the model's own is unknown.
    static let outputTokensDefault = 8192
    /// What a model may think where nobody said how much.
    static let thinkingTokensDefault = 4096

    let provider: String

    /// The protocol as a provider speaks it.
    package init(provider: String) {
        self.provider = provider
    }

    package var modelsPath: String { "models?limit=1000" }

    package func keyHeader(_ key: String) -> WireRequest.Header {
        WireRequest.Header(name: "x-api-key", value: key)
    }

    package func models(_ list: JSONValue) -> [ProviderModel] {
        (list["data"]?.elements ?? []).compactMap { entry in
            entry["id"]?.text.map {
                ProviderModel(
                    name: $0, contextTokensMax: entry["max_input_tokens"]?.wholeNumber,
                    outputTokensMax: entry["max_tokens"]?.wholeNumber)
            }
        }
    }

    package func makeReader() -> any WireReader { AnthropicReader() }

    package func request(_ request: GenerationRequest, model: String) throws -> WireRequest {
        let conversation = try conversation(request, provider: provider)
        guard request.sampling.logitBias.isEmpty, request.topLogProbabilities == nil else {
            throw ProviderError.unsupported(
                provider: provider, what: "bias tokens or tell how probable they are")
        }
        var body: JSONObject = ["model": .string(model)]
        var limit = request.outputTokensMax ?? Self.outputTokensDefault
        addEffort(conversation, &body)
        addThinking(
            Self.isThinkingEnabled(request, conversation), limit: &limit,
            isLimitGiven: request.outputTokensMax != nil, &body)
        body["max_tokens"] = .integer(Int64(limit))
        let system = conversation.messages.filter { $0.role == .system || $0.role == .developer }
            .map(\.text).filter { !$0.isEmpty }
        if !system.isEmpty {
            // The instructions are the same from turn to turn: worth being kept at the provider.
            body["system"] = [
                [
                    "type": "text", "text": .string(system.joined(separator: "\n\n")),
                    "cache_control": ["type": "ephemeral"],
                ]
            ]
        }
        body["messages"] = .array(Self.messages(conversation.messages))
        if !conversation.tools.isEmpty {
            body["tools"] = .array(conversation.tools.map(Self.tool))
        }
        if !request.stopStrings.isEmpty {
            body["stop_sequences"] = .array(request.stopStrings.map { .string($0) })
        }
        let sampling = SentSampling(request.sampling)
        // Thinking takes no other temperature than its own.
        if body["thinking"] == nil {
            body.set("temperature", sampling.temperature.map { min($0, 1) })
            body.set("top_k", sampling.topK)
        }
        body.set("top_p", sampling.topP)
        if request.forcedTools.isEmpty {
            try addFormat(request.format, &body)
        } else {
            body["tool_choice"] = Self.toolChoice(request.forcedTools)
        }
        if request.isStreamed { body["stream"] = true }
        return WireRequest(
            path: "messages", headers: [.init(name: "anthropic-version", value: Self.version)],
            body: body)
    }

    private static func toolChoice(_ names: [String]) -> JSONValue {
        guard names.count == 1 else { return ["type": "any"] }
        return ["type": "tool", "name": .string(names[0])]
    }

    /// The protocol has no word for less than `low`; for none it has thinking that is switched off.
    private func addEffort(_ conversation: Conversation, _ body: inout JSONObject) {
        switch conversation.templateVariables["reasoning_effort"]?.text {
        case nil, "none"?: break
        case "minimal"?: body["output_config"] = ["effort": "low"]
        case let effort?: body["output_config"] = ["effort": .string(effort)]
        }
    }

    /// Whether the model is told to think, or not to. It may not where a call is forced.
    private static func isThinkingEnabled(
        _ request: GenerationRequest, _ conversation: Conversation
    ) -> Bool? {
        let isNone = conversation.templateVariables["reasoning_effort"]?.text == "none"
        let isEnabled = conversation.isThinkingEnabled ?? (isNone ? false : nil)
        return isEnabled == true && !request.forcedTools.isEmpty ? nil : isEnabled
    }

    private func addThinking(
        _ isEnabled: Bool?, limit: inout Int, isLimitGiven: Bool, _ body: inout JSONObject
    ) {
        switch isEnabled {
        case nil: break
        case false?: body["thinking"] = ["type": "disabled"]
        case true?:
            // The budget is part of the limit; where a person set the limit, half of it may go on
            // thinking, and at least the 1024 that the protocol demands.
            if !isLimitGiven { limit += Self.thinkingTokensDefault }
            let budget = isLimitGiven ? max(1024, limit / 2) : Self.thinkingTokensDefault
            guard budget < limit else { return }
            body["thinking"] = ["type": "enabled", "budget_tokens": .integer(Int64(budget))]
        }
    }

    private func addFormat(
        _ format: ResponseFormat, _ body: inout JSONObject
    ) throws(ProviderError) {
        let schema: JSONValue
        switch format {
        case .text: return
        case .jsonSchema(let given): schema = given
        case .jsonObject:
            throw .unsupported(
                provider: provider, what: "answer with just any JSON; give it a schema")
        case .grammar:
            throw .unsupported(provider: provider, what: "follow a grammar; use a JSON schema")
        }
        var settings = body["output_config"]?.object ?? [:]
        settings["format"] = ["type": "json_schema", "schema": schema]
        body["output_config"] = .object(settings)
    }

    private static func tool(_ tool: ToolDefinition) -> JSONValue {
        var object: JSONObject = ["name": .string(tool.name)]
        object["description"] = tool.summary.map { .string($0) }
        object["input_schema"] = tool.parameters
        return .object(object)
    }
}
