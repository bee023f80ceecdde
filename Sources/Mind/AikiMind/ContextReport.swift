public import AikiBase

/// What fills a turn's context, in tokens of the model that answers.
public struct ContextReport: Sendable, Equatable {
    /// Who Aiki is.
    public var identityTokens: Int
    /// What was said before.
    public var historyTokens: Int
    /// What is asked, with the instructions and tools that a client sent.
    public var questionTokens: Int
    /// What is kept free for the answer.
    public var reserveTokens: Int
    /// The most tokens of prompt and answer together.
    public var limitTokens: Int
    /// Turns of the history that stand in the context.
    public var turnsIncluded: Int
    /// The oldest turns, which did not fit and were left out.
    public var turnsLeftOut: [TurnID]
    /// How many tokens those would have taken.
    public var leftOutTokens: Int
    /// Whether the identity stands in front of the first question, because the model's template has
    /// no place for instructions.
    public var isIdentityInQuestion: Bool

    /// All tokens of the prompt.
    public var promptTokens: Int { identityTokens + historyTokens + questionTokens }

    /// Describes a context.
    public init(
        identityTokens: Int = 0, historyTokens: Int = 0, questionTokens: Int = 0,
        reserveTokens: Int = 0, limitTokens: Int = 0, turnsIncluded: Int = 0,
        turnsLeftOut: [TurnID] = [], leftOutTokens: Int = 0, isIdentityInQuestion: Bool = false
    ) {
        self.identityTokens = identityTokens
        self.historyTokens = historyTokens
        self.questionTokens = questionTokens
        self.reserveTokens = reserveTokens
        self.limitTokens = limitTokens
        self.turnsIncluded = turnsIncluded
        self.turnsLeftOut = turnsLeftOut
        self.leftOutTokens = leftOutTokens
        self.isIdentityInQuestion = isIdentityInQuestion
    }
}
