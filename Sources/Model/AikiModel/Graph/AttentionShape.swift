/// The numbers of one layer's attention.
///
/// Grouped queries: head h reads key head h / (heads / keyValueHeads). Source: Ainslie 2023 §2.2.
package struct AttentionShape: Sendable, Equatable {
    /// Which layer of the cache holds its keys and values.
    package var layer: Int
    /// Query heads.
    package var heads: Int
    /// Key and value heads; a divisor of ``heads``.
    package var keyValueHeads: Int
    /// Numbers in a key or query head.
    package var keyWidth: Int
    /// Numbers in a value head.
    package var valueWidth: Int
    /// What scores are multiplied by.
    package var scale: Float
    /// How many positions back a token sees, itself included; nil for all.
    package var window: Int?
    /// Scores s become cap · tanh(s / cap); nil leaves them.
    package var softcap: Float?
    /// Whether a token sees only what came before it; else the whole of its sequence in the pass.
    package var isCausal: Bool
}
