package import AikiBase
package import AikiDialogue

/// OpenAI's responses. Nothing is kept at the provider (`store` is false), so every request brings
/// its whole conversation, as with the other protocols.
package struct ResponsesFormat: WireFormat {
    let provider: String

    /// The protocol as a provider speaks it.
    package init(provider: String) {
        self.provider = provider
    }

    package var modelsPath: String { "models" }

    package func keyHeader(_ key: String) -> WireRequest.Header {
        WireRequest.Header(name: "Authorization", value: "Bearer \(key)")
    }

    package func models(_ list: JSONValue) -> [ProviderModel] {
        ChatFormat(provider: provider, dialect: .openAI).models(list)
    }

    package func makeReader() -> any WireReader { ResponsesReader() }

    package func request(_ request: GenerationRequest, model: String) throws -> WireRequest {
        let conversation = try conversation(request, provider: provider)
        guard request.stopStrings.isEmpty else {
            throw ProviderError.unsupported(
                provider: provider, what: "stop at a text over 'responses'; use chat completions")
        }
        guard request.sampling.logitBias.isEmpty else {
            throw ProviderError.unsupported(
                provider: provider, what: "bias tokens over 'responses'; use chat completions")
        }
        var body: JSONObject = ["model": .string(model), "store": false]
        body["input"] = .array(conversation.messages.flatMap(Self.items))
        if !conversation.tools.isEmpty {
            body["tools"] = .array(conversation.tools.map(Self.tool))
        }
        let sampling = SentSampling(request.sampling)
        body.set("temperature", sampling.temperature)
        body.set("top_p", sampling.topP)
        body.set("max_output_tokens", request.outputTokensMax)
        if let count = request.topLogProbabilities {
            body["top_logprobs"] = .integer(Int64(count))
            body["include"] = ["message.output_text.logprobs"]
        }
        if !request.forcedTools.isEmpty {
            body["tool_choice"] = Self.toolChoice(request.forcedTools)
        } else if let format = try format(request.format) {
            body["text"] = ["format": format]
        }
        if let effort = conversation.templateVariables["reasoning_effort"] {
            body["reasoning"] = ["effort": effort, "summary": "auto"]
        }
        if request.isStreamed { body["stream"] = true }
        return WireRequest(path: "responses", body: body)
    }

    /// A message as items: what is said, then the calls; a tool's result is an item of its own.
    private static func items(_ message: Message) -> [JSONValue] {
        if message.role == .tool {
            return [
                [
                    "type": "function_call_output",
                    "call_id": .string(message.toolCallID ?? ""), "output": .string(message.text),
                ]
            ]
        }
        var items: [JSONValue] = []
        if message.role == .assistant {
            if !message.text.isEmpty || message.toolCalls.isEmpty {
                items.append(["role": "assistant", "content": .string(message.text)])
            }
        } else {
            items.append([
                "role": .string(message.role.rawValue), "content": content(message),
            ])
        }
        for call in message.toolCalls {
            items.append([
                "type": "function_call", "call_id": .string(call.id), "name": .string(call.name),
                "arguments": .string(call.arguments.text ?? call.arguments.encoded()),
            ])
        }
        return items
    }

    private static func content(_ message: Message) -> JSONValue {
        guard !message.images.isEmpty else { return .string(message.text) }
        var parts: [JSONValue] = []
        if !message.text.isEmpty {
            parts.append(["type": "input_text", "text": .string(message.text)])
        }
        for image in message.images {
            parts.append([
                "type": "input_image", "image_url": .string(image.address), "detail": "auto",
            ])
        }
        return .array(parts)
    }

    private static func tool(_ tool: ToolDefinition) -> JSONValue {
        var object: JSONObject = ["type": "function", "name": .string(tool.name)]
        object["description"] = tool.summary.map { .string($0) }
        object["parameters"] = tool.parameters
        object["strict"] = .bool(StrictSchema.isStrict(tool.parameters))
        return .object(object)
    }

    private static func toolChoice(_ names: [String]) -> JSONValue {
        guard names.count == 1 else { return "required" }
        return ["type": "function", "name": .string(names[0])]
    }

    private func format(_ format: ResponseFormat) throws(ProviderError) -> JSONValue? {
        switch format {
        case .text: return nil
        case .jsonObject: return ["type": "json_object"]
        case .jsonSchema(let schema):
            return [
                "type": "json_schema", "name": "answer", "schema": schema,
                "strict": .bool(StrictSchema.isStrict(schema)),
            ]
        case .grammar:
            throw .unsupported(provider: provider, what: "follow a grammar; use a JSON schema")
        }
    }
}
