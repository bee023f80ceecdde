import AikiDialogue
import AikiModel
import AikiTokenizer

/// Computes vectors on a thread of its own, one call after the other.
actor EmbeddingDesk {
    nonisolated private let executor = DedicatedThreadExecutor(name: "aiki-embed")
    private let loaded: LoadedModel
    /// What was asked for alone, the latest last: who looks for a message's memories, who decides on its
    /// model and who files it ask one after the other.
    private var remembered: [(tokens: [TokenID], made: Embeddings)] = []

    /// Single texts that are remembered.
    private static let rememberedMax = 8
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
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        guard bytes <= EngineLimits.promptBytesMax else {
            throw ModelRequestError.invalidSetting(
                name: "input",
                problem: "has \(bytes) bytes; \(EngineLimits.promptBytesMax) are allowed")
        }
        return try embed(
            tokens: texts.map { text in
                loaded.tokenizer.encode(text, addSpecial: true, parseSpecial: false)
            })
    }

    func embed(tokens sequences: [[TokenID]]) throws -> Embeddings {
        for (index, sequence) in sequences.enumerated() { try check(sequence, at: index) }
        if sequences.count == 1, let known = remembered.first(where: { $0.tokens == sequences[0] })
        {
            return known.made
        }
        var result = Embeddings(
            vectors: [], promptTokens: sequences.reduce(0) { $0 + $1.count })
        result.vectors.reserveCapacity(sequences.count)
        var start = 0
        while start < sequences.count {
            try Task.checkCancellation()
            let end = min(start + Self.batchTexts, sequences.count)
            let made = try loaded.model.embedInside(Array(sequences[start..<end]))
            result.vectors += made.vectors
            result.inner += made.inner
            start = end
        }
        if sequences.count == 1 {
            if remembered.count == Self.rememberedMax { remembered.removeFirst() }
            remembered.append((sequences[0], result))
        }
        return result
    }

    /// Refuses what the model cannot read, before anything is computed.
    private func check(_ sequence: [TokenID], at index: Int) throws(ModelRequestError) {
        let limit = loaded.model.configuration.contextTokensMax
        guard !sequence.isEmpty else {
            throw .invalidSetting(
                name: "input", problem: "has no tokens in the text at \(index)")
        }
        guard sequence.count <= limit else {
            throw .contextExceeded(
                promptTokens: sequence.count, outputTokens: 0, limitTokens: limit)
        }
        let count = loaded.model.configuration.vocabularySize
        guard let stranger = sequence.first(where: { !(0..<count).contains(Int($0)) }) else {
            return
        }
        throw .invalidSetting(
            name: "input",
            problem: "has the token \(stranger) at \(index); the model knows 0 … \(count - 1)")
    }
}
