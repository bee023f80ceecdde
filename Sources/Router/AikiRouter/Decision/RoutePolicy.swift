/// The rule by which questions are given to a model of one's own or to a provider's.
///
///     var policy = RoutePolicy()
///     policy.complexityMax = 0.7           // more stays here
///     policy.tiers[.code] = .strong        // code that leaves goes to a strong model
public struct RoutePolicy: Sendable, Equatable {
    /// What a provider's model costs, in classes that a person thinks in.
    public enum Tier: String, Sendable, CaseIterable {
        /// The cheapest that can do it.
        case cheap
        /// In between.
        case middle
        /// The strongest.
        case strong
    }

    /// Below this a question stays here; from it on it goes to a provider.
    public var complexityMax = 0.5
    /// Where an estimate is known: from this on the local model is taken to suffice.
    public var sufficiencyMin = 0.5
    /// An answer that is needed within this time is written here.
    public var urgentWithin: Duration = .seconds(1)
    /// What kind of model a task that leaves goes to; ``Tier/middle`` where nothing is said.
    public var tiers: [TaskClass: Tier] = [:]
    /// Tasks that always stay here.
    public var localTasks: Set<TaskClass> = []
    /// Tasks that always go to a provider, where one may and can answer.
    public var externalTasks: Set<TaskClass> = []
    /// Intents that always stay here; see ``IntentClassifier``.
    public var localIntents: Set<String> = []
    /// Intents that always go to a provider, where one may and can answer.
    public var externalIntents: Set<String> = []
    /// Whether a local answer is given to a provider where the model is not sure of it.
    public var escalates = true

    /// Complexity below 0.5, or needed at once: local. All else: a provider.
    public init() {}

    /// Whether anything depends on a question's intent.
    public var namesIntents: Bool { !localIntents.isEmpty || !externalIntents.isEmpty }

    /// The rule in a sentence.
    public var summary: String {
        "Complexity below \(complexityMax), or an answer needed within "
            + "\(urgentWithin.components.seconds) s: local; otherwise external. Where it is known how "
            + "likely the local model suffices: local from \(sufficiencyMin) on."
    }
}

/// What only a candidate of a provider has.
public struct RouteOffer: Sendable, Equatable {
    /// What kind of model it is.
    public var tier: RoutePolicy.Tier
    /// What this request is expected to cost, in millionths of the budget's currency; nil where no
    /// price is known.
    public var costMicros: Int?
    /// What the budget still allows; nil where there is none.
    public var budgetMicros: Int?
    /// Tokens of the prompt that the provider still holds from before.
    public var cachedTokens: Int

    /// Describes an offer.
    public init(
        tier: RoutePolicy.Tier = .middle, costMicros: Int? = nil, budgetMicros: Int? = nil,
        cachedTokens: Int = 0
    ) {
        self.tier = tier
        self.costMicros = costMicros
        self.budgetMicros = budgetMicros
        self.cachedTokens = cachedTokens
    }

    /// Whether the budget has no room for it; a price that is not known never is within a budget.
    var isOverBudget: Bool {
        guard let budgetMicros else { return false }
        return costMicros.map { $0 > budgetMicros } ?? (budgetMicros <= 0)
    }
}
