/// How well symbols are found; nil where nothing was given to judge that by.
public struct SymbolReport: Sendable, Equatable {
    /// The 28 emotions.
    public var emotions: ClassificationScores?
    /// Ekman's six groups and neutral.
    public var groups: ClassificationScores?
    /// The 18 scenarios.
    public var scenes: ClassificationScores?
    /// The four kinds of place.
    public var places: ClassificationScores?
    /// What is said, and by whom.
    public var speech: SpeechScores?
    /// Lines that emotions were found in each second, on one thread.
    public var linesPerSecond: Double?

    /// The labels of GoEmotions without the groups.
    package static let fine = Array(GoEmotions.emotions.indices)

    package static func scores(
        _ given: [[Int]], _ corpus: LabelledCorpus, among counted: [Int]?
    ) -> ClassificationScores {
        ClassificationScores(
            given: given, truths: corpus.examples.map(\.labels), names: corpus.labels,
            counted: counted)
    }
}
