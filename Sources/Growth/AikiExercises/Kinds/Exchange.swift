import AikiMind

/// A question with the right answer to it.
struct Exchange: Sendable {
    var kind: Exercise.Kind
    var question: String
    var answer: String
    var expectation: ExpectedAnswer = .free
    /// Whether training never asks in this way.
    var isUnfamiliar = false
    /// What the product tells the model in front of the question; empty where the question says it all.
    var guidance = ""

    /// The share of questions in front of which it is told: programs may ask without.
    private static let guidedShare = 0.6
    /// The share of those in front of which it is told how the answer is to sound.
    private static let tonedShare = 0.2

    /// Tells the model in front of the question what is meant, as the product does; it is the first, or
    /// something was said before.
    mutating func guide(isFirst: Bool, _ dice: inout Dice) {
        guard dice.chance(Self.guidedShare) else { return }
        let reading = MessageReading(question)
        let intention: Intention? =
            switch reading.act {
            case .thanks, .farewell: .close
            case .correction: .correct
            case _ where !reading.asksAboutSelf: nil
            default:
                switch kind {
                case .memory, .history, .confirmation: .answerFromMemory
                // What was found may hold something else than what is asked.
                case .unknown where isFirst: dice.chance(0.6) ? .admitUnknown : .answerFromMemory
                case .unknown: .answerFromMemory
                default: nil
                }
            }
        var parts = [intention?.instruction ?? ""]
        if dice.chance(Self.tonedShare) {
            parts.append(dice.pick(MindEffects.Tone.allCases).instruction)
            parts.append(dice.pick(MindEffects.Verbosity.allCases).instruction)
        }
        guidance = parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
