package import AikiBase
package import AikiDialogue

/// OpenAI's chat completions, and what others made of them.
package struct ChatFormat: WireFormat {
    let provider: String
    let dialect: OpenAIDialect

    /// The protocol as a provider speaks it.
    package init(provider: String, dialect: OpenAIDialect) {
        self.provider = provider
        self.dialect = dialect
    }

    package var modelsPath: String { "models" }

    package func keyHeader(_ key: String) -> WireRequest.Header {
        WireRequest.Header(name: "Authorization", value: "Bearer \(key)")
    }

    package func makeReader() -> any WireReader { ChatReader() }

    package func models(_ list: JSONValue) -> [ProviderModel] {
        (list["data"]?.elements ?? []).compactMap { entry in
            guard let name = entry["id"]?.text else { return nil }
            let context =
                entry["context_length"] ?? entry["max_model_len"] ?? entry["max_context_length"]
                ?? entry["meta"]?["n_ctx_train"]
            return ProviderModel(
                name: name, contextTokensMax: context?.wholeNumber,
                outputTokensMax: entry["top_provider"]?["max_completion_tokens"]?.wholeNumber)
        }
    }

    package func request(_ request: GenerationRequest, model: String) throws -> WireRequest {
        let conversation = try conversation(request, provider: provider)
        var body: JSONObject = ["model": .string(model)]
        body["messages"] = .array(conversation.messages.map(message))
        addTools(conversation, &body)
        // Servers of one's own follow a schema and not all of them a choice.
        let isForced = dialect != .compatible && !request.forcedTools.isEmpty
        if isForced { body["tool_choice"] = Self.toolChoice(request.forcedTools) }
        addSampling(request, &body)
        if let limit = request.outputTokensMax {
            body[dialect == .openAI ? "max_completion_tokens" : "max_tokens"] =
                .integer(Int64(limit))
        }
        if !request.stopStrings.isEmpty {
            body["stop"] = .array(request.stopStrings.map { .string($0) })
        }
        if let count = request.topLogProbabilities {
            body["logprobs"] = true
            if count > 0 { body["top_logprobs"] = .integer(Int64(count)) }
        }
        if !isForced { try addFormat(request.format, &body) }
        addReasoning(conversation, &body)
        if request.isStreamed {
            body["stream"] = true
            body["stream_options"] = ["include_usage": true]
        }
        return WireRequest(path: "chat/completions", body: body)
    }

    private func addTools(_ conversation: Conversation, _ body: inout JSONObject) {
        guard !conversation.tools.isEmpty else { return }
        body["tools"] = .array(
            conversation.tools.map { tool in
                var function: JSONObject = ["name": .string(tool.name)]
                function["description"] = tool.summary.map { .string($0) }
                function["parameters"] = tool.parameters
                return ["type": "function", "function": .object(function)]
            })
    }

    private static func toolChoice(_ names: [String]) -> JSONValue {
        guard names.count == 1 else { return "required" }
        return ["type": "function", "function": ["name": .string(names[0])]]
    }

    private func addSampling(_ request: GenerationRequest, _ body: inout JSONObject) {
        let sampling = SentSampling(request.sampling)
        body.set("temperature", sampling.temperature)
        body.set("top_p", sampling.topP)
        body.set("frequency_penalty", sampling.frequencyPenalty)
        body.set("presence_penalty", sampling.presencePenalty)
        body["seed"] = sampling.seed.map { .integer($0) }
        if dialect != .openAI {
            body.set("top_k", sampling.topK)
            body.set("min_p", sampling.minP)
            body.set("repetition_penalty", sampling.repeatPenalty)
        }
        guard !request.sampling.logitBias.isEmpty else { return }
        let pairs = request.sampling.logitBias.sorted { $0.key < $1.key }
        body["logit_bias"] = .object(
            JSONObject(pairs.map { (String($0.key), .number(max(-100, min(100, $0.value)))) }))
    }

    private func addFormat(
        _ format: ResponseFormat, _ body: inout JSONObject
    ) throws(ProviderError) {
        switch format {
        case .text: break
        case .jsonObject: body["response_format"] = ["type": "json_object"]
        case .jsonSchema(let schema):
            body["response_format"] = [
                "type": "json_schema",
                "json_schema": [
                    "name": "answer", "schema": schema,
                    "strict": .bool(StrictSchema.isStrict(schema)),
                ],
            ]
        case .grammar(let grammar):
            // llama-server's own parameter; the others would pass it over in silence.
            guard dialect == .compatible else {
                throw .unsupported(provider: provider, what: "follow a grammar; use a JSON schema")
            }
            body["grammar"] = .string(grammar)
        }
    }

    private func addReasoning(_ conversation: Conversation, _ body: inout JSONObject) {
        let effort = conversation.templateVariables["reasoning_effort"]
        switch dialect {
        case .openAI: body["reasoning_effort"] = effort
        case .openRouter:
            if let effort {
                body["reasoning"] = ["effort": effort]
            } else if let isEnabled = conversation.isThinkingEnabled {
                body["reasoning"] = ["enabled": .bool(isEnabled)]
            }
        case .compatible:
            var variables = conversation.templateVariables
            if let isEnabled = conversation.isThinkingEnabled {
                variables["enable_thinking"] = .bool(isEnabled)
            }
            if !variables.isEmpty { body["chat_template_kwargs"] = .object(variables) }
        }
    }
}
