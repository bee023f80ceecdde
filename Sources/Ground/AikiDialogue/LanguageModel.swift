/// A model that writes text: ours, or someone else's behind an API.
public protocol LanguageModel: Sendable {
    /// What it is and what it can do.
    var profile: ModelProfile { get }

    /// Writes an answer.
    ///
    /// The stream ends after ``GenerationEvent/finished(_:)`` or with an error. Dropping the stream,
    /// or cancelling the task that reads it, stops the model within one token.
    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error>

    /// How many tokens a prompt fills, template and all.
    ///
    /// - Throws: an `AikiError` where the template refuses the conversation.
    func countTokens(_ prompt: Prompt) async throws -> Int
}

/// What a language model is and what it can do.
public struct ModelProfile: Sendable, Equatable {
    /// The name it is asked by.
    public var name: String
    /// The architecture (`llama`, `qwen2` …) or the provider's word for it.
    public var architecture: String
    /// The most tokens of prompt and answer together.
    public var contextTokensMax: Int
    /// Parameters, where known.
    public var parameterCount: Int?
    /// Bytes of weights, where known.
    public var weightBytes: Int?
    /// Whether it runs on this machine.
    public var isLocal: Bool
    /// Whether it has a chat template.
    public var canChat: Bool

    /// Makes a profile.
    public init(
        name: String, architecture: String, contextTokensMax: Int, parameterCount: Int? = nil,
        weightBytes: Int? = nil, isLocal: Bool = true, canChat: Bool = true
    ) {
        self.name = name
        self.architecture = architecture
        self.contextTokensMax = contextTokensMax
        self.parameterCount = parameterCount
        self.weightBytes = weightBytes
        self.isLocal = isLocal
        self.canChat = canChat
    }
}

/// A model that turns text into vectors whose nearness is nearness of meaning.
public protocol Embedder: Sendable {
    /// The name it is asked by.
    var name: String { get }
    /// How long its vectors are.
    var dimensions: Int { get }
    /// Vectors of unit length, one a text, in order.
    ///
    /// - Returns: (texts, dimensions).
    /// - Throws: an `AikiError` where a text exceeds the model's context.
    func embed(_ texts: [String]) async throws -> Embeddings
    /// The same for texts that are given as the model's own token ids.
    ///
    /// - Returns: (texts, dimensions).
    /// - Throws: ``ModelRequestError/unsupported(model:what:)`` unless an embedder can do it.
    func embed(tokens: [[Int32]]) async throws -> Embeddings
}

extension Embedder {
    /// Refuses token ids; an embedder that reads them replaces this.
    public func embed(tokens: [[Int32]]) async throws -> Embeddings {
        throw ModelRequestError.unsupported(model: name, what: "read token ids; send text")
    }
}

/// Vectors for some texts.
public struct Embeddings: Sendable, Equatable {
    /// One vector a text, in order.
    public var vectors: [[Float]]
    /// Of each text a second one from inside the model, where its words are less mixed; none where the
    /// embedder gives no such.
    public var inner: [[Float]]
    /// How many tokens were read in all.
    public var promptTokens: Int

    /// Makes a result.
    public init(vectors: [[Float]], inner: [[Float]] = [], promptTokens: Int) {
        self.vectors = vectors
        self.inner = inner
        self.promptTokens = promptTokens
    }
}
