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
}
