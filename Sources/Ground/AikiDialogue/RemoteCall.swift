/// What is to be known of a call that left the machine.
public struct RemoteCall: Sendable, Equatable {
    /// The name of the provider.
    public var provider: String
    /// The model that answered, as the provider names it: often dated, and a router's own choice.
    public var servedModel: String?
    /// The provider's name for the call.
    public var requestID: String?
    /// How often the request was sent; those before the last were refused without an answer.
    public var attempts: Int
    /// What the provider says that it costs, in millionths of a dollar; most say nothing.
    public var costMicros: Int64?
    /// How many finds of each kind of personal data were masked in what was sent.
    public var maskedCounts: [String: Int]

    /// Describes a call.
    public init(
        provider: String, servedModel: String? = nil, requestID: String? = nil, attempts: Int = 1,
        costMicros: Int64? = nil, maskedCounts: [String: Int] = [:]
    ) {
        self.provider = provider
        self.servedModel = servedModel
        self.requestID = requestID
        self.attempts = attempts
        self.costMicros = costMicros
        self.maskedCounts = maskedCounts
    }
}

/// A model that is asked over a network, behind something that masks what is personal.
public protocol RemoteLanguageModel: LanguageModel {
    /// How many finds of each kind of personal data are masked before a request is sent; none where it
    /// is not sent at all.
    func maskedCounts(in request: GenerationRequest) -> [String: Int]
    /// The answer that the same request was given before; nil where none is kept. Whoever finds one
    /// neither asks nor pays.
    func storedAnswer(to request: GenerationRequest) async -> StoredAnswer?
}

extension RemoteLanguageModel {
    /// Nothing is kept; a model with a cache before it replaces this.
    public func storedAnswer(to request: GenerationRequest) async -> StoredAnswer? { nil }
}

/// An answer that was given before.
public struct StoredAnswer: Sendable, Equatable {
    /// What was said.
    public var text: String
    /// The reasoning before it.
    public var reasoning: String
    /// How it ended, with the numbers of then.
    public var completion: Completion

    /// Describes an answer.
    public init(text: String, reasoning: String, completion: Completion) {
        self.text = text
        self.reasoning = reasoning
        self.completion = completion
    }

    /// The answer as a model would send it.
    public var events: [GenerationEvent] {
        [.delta(.init(text: text, reasoning: reasoning)), .finished(completion)]
    }
}
