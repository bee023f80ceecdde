package import AikiModel

/// What the engine needs of a model: some caches, and logits for what is run on them.
///
/// Only the engine's own thread calls it. The stand-ins of the tests conform as well, so that
/// scheduling, sampling and streaming are tested with no weights.
package protocol TokenModel: AnyObject {
    /// How many logits a token has.
    var vocabularySize: Int { get }

    /// Forgets what a slot's cache holds from a token on.
    func truncate(slot: Int, to count: Int)

    /// Makes a slot's cache hold the first tokens of another's.
    func copyPrefix(from source: Int, to slot: Int, count: Int) throws

    /// Bytes of one token's state; 0 where states cannot be taken out.
    var stateBytesPerToken: Int { get }

    /// What a state depends on besides the tokens, in words.
    var stateDescription: String { get }

    /// Copies the state of some of a slot's tokens out.
    func copyState(slot: Int, tokens: Range<Int>, to target: UnsafeMutableRawBufferPointer)

    /// Appends the state of some tokens of a block that ``copyState(slot:tokens:to:)`` made, where
    /// the slot's text was computed with the adapters of a key.
    func appendState(
        slot: Int, adapterKey: UInt64, tokens: Range<Int>, of blockTokens: Int,
        from source: UnsafeRawBufferPointer
    ) throws

    /// Says what is added to the model for a slot, before its request's first tokens.
    func useAdapters(_ adapters: AdapterSet?, slot: Int)

    /// Runs tokens on their slots' caches, all in one batch.
    func run(_ batch: [TokenModelEntry]) throws

    /// The n-th of the logits that were wanted, in the order of the entries: (vocabulary), valid until
    /// the next run.
    func logits(_ output: Int) -> UnsafeBufferPointer<Float>
}

extension TokenModel {
    /// Adds nothing; a model that takes adapters replaces this.
    package func useAdapters(_ adapters: AdapterSet?, slot: Int) {}
}

/// What one slot computes in a batch.
package struct TokenModelEntry {
    /// The slot.
    package var slot: Int
    /// The tokens that follow what its cache holds.
    package var tokens: ArraySlice<Int32>
    /// Whose logits are wanted.
    package var output: Output
    /// Whether they are of a prompt, or were written by the model; never some of each.
    package var isPrompt: Bool

    /// The tokens of an entry whose logits are wanted.
    package enum Output: Sendable {
        /// None: the cache is filled.
        case none
        /// The last.
        case last
        /// Each: all but the first are guesses.
        case all
    }

    /// Describes an entry.
    package init(slot: Int, tokens: ArraySlice<Int32>, output: Output, isPrompt: Bool) {
        self.slot = slot
        self.tokens = tokens
        self.output = output
        self.isPrompt = isPrompt
    }
}
