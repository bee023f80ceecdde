package import AikiBase
package import AikiDialogue

/// A request to `/v1/chat/completions`, read and checked.
package struct ChatRequest: Sendable {
    /// The model that is asked for.
    package var model: String
    /// What is shared with plain completions.
    package var shared: SamplingFields
    /// The tools and which must be called.
    package var tools: ToolFields
    /// What the model is asked, but for the seed of each choice.
    package var generation: GenerationRequest
    /// Parameters that were sent and mean nothing here, and a header among the instructions.
    package var ignored: [String]

    /// Reads a body.
    package init(_ body: JSONObject) throws(APIError) {
        var fields = FieldReader(body)
        model = try fields.requiredRecordedString("model")
        let limit = RequestLimits.messagesMax
        guard let elements = try fields.array("messages", countMax: limit) else {
            throw .invalid("messages", "'messages' is missing.")
        }
        var messages = try MessageFields.read(elements)
        let hadHeader = ClientHeader.remove(from: &messages)
        shared = try SamplingFields(&fields)
        tools = try ToolFields(&fields)
        try Self.refuseUnsupported(&fields)
        var conversation = Conversation(messages: messages, tools: tools.tools)
        try Self.readTemplateVariables(&fields, into: &conversation)
        var format = try ResponseFormat.read(&fields)
        if let forced = try tools.forcedSchema() { format = .jsonSchema(forced) }
        generation = GenerationRequest(
            prompt: .conversation(conversation), sampling: shared.sampling,
            outputTokensMax: try Self.readTokensMax(&fields), stopStrings: shared.stopStrings,
            format: format, topLogProbabilities: try Self.readLogProbabilities(&fields))
        generation.adapters = shared.adapters
        generation.forcedTools = tools.forcedNames
        ignored = fields.unread + (hadHeader ? [ClientHeader.name] : [])
    }

    /// One request to the model for each choice.
    package var generations: [GenerationRequest] {
        (0..<shared.choiceCount).map { choice in
            var request = generation
            request.sampling = shared.sampling(choice: choice)
            return request
        }
    }

    private static func readTokensMax(_ fields: inout FieldReader) throws(APIError) -> Int? {
        let range = 1...RequestLimits.tokensMax
        let old = try fields.integer("max_tokens", in: range)
        return try fields.integer("max_completion_tokens", in: range) ?? old
    }

    private static func readLogProbabilities(
        _ fields: inout FieldReader
    ) throws(APIError) -> Int? {
        let asked = try fields.bool("logprobs") ?? false
        let top = try fields.integer("top_logprobs", in: 0...RequestLimits.topLogProbabilitiesMax)
        guard asked else {
            guard top == nil else {
                throw .invalid("top_logprobs", "'top_logprobs' needs 'logprobs' to be true.")
            }
            return nil
        }
        return top ?? 0
    }

    private static func readTemplateVariables(
        _ fields: inout FieldReader, into conversation: inout Conversation
    ) throws(APIError) {
        if let effort = try fields.string("reasoning_effort") {
            conversation.templateVariables["reasoning_effort"] = .string(effort)
            if effort == "none" { conversation.isThinkingEnabled = false }
        }
        guard let variables = try fields.object("chat_template_kwargs") else { return }
        var reader = FieldReader(variables, path: "chat_template_kwargs")
        if let isEnabled = try reader.bool("enable_thinking") {
            conversation.isThinkingEnabled = isEnabled
        }
        for key in reader.unread { conversation.templateVariables[key] = variables[key] }
    }

    /// What would change the answer and cannot be done is refused, not ignored.
    private static func refuseUnsupported(_ fields: inout FieldReader) throws(APIError) {
        for key in ["functions", "function_call"] where fields.value(key) != nil {
            throw .invalid(key, "'\(key)' is OpenAI's old form; use 'tools' and 'tool_choice'.")
        }
        for key in ["audio", "web_search_options"] where fields.value(key) != nil {
            throw .invalid(key, "'\(key)' is not supported: answers are text from a model alone.")
        }
        let modalities = try fields.array("modalities", countMax: 8) ?? []
        for modality in modalities where modality != "text" {
            throw .invalid("modalities", "'modalities' may hold 'text' only.")
        }
    }
}
