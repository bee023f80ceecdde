/// Which numbers of a head rotary position embedding turns together.
public enum RotaryPairing: Sendable, CaseIterable {
    /// Pair i is (2i, 2i + 1): the order of the original paper and of Llama weights in GGUF.
    case adjacent
    /// Pair i is (i, i + rotated / 2): the order of GPT-NeoX.
    case halves
}
