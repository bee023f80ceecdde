/// How the vectors of a text's tokens become the vector of the text.
public enum Pooling: Int, Sendable, CaseIterable {
    /// Their mean.
    case mean = 1
    /// The first token's, which stands for the whole text.
    case cls = 2
    /// The last token's.
    case last = 3
}
