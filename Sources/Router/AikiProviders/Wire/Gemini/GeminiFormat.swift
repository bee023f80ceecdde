package import AikiBase
package import AikiDialogue

/// Gemini's generateContent.
package struct GeminiFormat: WireFormat {
    let provider: String

    /// The protocol as a provider speaks it.
    package init(provider: String) {
        self.provider = provider
    }

    package var modelsPath: String { "models?pageSize=1000" }

    package func keyHeader(_ key: String) -> WireRequest.Header {
        WireRequest.Header(name: "x-goog-api-key", value: key)
    }

    package func models(_ list: JSONValue) -> [ProviderModel] {
        (list["models"]?.elements ?? []).compactMap { entry in
            let methods = entry["supportedGenerationMethods"]?.elements?.compactMap(\.text)
            guard let name = entry["name"]?.text, methods?.contains("generateContent") != false
            else { return nil }
            return ProviderModel(
                name: name.hasPrefix("models/") ? String(name.dropFirst(7)) : name,
                contextTokensMax: entry["inputTokenLimit"]?.wholeNumber,
                outputTokensMax: entry["outputTokenLimit"]?.wholeNumber)
        }
    }

    package func makeReader() -> any WireReader { GeminiReader() }

    package func request(_ request: GenerationRequest, model: String) throws -> WireRequest {
        let conversation = try conversation(request, provider: provider)
        guard request.sampling.logitBias.isEmpty else {
            throw ProviderError.unsupported(provider: provider, what: "bias tokens")
        }
        var body: JSONObject = [:]
        let system = conversation.messages.filter { $0.role == .system || $0.role == .developer }
            .map(\.text).filter { !$0.isEmpty }
        if !system.isEmpty {
            body["systemInstruction"] = [
                "parts": [["text": .string(system.joined(separator: "\n\n"))]]
            ]
        }
        body["contents"] = .array(try contents(conversation.messages))
        if !conversation.tools.isEmpty {
            body["tools"] = [
                ["functionDeclarations": .array(conversation.tools.map(Self.tool))]
            ]
        }
        if !request.forcedTools.isEmpty {
            body["toolConfig"] = [
                "functionCallingConfig": [
                    "mode": "ANY",
                    "allowedFunctionNames": .array(request.forcedTools.map { .string($0) }),
                ]
            ]
        }
        let settings = try settings(request, conversation)
        if !settings.isEmpty { body["generationConfig"] = .object(settings) }
        let method = request.isStreamed ? "streamGenerateContent?alt=sse" : "generateContent"
        return WireRequest(path: "models/\(Self.pathPart(model)):\(method)", body: body)
    }

    /// A name as a part of a path: whatever is not plain would ask for something else.
    private static func pathPart(_ name: String) -> String {
        let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        var text = ""
        for byte in name.utf8 {
            if kept.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }

    private func settings(
        _ request: GenerationRequest, _ conversation: Conversation
    ) throws(ProviderError) -> JSONObject {
        var settings: JSONObject = [:]
        let sampling = SentSampling(request.sampling)
        settings.set("temperature", sampling.temperature)
        settings.set("topP", sampling.topP)
        settings.set("topK", sampling.topK)
        settings.set("frequencyPenalty", sampling.frequencyPenalty)
        settings.set("presencePenalty", sampling.presencePenalty)
        settings["seed"] = sampling.seed.map { .integer($0 & 0x7FFF_FFFF) }
        settings.set("maxOutputTokens", request.outputTokensMax)
        if !request.stopStrings.isEmpty {
            settings["stopSequences"] = .array(request.stopStrings.map { .string($0) })
        }
        if let count = request.topLogProbabilities {
            settings["responseLogprobs"] = true
            if count > 0 { settings["logprobs"] = .integer(Int64(count)) }
        }
        // Where a call is forced no other form may be asked for.
        if request.forcedTools.isEmpty { try addFormat(request.format, &settings) }
        let thinking = Self.thinking(conversation)
        if !thinking.isEmpty { settings["thinkingConfig"] = .object(thinking) }
        return settings
    }

    private func addFormat(
        _ format: ResponseFormat, _ settings: inout JSONObject
    ) throws(ProviderError) {
        switch format {
        case .text: break
        case .jsonObject: settings["responseMimeType"] = "application/json"
        case .jsonSchema(let schema):
            settings["responseMimeType"] = "application/json"
            settings["responseJsonSchema"] = schema
        case .grammar:
            throw .unsupported(provider: provider, what: "follow a grammar; use a JSON schema")
        }
    }

    /// The protocol's levels end at `high`; for none of it there is a budget of nothing.
    private static func thinking(_ conversation: Conversation) -> JSONObject {
        var thinking: JSONObject = [:]
        switch conversation.isThinkingEnabled {
        case true?: thinking["includeThoughts"] = true
        case false?: thinking["thinkingBudget"] = 0
        case nil: break
        }
        switch conversation.templateVariables["reasoning_effort"]?.text {
        case nil: break
        case "none"?:
            if conversation.isThinkingEnabled != true { thinking["thinkingBudget"] = 0 }
        case let effort?:
            let level = ["xhigh", "max"].contains(effort) ? "high" : effort
            thinking["thinkingLevel"] = .string(level)
            thinking["thinkingBudget"] = nil
        }
        return thinking
    }

    private static func tool(_ tool: ToolDefinition) -> JSONValue {
        var object: JSONObject = ["name": .string(tool.name)]
        object["description"] = tool.summary.map { .string($0) }
        object["parametersJsonSchema"] = tool.parameters
        return .object(object)
    }
}
