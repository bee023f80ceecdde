public import AikiDialogue

/// Everything a routing decision is made from; the same features give the same plan.
public struct RouteFeatures: Sendable, Equatable {
    /// The models that could answer, in any order.
    public var candidates: [RouteCandidate]
    /// The model that was asked for by name; nil leaves the choice to the router.
    public var requestedModel: String?
    /// The model that was promoted to speak for Aiki.
    public var promotedModel: String?
    /// Tokens of the prompt, as far as they are known; an estimate before a model counted them.
    public var promptTokens: Int
    /// Tokens of the answer that must fit beside the prompt.
    public var outputTokens: Int
    /// How hard the task is, 0 … 1; see ``ComplexityEstimate``.
    public var complexity: Double

    /// Describes a task and who could do it.
    public init(
        candidates: [RouteCandidate], requestedModel: String? = nil, promotedModel: String? = nil,
        promptTokens: Int = 0, outputTokens: Int = 1, complexity: Double = 0
    ) {
        self.candidates = candidates
        self.requestedModel = requestedModel
        self.promotedModel = promotedModel
        self.promptTokens = promptTokens
        self.outputTokens = outputTokens
        self.complexity = complexity
    }
}

/// A model that could answer.
public struct RouteCandidate: Sendable, Equatable {
    /// The name it is asked by.
    public var name: String
    /// When it was installed, in seconds since 1970.
    public var installedSeconds: Int
    /// What it can do; nil until it has been loaded once.
    public var profile: ModelProfile?
    /// Why it cannot be used, where that is known already.
    public var problem: String?

    /// Describes a model.
    public init(
        name: String, installedSeconds: Int = 0, profile: ModelProfile? = nil,
        problem: String? = nil
    ) {
        self.name = name
        self.installedSeconds = installedSeconds
        self.profile = profile
        self.problem = problem
    }
}
