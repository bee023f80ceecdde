package import AikiTensor

/// How the layers of one decoder differ from plain Llama's; an architecture file fills it in.
package struct DecoderRecipe {
    /// Which numbers of a head turn together.
    package var pairing: RotaryPairing = .halves
    /// Norms over each query and key head before rotation.
    package var normalisesHeads = false
    /// Norms over what attention and feed-forward give, before it is added.
    package var normalisesBranches = false
    /// The feed-forward's activation.
    package var activation: Activation = .silu
    /// What embeddings are multiplied by where the file does not say.
    package var embeddingScale: Float = 1
    /// What scores are multiplied by where the file does not say; nil for 1 / √keyWidth.
    package var attentionScale: Float?
    /// The base of the rotation where the file does not say.
    package var rotaryBase: Double = 10_000
    /// The factor of linear scaling where the file says nothing of scaling.
    package var rotaryFactor: Double = 1
    /// Whether a cap of the logits in the file counts.
    package var capsLogits = true
    /// The base of a second rotation for sliding-window layers; nil where they share the first.
    package var localRotaryBase: Double?
    /// Experts instead of one feed-forward.
    package var experts: ExpertRouting?
    /// Whether a layer's positions turn at all.
    package var rotates: @Sendable (_ layer: Int) -> Bool = { _ in true }
    /// Whether a layer sees only the sliding window, where the file has one.
    package var slides: @Sendable (_ layer: Int) -> Bool = { _ in true }

    /// Plain Llama, but for the pairing.
    package init() {}
}
