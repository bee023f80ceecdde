/// Reads GoEmotions' files: lines of text, label numbers and an id, with tabs between.
///
/// To the 28 labels come Ekman's six basic emotions as labels of their own, `ekman-joy`: a text has one
/// where it has an emotion of that group. The seventh group is `neutral` alone.
///
/// - SeeAlso: Demszky 2020, "GoEmotions: a dataset of fine-grained emotions", appendix for the groups.
public enum GoEmotions {
    /// The labels of the files, in their order.
    public static let emotions = [
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion",
        "curiosity", "desire", "disappointment", "disapproval", "disgust", "embarrassment",
        "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism",
        "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
    ]

    /// Ekman's groups and what belongs to them.
    public static let groups: [(name: String, emotions: [String])] = [
        ("anger", ["anger", "annoyance", "disapproval"]),
        ("disgust", ["disgust"]),
        ("fear", ["fear", "nervousness"]),
        (
            "joy",
            [
                "joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism",
                "relief", "pride", "admiration", "desire", "caring",
            ]
        ),
        ("sadness", ["sadness", "disappointment", "embarrassment", "grief", "remorse"]),
        ("surprise", ["surprise", "realization", "confusion", "curiosity"]),
    ]

    /// What a group's label begins with.
    public static let groupPrefix = "ekman-"

    /// The labels of a corpus: ``emotions``, then the groups.
    public static let labels = emotions + groups.map { groupPrefix + $0.name }

    /// The labels by which the seven groups are judged: the six and `neutral`.
    public static let groupLabels = Array(emotions.count..<labels.count) + [emotions.count - 1]

    /// Reads a file.
    ///
    /// - Throws: ``SymbolError/unreadable(path:reason:)``, ``SymbolError/badLine(path:line:reason:)``.
    public static func read(_ path: String) throws(SymbolError) -> LabelledCorpus {
        var examples: [LabelledCorpus.Example] = []
        for (number, line) in try TextFile.lines(of: path).enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else {
                throw .badLine(
                    path: path, line: number + 1, reason: "it has no tab between text and labels")
            }
            let marks = fields[1].split(separator: ",").map { Int($0) }
            let known = marks.compactMap { $0 }.filter(emotions.indices.contains)
            guard !known.isEmpty, known.count == marks.count else {
                throw .badLine(
                    path: path, line: number + 1,
                    reason:
                        "'\(fields[1].prefix(40))' are no labels from 0 to \(emotions.count - 1)")
            }
            examples.append(
                .init(
                    text: String(fields[0]), labels: withGroups(known), group: examples.count))
        }
        return LabelledCorpus(labels: labels, isExclusive: false, examples: examples)
    }

    /// The groups of each emotion, as indices into ``labels``.
    private static let groupsOfEmotion: [[Int]] = emotions.map { emotion in
        groups.indices.filter { groups[$0].emotions.contains(emotion) }.map { emotions.count + $0 }
    }

    private static func withGroups(_ marks: [Int]) -> [Int] {
        Set(marks + marks.flatMap { groupsOfEmotion[$0] }).sorted()
    }
}
