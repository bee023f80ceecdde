/// The guesses of one answer: what comes next as far as it can be foreseen, checked in one pass.
///
/// Each guess is a row of the next pass. The sampler then draws token after token as it always does,
/// and goes on for as long as what it draws is what was guessed; the rest of the pass is thrown away.
/// The answer is thus, token by token, the one that would have been written without guesses: greedy or
/// drawn, with penalties, grammars and stop strings. (It is the rule of Leviathan 2023 §2.3 for
/// guesses that are certain of themselves: one is accepted with the probability that the model gives
/// it, and what is drawn in its place follows the model's distribution without it.)
package struct Speculation {
    /// What the next tokens may be.
    package private(set) var drafts: [Int32] = []
    private var lookup = PromptLookup()
    private var match: PromptLookup.Match?
    private var evidence = DraftPolicy.Evidence.shortMatch
    package var policy = DraftPolicy()

    /// Starts without guesses.
    package init() {}

    /// Guesses from what the text said before.
    ///
    /// - Parameters:
    ///   - text: prompt and answer so far.
    ///   - rowCost: what a guess costs as a share of a pass without any.
    ///   - answers: answers that the pass goes on with.
    ///   - limit: the most that may be guessed.
    /// - Returns: whether the text gave any evidence.
    package mutating func lookUp(
        _ text: [Int32], rowCost: Double, answers: Int, limit: Int
    ) -> Bool {
        drafts.removeAll(keepingCapacity: true)
        match = nil
        guard limit > 0, let found = lookup.match(text) else { return false }
        evidence = DraftPolicy.Evidence(matchLength: found.length)
        let count = policy.count(evidence, rowCost: rowCost, answers: answers, limit: limit)
        guard count > 0 else { return false }
        lookup.draft(count, from: found, of: text, into: &drafts)
        match = found
        return true
    }

    /// Takes in a guess of the draft model.
    package mutating func append(_ token: Int32) {
        evidence = .draftModel
        drafts.append(token)
    }

    /// No guesses for the next pass.
    package mutating func removeAll() {
        drafts.removeAll(keepingCapacity: true)
        match = nil
    }

    /// The guesses were checked.
    package mutating func settle(accepted: Int) {
        guard !drafts.isEmpty else { return }
        policy.learn(evidence, drafted: drafts.count, accepted: accepted)
        if let match, accepted > 0 || evidence == .longMatch {
            lookup.leave(match, accepted: accepted)
        }
        removeAll()
    }
}
