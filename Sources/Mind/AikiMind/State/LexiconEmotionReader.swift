/// Hears emotions by word lists, until a trained model is there.
///
/// A word counts for its emotion; one of the three words before it may turn it round (`not happy`) or
/// make it stronger (`very happy`). Words are of English, and the commonest of Norwegian, German and
/// Russian.
public struct LexiconEmotionReader: EmotionReader {
    /// The characters (Unicode scalars) that are read of a text: what is said first says how it is
    /// meant.
    public static let charactersMax = 2000

    /// What it is, as it stands in records.
    public let name = "lexicon-1"

    /// Makes a reader.
    public init() {}

    /// What is heard, the surest first.
    public func read(_ text: String) -> [EmotionScore] {
        let words = SpokenWords.words(of: text, scalarsMax: Self.charactersMax)
        var scores: [Emotion: Double] = [:]
        for (index, word) in words.enumerated() {
            guard let (emotion, strength) = EmotionLexicon.meaning(of: word) else { continue }
            var weight = strength
            var heard = emotion
            for before in words[max(0, index - 3)..<index] {
                if EmotionLexicon.strengtheners.contains(before) { weight = min(1, weight * 1.4) }
                guard EmotionLexicon.negations.contains(before) else { continue }
                // Not happy is a disappointment; not sad is hardly anything.
                heard = emotion.place.pleasure > 0 ? .disappointment : .approval
                weight *= emotion.place.pleasure > 0 ? 0.6 : 0.2
            }
            // Each further word adds to what is left to certainty.
            let known = scores[heard] ?? 0
            scores[heard] = known + (1 - known) * weight
        }
        let beginning = String(text.unicodeScalars.prefix(Self.charactersMax)).utf8
        for (mark, emotion) in EmotionLexicon.marks where beginning.holds(mark.utf8) {
            let known = scores[emotion] ?? 0
            scores[emotion] = known + (1 - known) * 0.5
        }
        return scores.filter { $0.value >= 0.15 }
            .map { EmotionScore($0.key, PleasureArousalDominance.rounded($0.value)) }
            .sorted { ($1.score, $0.emotion.rawValue) < ($0.score, $1.emotion.rawValue) }
    }
}

extension String.UTF8View {
    /// Whether other bytes stand in these.
    fileprivate func holds(_ other: String.UTF8View) -> Bool {
        guard let start = other.first else { return true }
        var rest = self[...]
        while let index = rest.firstIndex(of: start) {
            rest = rest[index...]
            if rest.starts(with: other) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
