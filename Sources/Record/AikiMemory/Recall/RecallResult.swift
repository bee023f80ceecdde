/// What memory has to say to a question.
public struct RecallResult: Sendable {
    /// The memories found, best first.
    public let hits: [RecallHit]
    /// How likely it is that the answer is among them, from 0 to 1.
    public let confidence: Double
    /// Whether the confidence reaches the threshold under which "I do not know" is the right answer.
    public let isKnown: Bool
    /// Whether meaning was compared, not only words: false where no embedding model is installed.
    public let usesMeaning: Bool
    /// Why meaning was not compared although it should have been; nil where all is well.
    public var problem: (any Error)?

    /// Describes a result.
    public init(hits: [RecallHit], confidence: Double, isKnown: Bool, usesMeaning: Bool) {
        self.hits = hits
        self.confidence = confidence
        self.isKnown = isKnown
        self.usesMeaning = usesMeaning
    }
}
