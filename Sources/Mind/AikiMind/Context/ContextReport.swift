public import AikiBase

/// What fills a turn's context, in tokens of the model that answers.
public struct ContextReport: Sendable, Equatable {
    /// Who Aiki is.
    public var identityTokens: Int
    /// What was said before.
    public var historyTokens: Int
    /// What is asked, with the instructions and tools that a client sent.
    public var questionTokens: Int
    /// What was remembered for the question.
    public var memoryTokens: Int
    /// What Aiki means to do, and how it sounds.
    public var guidanceTokens: Int
    /// What stands for the turns that were left out.
    public var digestTokens: Int
    /// What is kept free for the answer.
    public var reserveTokens: Int
    /// The most tokens of prompt and answer together.
    public var limitTokens: Int
    /// Turns of the history that stand in the context.
    public var turnsIncluded: Int
    /// The oldest turns, which did not fit and were left out.
    public var turnsLeftOut: [TurnID]
    /// How many turns came before all of those, too long ago to be read.
    public var turnsBefore: Int
    /// How many tokens the turns that were left out would have taken.
    public var leftOutTokens: Int
    /// The messages of the memories that stand in the context.
    public var memoriesIncluded: [Int64]
    /// The messages of those that were recalled and found no room, or may not go to the model.
    public var memoriesLeftOut: [Int64]
    /// Whether the identity stands in front of the first question, because the model's template has
    /// no place for instructions.
    public var isIdentityInQuestion: Bool

    /// All tokens of the prompt.
    public var promptTokens: Int {
        identityTokens + historyTokens + questionTokens + memoryTokens + guidanceTokens
            + digestTokens
    }

    /// How many of the oldest turns do not stand in the context.
    public var turnsMissing: Int { turnsBefore + turnsLeftOut.count }

    /// Describes a context.
    public init(
        identityTokens: Int = 0, historyTokens: Int = 0, questionTokens: Int = 0,
        reserveTokens: Int = 0, limitTokens: Int = 0, turnsIncluded: Int = 0,
        turnsLeftOut: [TurnID] = [], leftOutTokens: Int = 0, isIdentityInQuestion: Bool = false,
        memoryTokens: Int = 0, guidanceTokens: Int = 0, digestTokens: Int = 0,
        memoriesIncluded: [Int64] = [], memoriesLeftOut: [Int64] = [], turnsBefore: Int = 0
    ) {
        self.identityTokens = identityTokens
        self.historyTokens = historyTokens
        self.questionTokens = questionTokens
        self.reserveTokens = reserveTokens
        self.limitTokens = limitTokens
        self.turnsIncluded = turnsIncluded
        self.turnsLeftOut = turnsLeftOut
        self.turnsBefore = turnsBefore
        self.leftOutTokens = leftOutTokens
        self.isIdentityInQuestion = isIdentityInQuestion
        self.memoryTokens = memoryTokens
        self.guidanceTokens = guidanceTokens
        self.digestTokens = digestTokens
        self.memoriesIncluded = memoriesIncluded
        self.memoriesLeftOut = memoriesLeftOut
    }
}
