/// A grammar as what the engine asks which tokens may come next.
package struct GrammarConstraint: TokenConstraint {
    private var matcher: GrammarMatcher
    private let vocabulary: GrammarVocabulary

    /// Starts before any text.
    package init(_ grammar: Grammar, vocabulary: GrammarVocabulary) {
        matcher = GrammarMatcher(grammar: grammar)
        self.vocabulary = vocabulary
    }

    /// Whether the text so far is a whole one.
    package var canEnd: Bool { matcher.canEnd }

    /// Marks the tokens that may come next; none where the grammar cannot be followed any further.
    package mutating func allow(into mask: inout TokenMask) {
        matcher.allowed(vocabulary: vocabulary, into: &mask)
    }

    /// Takes in the token that was chosen.
    package mutating func accept(_ token: Int32) {
        if !vocabulary.endsGeneration(token) { matcher.accept(vocabulary.bytes(of: token)) }
    }
}
