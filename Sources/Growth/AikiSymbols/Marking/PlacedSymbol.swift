/// A symbol and where it is written.
package struct PlacedSymbol: Sendable, Equatable {
    /// Before this scalar of the text.
    package let place: Int
    /// What is written.
    package let token: String
    /// Of symbols at one place, the lower comes first: depth, role, place, scene, emotion.
    let rank: Int
    /// Of symbols of one kind at one place.
    let order: Int

    init(_ place: Int, _ kind: SymbolKind, _ value: String, order: Int) {
        self.place = place
        token = SymbolVocabulary.token(kind, value)
        self.order = order
        rank =
            switch kind {
            case .recursion: 0
            case .role: 1
            case .place: 2
            case .scene: 3
            case .emotion: 4
            }
    }
}
