/// What kind of work a question asks for.
public enum TaskClass: String, Sendable, CaseIterable, Hashable {
    /// Small talk, feelings, thanks.
    case chat
    /// A fact or a short explanation.
    case question
    /// Texts that are to be written or made better.
    case writing
    /// From one language into another.
    case translation
    /// Something is to be taken out of, or made shorter from, a text that is given.
    case extraction
    /// Programs.
    case code
    /// Sums, proofs, formulas.
    case mathematics
    /// Weighing, planning, comparing, explaining why.
    case analysis
    /// What is known only to who reads the news.
    case current
}

/// What a model must be able to do for a question.
public enum RouteNeed: String, Sendable, CaseIterable, Hashable {
    /// It sees images.
    case vision
    /// It calls tools.
    case tools
    /// It knows what happened lately, or can look it up.
    case currentEvents = "current-events"
}
