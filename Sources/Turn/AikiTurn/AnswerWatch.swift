import AikiDialogue
import AikiRouter

/// Holds an answer back until its beginning is trusted, or all of it, and says where it is not trusted any more.
struct AnswerWatch {
    private var cascade: ConfidenceCascade
    private var held: [GenerationEvent.Delta] = []
    /// Whether nothing is shown before the answer is whole, because it is compared with another.
    private let holdsAll: Bool

    init(_ thresholds: ConfidenceCascade.Thresholds, holdsAll: Bool) {
        cascade = ConfidenceCascade(thresholds)
        self.holdsAll = holdsAll
    }

    /// What is held, as text.
    var heldText: String { held.map(\.text).joined() }

    /// Takes a piece of the answer.
    ///
    /// - Returns: what may be shown now, in order.
    /// - Throws: ``AnswerDoubted``.
    mutating func take(
        _ delta: GenerationEvent.Delta
    ) throws(AnswerDoubted) -> [GenerationEvent.Delta] {
        held.append(delta)
        switch cascade.take(delta.tokens) {
        case .undecided: return []
        case .keep: return holdsAll ? [] : finish()
        case .escalate(let mean):
            let percent = Int((ConfidenceCascade.probability(ofMean: mean) * 100).rounded())
            throw AnswerDoubted(
                reason: "The local model was not sure of its answer: its words had a mean "
                    + "probability of \(percent) %.")
        }
    }

    /// What is still held, when the answer is whole.
    mutating func finish() -> [GenerationEvent.Delta] {
        defer { held = [] }
        return held
    }
}
