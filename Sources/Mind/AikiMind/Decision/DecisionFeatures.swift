/// Everything a decision is made from: numbers and marks, no text.
///
/// It stands in the record of the decision, so that the decision can be made again from it; and it
/// holds nothing of what was said, so that forgetting need not look here.
public struct DecisionFeatures: Sendable, Equatable {
    /// What there is to decide about.
    public enum Occasion: Sendable, Equatable {
        /// A message came in.
        case message
        /// Something might be worth saying unasked.
        case trigger(ProactiveTrigger)
    }

    /// A memory that was recalled.
    public struct Memory: Sendable, Equatable {
        /// The message it stands in.
        public var message: Int64
        /// How well it fits, 0 … 1.
        public var score: Double
        /// How old it is.
        public var ageHours: Double
        /// Whether it told of something that was to come and may have been since.
        public var isDuePlan: Bool

        /// Describes a memory.
        public init(message: Int64, score: Double, ageHours: Double, isDuePlan: Bool = false) {
            self.message = message
            self.score = score
            self.ageHours = ageHours
            self.isDuePlan = isDuePlan
        }
    }

    /// What there is to decide about.
    public var occasion: Occasion
    /// Whether somebody waits for words.
    public var mustAnswer: Bool
    /// What the message does, and what else its words tell.
    public var reading: MessageReading
    /// How hard the question looks by its form, 0 … 1.
    public var formComplexity: Double
    /// The turns of the conversation before this one.
    public var turnsBefore: Int
    /// What was recalled, best first.
    public var memories: [Memory] = []
    /// How surely what is asked is among it, 0 … 1.
    public var memoryConfidence = 0.0
    /// Whether that is enough to say that it is known.
    public var isKnown = false
    /// Whether anything could be recalled at all.
    public var hasMemory = false
    /// What was heard in the message.
    public var appraisal: Appraisal
    /// The state with this message taken in.
    public var state: MindState
    /// What the state may do.
    public var policies = MindPolicies()

    /// Whether a conversation begins, and nothing is asked for.
    public var isOpening: Bool {
        turnsBefore == 0 && [.greeting, .statement].contains(reading.act)
    }

    /// Describes an occasion.
    public init(
        _ occasion: Occasion = .message, reading: MessageReading = MessageReading(""),
        mustAnswer: Bool = true, formComplexity: Double = 0, turnsBefore: Int = 0,
        appraisal: Appraisal = .none, state: MindState = .initial
    ) {
        self.occasion = occasion
        self.reading = reading
        self.mustAnswer = mustAnswer
        self.formComplexity = formComplexity
        self.turnsBefore = turnsBefore
        self.appraisal = appraisal
        self.state = state
    }
}
