/// What a label says of a text.
public enum SymbolKind: String, Sendable, CaseIterable {
    /// Where or in what situation it plays.
    case scene
    /// Who speaks, or in what part.
    case role
    /// What is felt.
    case emotion
}
