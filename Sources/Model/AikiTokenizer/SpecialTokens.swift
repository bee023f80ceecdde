/// The tokens of a vocabulary that have a part to play.
public struct SpecialTokens: Sendable, Equatable {
    /// Begins a text.
    public var bos: TokenID?
    /// Ends a text.
    public var eos: TokenID?
    /// Ends a turn.
    public var eot: TokenID?
    /// Ends a message that calls a tool.
    public var eom: TokenID?
    /// Stands for what the vocabulary cannot spell.
    public var unknown: TokenID?
    /// Fills a batch.
    public var padding: TokenID?
    /// Stands between two texts (BERT: ends each).
    public var separator: TokenID?
    /// Begins a text for a classifier (BERT).
    public var classification: TokenID?
    /// Hides a word.
    public var mask: TokenID?
    /// All tokens at which generation stops.
    public var endOfGeneration: Set<TokenID> = []
    /// Whether encoding with special tokens puts `bos` first.
    public var addsBOS = false
    /// Whether encoding with special tokens puts `eos` last.
    public var addsEOS = false

    /// No special tokens.
    public init() {}
}
