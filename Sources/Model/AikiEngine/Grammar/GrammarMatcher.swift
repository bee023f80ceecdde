/// Follows one answer through a grammar and says which tokens may come next.
///
///     var matcher = GrammarMatcher(grammar: try Grammar(gbnf: "root ::= \"yes\" | \"no\""))
///     matcher.allowed(vocabulary: vocabulary, into: &mask)
///     matcher.accept(vocabulary.bytes(of: token))
///
/// A mask costs a walk over the vocabulary's prefix tree, at most a few milliseconds for 150,000
/// tokens, and is remembered with its state.
package struct GrammarMatcher: Sendable {
    /// Masks that are remembered.
    package static let masksMax = 64

    private var automaton: GrammarAutomaton
    private var state: Int32
    private var masks: [Int32: [UInt64]] = [:]

    /// Starts before any text.
    package init(grammar: Grammar) {
        automaton = GrammarAutomaton(grammar)
        state = automaton.start()
    }

    /// Whether the text so far is a whole one.
    package var canEnd: Bool { automaton.canEnd(state) }

    /// Whether no text can go on from here; also where the grammar is too ambiguous to follow.
    package var isDead: Bool { state == GrammarAutomaton.dead }

    /// Whether a step was refused because the grammar is too ambiguous to follow.
    package var isOverloaded: Bool { automaton.isOverloaded }

    /// Takes in more of the text.
    ///
    /// - Returns: false where the grammar does not allow it; then nothing has changed.
    /// - Complexity: O(bytes) for steps that were taken before.
    @discardableResult
    package mutating func accept(_ bytes: some Sequence<UInt8>) -> Bool {
        automaton.refillWork()
        var next = state
        for byte in bytes {
            next = automaton.step(next, byte)
            if next == GrammarAutomaton.dead { return false }
            if automaton.isFull {
                let kept = automaton.restart(keeping: [state, next])
                (state, next) = (kept[0], kept[1])
                masks = [:]
                automaton.refillWork()
            }
        }
        state = next
        return true
    }

    /// Marks the tokens that may come next; those that end the answer where it can end.
    ///
    /// - Precondition: the mask has as many tokens as the vocabulary, or more.
    package mutating func allowed(vocabulary: GrammarVocabulary, into mask: inout TokenMask) {
        precondition(mask.count >= vocabulary.count, "the mask is smaller than the vocabulary")
        if let known = masks[state], known.count == mask.words.count {
            mask.words = known
            return
        }
        automaton.refillWork()
        mask.removeAll()
        if state != GrammarAutomaton.dead {
            automaton.walk(vocabulary, from: state, into: &mask)
            if automaton.isOverloaded { mask.removeAll() }
            if canEnd {
                for token in vocabulary.endOfGeneration { mask[Int(token)] = true }
            }
        }
        if automaton.isFull {
            state = automaton.restart(keeping: [state])[0]
            masks = [:]
        } else {
            if masks.count >= Self.masksMax { masks = [:] }
            masks[state] = mask.words
        }
    }
}
