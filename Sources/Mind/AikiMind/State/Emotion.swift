/// What may be heard in a text; the labels of GoEmotions, without `neutral`.
///
/// - SeeAlso: Demszky 2020, "GoEmotions: a dataset of fine-grained emotions".
public enum Emotion: String, Sendable, CaseIterable {
    case admiration, amusement, anger, annoyance, approval, caring, confusion, curiosity, desire
    case disappointment, disapproval, disgust, embarrassment, excitement, fear, gratitude, grief
    case joy, love, nervousness, optimism, pride, realization, relief, remorse, sadness, surprise

    /// Where it lies. Joy, anger, fear, sadness, disgust, surprise, pride and love follow the means
    /// that Russell and Mehrabian 1977 report for such words; the others are set between them.
    public var place: PleasureArousalDominance {
        switch self {
        case .admiration: PleasureArousalDominance(0.6, 0.35, -0.1)
        case .amusement: PleasureArousalDominance(0.6, 0.45, 0.25)
        case .anger: PleasureArousalDominance(-0.51, 0.59, 0.25)
        case .annoyance: PleasureArousalDominance(-0.45, 0.35, 0.1)
        case .approval: PleasureArousalDominance(0.45, 0.1, 0.2)
        case .caring: PleasureArousalDominance(0.6, 0.1, 0.3)
        case .confusion: PleasureArousalDominance(-0.25, 0.25, -0.4)
        case .curiosity: PleasureArousalDominance(0.25, 0.6, 0)
        case .desire: PleasureArousalDominance(0.4, 0.5, 0)
        case .disappointment: PleasureArousalDominance(-0.5, -0.1, -0.3)
        case .disapproval: PleasureArousalDominance(-0.4, 0.2, 0.3)
        case .disgust: PleasureArousalDominance(-0.6, 0.35, 0.11)
        case .embarrassment: PleasureArousalDominance(-0.46, 0.54, -0.5)
        case .excitement: PleasureArousalDominance(0.62, 0.75, 0.38)
        case .fear: PleasureArousalDominance(-0.64, 0.6, -0.43)
        case .gratitude: PleasureArousalDominance(0.64, 0.16, -0.1)
        case .grief: PleasureArousalDominance(-0.75, -0.1, -0.5)
        case .joy: PleasureArousalDominance(0.76, 0.48, 0.35)
        case .love: PleasureArousalDominance(0.87, 0.54, 0)
        case .nervousness: PleasureArousalDominance(-0.4, 0.5, -0.45)
        case .optimism: PleasureArousalDominance(0.5, 0.25, 0.3)
        case .pride: PleasureArousalDominance(0.77, 0.38, 0.65)
        case .realization: PleasureArousalDominance(0.15, 0.3, 0.15)
        case .relief: PleasureArousalDominance(0.55, -0.3, 0.2)
        case .remorse: PleasureArousalDominance(-0.57, 0.28, -0.4)
        case .sadness: PleasureArousalDominance(-0.63, -0.27, -0.33)
        case .surprise: PleasureArousalDominance(0.4, 0.67, -0.13)
        }
    }

    /// Whether whoever speaks so may need to be met before they are helped.
    public var isDistress: Bool {
        switch self {
        case .grief, .sadness, .fear, .nervousness, .remorse, .disappointment, .embarrassment: true
        default: false
        }
    }

    /// Whether whoever speaks so may be cross with what they got.
    public var isDispleasure: Bool {
        switch self {
        case .anger, .annoyance, .disapproval, .disgust: true
        default: false
        }
    }
}

/// How surely an emotion is heard.
public struct EmotionScore: Sendable, Equatable {
    /// What is heard.
    public var emotion: Emotion
    /// How surely, 0 … 1.
    public var score: Double

    /// Describes what is heard.
    public init(_ emotion: Emotion, _ score: Double) {
        self.emotion = emotion
        self.score = score
    }
}

/// Hears emotions in a text: a trained model where one is installed, word lists where none is.
public protocol EmotionReader: Sendable {
    /// What it is, as it stands in records.
    var name: String { get }

    /// What is heard, the surest first; empty where nothing is.
    ///
    /// The same text gives the same scores, so that a state can be replayed.
    func read(_ text: String) -> [EmotionScore]
}
