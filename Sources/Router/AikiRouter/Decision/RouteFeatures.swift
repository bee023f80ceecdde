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
    /// How hard the task is, 0 … 1; see ``TaskEstimate``.
    public var complexity: Double
    /// What kind of task it is.
    public var taskClass: TaskClass = .question
    /// What it is about, of the intents that a person taught; nil where it is none of them.
    public var intent: String?
    /// What a model must be able to do.
    public var needs: Set<RouteNeed> = []
    /// How likely a local answer suffices, 0 … 1, as learned from outcomes; nil where nothing is.
    public var sufficiency: Double?
    /// When the answer is needed; nil leaves time.
    public var deadline: Duration?
    /// Whether the request may leave this machine.
    public var mayLeave = true
    /// Why the local model that began an answer was not sure of it, as a sentence; nil where none did.
    public var doubt: String?
    /// By which rule it is decided.
    public var policy = RoutePolicy()

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
    /// What a provider asks for it; nil for a model on this machine.
    public var offer: RouteOffer?
    /// What it can do beside writing; nil until that is known.
    public var abilities: Set<RouteNeed>?

    /// Whether it runs on this machine.
    public var isLocal: Bool { offer == nil && profile?.isLocal != false }

    /// Describes a model.
    public init(
        name: String, installedSeconds: Int = 0, profile: ModelProfile? = nil,
        problem: String? = nil, offer: RouteOffer? = nil, abilities: Set<RouteNeed>? = nil
    ) {
        self.name = name
        self.installedSeconds = installedSeconds
        self.profile = profile
        self.problem = problem
        self.offer = offer
        self.abilities = abilities
    }
}
