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
