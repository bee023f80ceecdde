/// What a symbol tells about a text.
public enum SymbolKind: String, Sendable, CaseIterable {
    /// What a request is about.
    case scene
    /// What kind of place a sentence names.
    case place
    /// Who speaks.
    case role
    /// What is felt.
    case emotion
    /// How deep a part is nested.
    case recursion
}
