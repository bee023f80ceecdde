/// What a model is, read from its file and checked against its tensors.
public struct ModelConfiguration: Sendable, Equatable {
    /// The architecture's name in GGUF, such as `llama`.
    public let architecture: String
    /// Rows of the embedding table.
    public let vocabularySize: Int
    /// The longest sequence the model was made for, in tokens.
    public let contextTokensMax: Int
    /// Numbers a token has between layers.
    public let width: Int
    /// Blocks of attention and feed-forward.
    public let layerCount: Int
    /// Heads of queries a layer.
    public let headCount: Int
    /// Heads of keys and values a layer; each serves headCount / keyValueHeadCount query heads.
    public let keyValueHeadCount: Int
    /// Numbers a key or query head has.
    public let keyWidth: Int
    /// Numbers a value head has.
    public let valueWidth: Int
    /// Whether the model turns texts into vectors instead of continuing them.
    public let isEmbedder: Bool
    /// How an embedder's token vectors become one; nil for others.
    public let pooling: Pooling?
    /// Parameters of all tensors together.
    public let parameterCount: Int
}
