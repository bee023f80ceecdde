/// New tokens of one sequence in a pass: where its past is, and what is wanted of it.
public struct BatchEntry {
    /// For which tokens of an entry the logits are computed.
    public enum Output: Sendable {
        /// For none: the pass only fills the cache.
        case none
        /// For the last one.
        case last
        /// For each.
        case all
    }

    /// The keys and values of what came before; the pass appends to it.
    public var cache: Cache
    /// What follows, at least one token.
    public var tokens: ArraySlice<Int32>
    /// Whose logits are wanted.
    public var output: Output
    /// Whether the tokens are a prompt's. Quantised weights are multiplied in one way for prompts and
    /// in another for what is generated after them; see `MultiplyMethod`. The logits of a last token
    /// alone are always computed in the way of generation.
    public var isPrompt: Bool
    /// What they are computed with beside the model; the same for all tokens of a cache.
    public var adapters: AdapterSet?

    /// Describes new tokens of one sequence.
    public init(
        cache: Cache, tokens: ArraySlice<Int32>, output: Output = .last, isPrompt: Bool = true,
        adapters: AdapterSet? = nil
    ) {
        self.cache = cache
        self.tokens = tokens
        self.output = output
        self.isPrompt = isPrompt
        self.adapters = adapters
    }
}
