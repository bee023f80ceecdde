/// What the state does to a turn, under the policies: this and nothing else.
public struct MindEffects: Sendable, Equatable {
    /// How an answer sounds.
    public enum Tone: String, Sendable, CaseIterable {
        /// As the identity says.
        case even
        /// Gentle, where somebody is distressed.
        case gentle
        /// Matter-of-fact, where somebody is cross.
        case plain
        /// Lively, where somebody is glad.
        case lively

        /// What a model is told; empty where the answer is as the identity says.
        public var instruction: String {
            switch self {
            case .even: ""
            case .gentle: "Be gentle and calm."
            case .plain: "Be matter-of-fact, without excuses."
            case .lively: "Be lively."
            }
        }
    }

    /// How long an answer is.
    public enum Verbosity: String, Sendable, CaseIterable {
        /// As the question asks.
        case even
        /// Short.
        case brief
        /// With more of what is interesting.
        case ample

        /// What a model is told; empty where the answer is as the question asks.
        public var instruction: String {
            switch self {
            case .even: ""
            case .brief: "Keep it short."
            case .ample: "Tell a little more than asked."
            }
        }
    }

    /// Memories that are recalled where the state is at rest.
    public static let memoriesDefault = 6
    /// How many more a curious state recalls at most.
    public static let memoriesMore = 4
    /// What is worth saying unasked, 0 … 1, where the state is at rest.
    public static let speakingThresholdDefault = 0.5

    /// How the answer sounds.
    public let tone: Tone
    /// How long it is.
    public let verbosity: Verbosity
    /// How many memories are recalled.
    public let memoriesMax: Int
    /// How much something must be worth to be said unasked, 0 … 1.
    public let speakingThreshold: Double

    /// What a state does.
    public init(_ state: MindState, _ appraisal: Appraisal, _ policies: MindPolicies) {
        let heard = appraisal.emotions.first.flatMap { $0.score >= 0.4 ? $0.emotion : nil }
        let isDistressed = heard?.isDistress ?? (state.emotion.pleasure < -0.25)
        let isCross = heard?.isDispleasure ?? false
        let isGlad = state.emotion.pleasure > 0.2 && state.emotion.arousal > 0.1
        tone =
            if !policies.tone { .even } else if isDistressed { .gentle } else if isCross {
                .plain
            } else if isGlad { .lively } else { .even }
        verbosity =
            if !policies.verbosity { .even } else if isCross || isDistressed {
                .brief
            } else if state.curiosity >= 0.5, state.enthusiasm >= 0.3 { .ample } else { .even }
        let more = (state.curiosity * Double(Self.memoriesMore)).rounded()
        memoriesMax = Self.memoriesDefault + (policies.salience ? Int(more) : 0)
        let readiness = 0.2 * state.enthusiasm + 0.1 * state.mood.pleasure
        let reserve = isCross ? 0.2 : 0
        let threshold = Self.speakingThresholdDefault - readiness + reserve
        speakingThreshold =
            policies.speakingUp
            ? PleasureArousalDominance.rounded(min(0.9, max(0.2, threshold)))
            : Self.speakingThresholdDefault
    }

    /// How the answer is to sound, in words for a model; empty where it is as the identity says.
    public var text: String {
        [tone.instruction, verbosity.instruction].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
