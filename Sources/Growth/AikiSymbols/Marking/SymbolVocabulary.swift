/// The tokens that symbols are written as: `<|kind:value|>`, a bounded number of them.
public enum SymbolVocabulary {
    /// Speakers that have a symbol of their own, in the order in which they first speak.
    public static let speakersMax = 8
    /// Depths that have a symbol of their own; what is nested deeper has the last one.
    public static let depthsMax = 4

    /// The token of a value.
    public static func token(_ kind: SymbolKind, _ value: String) -> String {
        "<|\(kind == .recursion ? "depth" : kind.rawValue):\(value)|>"
    }

    /// Every token that a marker of these kinds writes, in a fixed order.
    public static func tokens(_ kinds: Set<SymbolKind>) -> [String] {
        SymbolKind.allCases.filter(kinds.contains).flatMap { kind in
            values(of: kind).map { token(kind, $0) }
        }
    }

    /// The values of a kind.
    static func values(of kind: SymbolKind) -> [String] {
        switch kind {
        case .scene: HWUScenarios.scenarios
        case .place: LitBankPlaces.labels
        case .role:
            ["narrator", "user", "assistant", "system"]
                + (1...speakersMax).map(String.init) + ["other"]
        case .emotion: GoEmotions.emotions.filter { $0 != "neutral" }
        case .recursion: (0...depthsMax).map(String.init)
        }
    }
}
