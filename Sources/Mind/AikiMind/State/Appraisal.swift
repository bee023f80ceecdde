public import AikiBase

/// What a message means for the state: what was heard in it, how strongly, and what it was about.
public struct Appraisal: Sendable, Equatable {
    /// What was heard, the surest first.
    public var emotions: [EmotionScore]
    /// Where that lies, the mean weighted by sureness.
    public var place: PleasureArousalDominance
    /// How strongly it moves, 0 … 1.
    public var intensity: Double
    /// How much there is to find out, 0 … 1.
    public var curiosity: Double
    /// How much drive there is in it, 0 … 1.
    public var enthusiasm: Double

    /// The most emotions that are kept of one message.
    public static let emotionsMax = 4

    /// A message that says nothing to the state.
    public static let none = Appraisal(emotions: [], question: false, exclamations: 0)

    /// Appraises a text.
    ///
    /// - Complexity: O(characters).
    public init(_ text: String, reader: any EmotionReader) {
        let scalars = text.unicodeScalars.prefix(LexiconEmotionReader.charactersMax)
        self.init(
            emotions: reader.read(text),
            question: scalars.contains { $0 == "?" || $0 == "？" || $0 == "؟" },
            exclamations: scalars.count { $0 == "!" })
    }

    init(emotions: [EmotionScore], question: Bool, exclamations: Int) {
        self.emotions = Array(emotions.prefix(Self.emotionsMax))
        let sum = self.emotions.map(\.score).reduce(0, +)
        var pleasure = 0.0
        var arousal = 0.0
        var dominance = 0.0
        for heard in self.emotions {
            pleasure += heard.emotion.place.pleasure * heard.score
            arousal += heard.emotion.place.arousal * heard.score
            dominance += heard.emotion.place.dominance * heard.score
        }
        place =
            sum > 0
            ? PleasureArousalDominance(pleasure / sum, arousal / sum, dominance / sum) : .neutral
        let loudness = min(3, Double(exclamations)) * 0.1
        let surest = self.emotions.first?.score ?? 0
        intensity = PleasureArousalDominance.rounded(surest > 0 ? min(1, surest + loudness) : 0)
        let sure = { (wanted: [Emotion]) in
            emotions.filter { wanted.contains($0.emotion) }.map(\.score).max() ?? 0
        }
        curiosity = PleasureArousalDominance.rounded(
            max(question ? 0.4 : 0, sure([.curiosity, .surprise, .confusion, .realization])))
        enthusiasm = PleasureArousalDominance.rounded(
            max(loudness, sure([.excitement, .joy, .optimism, .love, .pride, .admiration])))
    }

    /// The appraisal as JSON, for records.
    public var json: JSONValue {
        var heard = JSONObject()
        for score in emotions { heard[score.emotion.rawValue] = .number(score.score) }
        return [
            "emotions": .object(heard), "place": place.json, "intensity": .number(intensity),
            "curiosity": .number(curiosity), "enthusiasm": .number(enthusiasm),
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let heard = json["emotions"]?.object,
            let place = PleasureArousalDominance(json: json["place"]),
            let intensity = json["intensity"]?.real, let curiosity = json["curiosity"]?.real,
            let enthusiasm = json["enthusiasm"]?.real
        else { return nil }
        emotions = heard.pairs.compactMap { name, score in
            guard let emotion = Emotion(rawValue: name), let score = score.real else { return nil }
            return EmotionScore(emotion, score)
        }
        self.place = place
        self.intensity = PleasureArousalDominance.rounded(intensity)
        self.curiosity = PleasureArousalDominance.rounded(curiosity)
        self.enthusiasm = PleasureArousalDominance.rounded(enthusiasm)
    }
}
