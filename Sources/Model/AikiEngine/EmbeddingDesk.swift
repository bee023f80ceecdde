import AikiDialogue
import AikiModel
import AikiTokenizer

/// Computes vectors on a thread of its own, one call after the other.
actor EmbeddingDesk {
    nonisolated private let executor = DedicatedThreadExecutor(name: "aiki-embed")
    private let loaded: LoadedModel

    /// Texts that are computed between two looks at whether the caller still wants them.
    private static let batchTexts = 32

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(_ loaded: LoadedModel) {
        self.loaded = loaded
    }

    deinit {
        executor.stop()
    }

    func embed(_ texts: [String]) throws -> Embeddings {
        let limit = loaded.model.configuration.contextTokensMax
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        guard bytes <= EngineLimits.promptBytesMax else {
            throw ModelRequestError.invalidSetting(
                name: "input",
                problem: "has \(bytes) bytes; \(EngineLimits.promptBytesMax) are allowed")
        }
        let sequences = try texts.map { text in
            let tokens = loaded.tokenizer.encode(text, addSpecial: true, parseSpecial: false)
            guard tokens.count <= limit else {
                throw ModelRequestError.contextExceeded(
                    promptTokens: tokens.count, outputTokens: 0, limitTokens: limit)
            }
            guard !tokens.isEmpty else {
                throw ModelRequestError.invalidSetting(
                    name: "input", problem: "holds a text without tokens")
            }
            return tokens
        }
        var result = Embeddings(
            vectors: [], promptTokens: sequences.reduce(0) { $0 + $1.count })
        result.vectors.reserveCapacity(sequences.count)
        var start = 0
        while start < sequences.count {
            try Task.checkCancellation()
            let end = min(start + Self.batchTexts, sequences.count)
            result.vectors += try loaded.model.embed(Array(sequences[start..<end]))
            start = end
        }
        return result
    }
}
