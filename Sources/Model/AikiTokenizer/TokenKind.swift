/// What a token is for; raw values are those of `tokenizer.ggml.token_type`.
public enum TokenKind: UInt8, Sendable, CaseIterable {
    /// Text.
    case normal = 1
    /// Stands for text that the vocabulary cannot spell.
    case unknown = 2
    /// Steers the model (`<|im_end|>`); matched in text only where that is asked for.
    case control = 3
    /// Text that is always one token wherever it stands.
    case userDefined = 4
    /// Never produced.
    case unused = 5
    /// One byte, spelled `<0x0A>`.
    case byte = 6
}
