/// A question with the right answer to it.
struct Exchange: Sendable {
    var kind: Exercise.Kind
    var question: String
    var answer: String
    var expectation: ExpectedAnswer = .free
    /// Whether training never asks in this way.
    var isUnfamiliar = false
}
