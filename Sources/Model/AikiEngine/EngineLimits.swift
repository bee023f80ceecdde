/// Bounds on what one request may ask of the engine; each is tested at the limit and one past it.
public enum EngineLimits {
    /// Stop strings of one request.
    public static let stopStringsMax = 32
    /// Bytes of one stop string; longer ones would hold back as much text.
    public static let stopStringBytesMax = 1024
    /// Sequence breakers of DRY.
    public static let sequenceBreakersMax = 64
    /// Bytes of one sequence breaker.
    public static let sequenceBreakerBytesMax = 256
    /// Entries of a logit bias.
    public static let logitBiasesMax = 4096
    /// Alternatives reported for each token.
    public static let alternativesMax = 100
    /// Bytes of text in one prompt, before it is tokenised.
    public static let promptBytesMax = 64 << 20
    /// Bytes of one tool call's text; an answer that goes on past it is plain text.
    public static let toolCallBytesMax = 1 << 20
    /// Adapters of one request.
    public static let adaptersMax = 8
    /// The strength of an adapter, either way; 1 is as it was trained.
    public static let adapterScaleMax = 100.0
    /// Adapters that a model keeps in memory; the one unused longest goes.
    public static let adaptersLoadedMax = 16
    /// Tokens of one answer that are guessed at a time, at most.
    public static let draftTokensMax = 31
    /// Texts in one call of an embedder.
    public static let embeddingTextsMax = 4096
}
