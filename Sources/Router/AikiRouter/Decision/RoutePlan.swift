/// Which model answers, and why.
public struct RoutePlan: Sendable, Equatable {
    /// The rule that decided.
    public enum Rule: String, Sendable, CaseIterable {
        /// It was asked for by name.
        case requested
        /// It was promoted to speak for Aiki.
        case promoted
        /// It is the only one that can.
        case onlyOne = "only-one"
        /// Of several, it was installed last.
        case newest
        /// It may not leave this machine.
        case staysHere = "stays-here"
        /// It is needed at once, so a local model answers.
        case urgent
        /// It is simple enough for a local model.
        case simple
        /// A local model is likely to suffice.
        case sufficient
        /// The policy gives this kind of task to where it goes.
        case taskPolicy = "task-policy"
        /// It is too hard, or asks for what no local model can do, so a provider answers.
        case hard
        /// The local model that began was not sure of its answer, so a provider answers.
        case escalated
        /// The other side would answer, and cannot.
        case fallback
    }

    /// A model that was not chosen.
    public struct Alternative: Sendable, Equatable {
        /// Its name.
        public let model: String
        /// Why not.
        public let reason: String
        /// Whether it could have answered, and so is next should the chosen one fail.
        public let isUsable: Bool
    }

    /// The model that answers.
    public let model: String
    /// The rule that decided.
    public let rule: Rule
    /// Why, in sentences.
    public let reasons: [String]
    /// The others, usable ones first, in the order they would be taken.
    public let alternatives: [Alternative]
    /// How hard the task was taken to be.
    public let complexity: Double
    /// The model that an answer which this one is not sure of is given to; nil where there is none.
    public var escalation: String?
}
