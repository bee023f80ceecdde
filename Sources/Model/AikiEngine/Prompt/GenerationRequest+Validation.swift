package import AikiDialogue

extension GenerationRequest {
    /// Checks the settings that are not of sampling.
    ///
    /// - Throws: ``ModelRequestError/invalidSetting(name:problem:)`` for the first out of its range.
    package func validate() throws(ModelRequestError) {
        if case .conversation(let conversation) = prompt,
            conversation.messages.contains(where: { !$0.images.isEmpty })
        {
            throw .invalidSetting(
                name: "messages", problem: "holds an image, and this model reads text only")
        }
        if let outputTokensMax, outputTokensMax < 1 {
            throw .invalidSetting(
                name: "max_tokens", problem: "is \(outputTokensMax) and must be at least 1")
        }
        if let count = topLogProbabilities, !(0...EngineLimits.alternativesMax).contains(count) {
            throw .invalidSetting(
                name: "top_logprobs",
                problem: "is \(count) and must be from 0 to \(EngineLimits.alternativesMax)")
        }
        guard stopStrings.count <= EngineLimits.stopStringsMax else {
            throw .invalidSetting(
                name: "stop",
                problem:
                    "has \(stopStrings.count) texts; \(EngineLimits.stopStringsMax) are allowed")
        }
        for text in stopStrings {
            let bytes = text.utf8.count
            guard bytes > 0, bytes <= EngineLimits.stopStringBytesMax else {
                throw .invalidSetting(
                    name: "stop",
                    problem: "holds a text of \(bytes) bytes; 1 to "
                        + "\(EngineLimits.stopStringBytesMax) are allowed")
            }
        }
    }
}
