public import AikiBase
import AikiCheckpoint
public import AikiDialogue
import AikiModel

/// A model on this machine that turns text into vectors whose nearness is nearness of meaning.
public final class NativeEmbedder: Embedder {
    /// The name it is asked by.
    public let name: String
    /// How long its vectors are.
    public let dimensions: Int
    /// The most tokens of one text.
    public let contextTokensMax: Int
    /// Bytes of its weights, in their file and as they are multiplied.
    public let memoryBytes: Int
    private let desk: EmbeddingDesk

    private init(name: String, loaded: LoadedModel) {
        self.name = name
        dimensions = loaded.model.configuration.width
        contextTokensMax = loaded.model.configuration.contextTokensMax
        memoryBytes = loaded.file.byteCount + loaded.model.bytesBesideFile
        desk = EmbeddingDesk(loaded)
    }

    /// Loads a GGUF file.
    ///
    /// - Parameters:
    ///   - path: the file, or the first of its parts.
    ///   - name: what the model is asked by.
    ///   - configuration: how it is run; only threads and kernels count.
    ///   - progress: told of each stage.
    /// - Returns: the model, ready to embed.
    /// - Throws: what is wrong with the file; `ModelRequestError.unsupported` where the model writes
    ///   text and makes no vectors.
    public static func load(
        path: String, name: String, configuration: EngineConfiguration,
        progress: ProgressHandler? = nil
    ) async throws -> NativeEmbedder {
        let loaded = try await ThreadWork.run(named: "aiki-load") {
            try LoadedModel(path: path, configuration: configuration, progress: progress)
        }
        guard loaded.model.configuration.isEmbedder else {
            throw ModelRequestError.unsupported(model: name, what: "make embeddings")
        }
        return NativeEmbedder(name: name, loaded: loaded)
    }

    /// Vectors of unit length, one a text, in order.
    ///
    /// - Returns: (texts, dimensions).
    /// - Throws: ``ModelRequestError/contextExceeded(promptTokens:outputTokens:limitTokens:)`` for a
    ///   text that is too long, before anything is computed.
    public func embed(_ texts: [String]) async throws -> Embeddings {
        try Self.check(count: texts.count)
        return try await desk.embed(texts)
    }

    /// The same for texts that are token ids already, taken as they are: the special tokens around
    /// a text, `[CLS]` and `[SEP]` say, must be among them.
    ///
    /// - Returns: (texts, dimensions).
    /// - Throws: ``ModelRequestError/contextExceeded(promptTokens:outputTokens:limitTokens:)`` for a
    ///   text that is too long and `invalidSetting` for an id that the vocabulary lacks, before
    ///   anything is computed.
    public func embed(tokens: [[Int32]]) async throws -> Embeddings {
        try Self.check(count: tokens.count)
        return try await desk.embed(tokens: tokens)
    }

    private static func check(count: Int) throws(ModelRequestError) {
        guard count <= EngineLimits.embeddingTextsMax else {
            throw .invalidSetting(
                name: "input",
                problem: "has \(count) texts; \(EngineLimits.embeddingTextsMax) are allowed")
        }
    }
}
