package import AikiBase
package import AikiDialogue

/// A request to `/v1/completions`, read and checked.
package struct CompletionRequest: Sendable {
    /// The model that is asked for.
    package var model: String
    /// What is shared with chat.
    package var shared: SamplingFields
    /// The prompts, in order.
    package var prompts: [Prompt]
    /// Whether each answer begins with its prompt.
    package var echoes: Bool
    /// What the model is asked, but for prompt and seed.
    package var generation: GenerationRequest
    /// Parameters that were sent and mean nothing here.
    package var ignored: [String]

    /// Reads a body.
    package init(_ body: JSONObject) throws(APIError) {
        var fields = FieldReader(body)
        model = try fields.requiredRecordedString("model")
        prompts = try Self.readPrompts(&fields)
        shared = try SamplingFields(&fields)
        let choices = prompts.count * shared.choiceCount
        guard choices <= RequestLimits.choicesMax else {
            throw .tooMany("prompt", count: choices, limit: RequestLimits.choicesMax)
        }
        let logProbabilities = try fields.integer(
            "logprobs", in: 0...RequestLimits.topLogProbabilitiesMax)
        echoes = try fields.bool("echo") ?? false
        try Self.refuseUnsupported(
            &fields, prompts: prompts, echoes: echoes, choiceCount: shared.choiceCount,
            logProbabilities: logProbabilities)
        let tokensMax = try fields.integer("max_tokens", in: 0...RequestLimits.tokensMax)
        generation = GenerationRequest(
            prompt: .text(""), sampling: shared.sampling,
            outputTokensMax: tokensMax ?? RequestLimits.completionTokensDefault,
            stopStrings: shared.stopStrings, format: try ResponseFormat.read(&fields),
            topLogProbabilities: logProbabilities)
        generation.adapters = shared.adapters
        ignored = fields.unread
    }

    /// One request to the model for each choice; the choices of a prompt stand together.
    package var generations: [GenerationRequest] {
        (0..<prompts.count * shared.choiceCount).map { choice in
            var request = generation
            request.prompt = prompts[choice / shared.choiceCount]
            request.sampling = shared.sampling(choice: choice)
            return request
        }
    }

    /// What a choice begins with.
    package func echo(choice: Int) -> String {
        guard echoes, case .text(let text) = prompts[choice / shared.choiceCount] else { return "" }
        return text
    }

    private static func refuseUnsupported(
        _ fields: inout FieldReader, prompts: [Prompt], echoes: Bool, choiceCount: Int,
        logProbabilities: Int?
    ) throws(APIError) {
        if let suffix = try fields.string("suffix"), !suffix.isEmpty {
            throw .invalid("suffix", "'suffix' is not supported.")
        }
        let best = try fields.integer("best_of", in: 1...RequestLimits.choicesMax)
        if let best, best != choiceCount {
            throw .invalid("best_of", "'best_of' other than 'n' is not supported.")
        }
        guard echoes else { return }
        if logProbabilities != nil {
            throw .invalid("echo", "'echo' with 'logprobs' is not supported.")
        }
        for case .tokens in prompts {
            throw .invalid("echo", "'echo' needs prompts that are text.")
        }
    }

    /// A string, an array of strings, an array of tokens, or an array of arrays of tokens.
    private static func readPrompts(_ fields: inout FieldReader) throws(APIError) -> [Prompt] {
        guard let value = fields.value("prompt") else {
            throw .invalid("prompt", "'prompt' is missing.")
        }
        return try TextInputs(value, path: "prompt", countMax: RequestLimits.choicesMax).prompts
    }
}
