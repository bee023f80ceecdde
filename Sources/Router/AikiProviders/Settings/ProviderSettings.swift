/// What is to be known of a provider to ask it; its key is not part of it.
public struct ProviderSettings: Sendable, Equatable {
    /// The name that its models' names begin with: `openai/…`.
    public var name: String
    /// The protocol.
    public var kind: ProviderKind
    /// Where it is.
    public var address: ProviderAddress
    /// The models that are offered by name; others may still be asked for.
    public var models: [ProviderModel]
    /// The environment variable that holds the key.
    public var keyVariable: String?
    /// How long each phase may take.
    public var timeouts: CallTimeouts
    /// When a request is sent again.
    public var retry: RetryPolicy
    /// When the provider is left alone.
    public var breaker: CircuitBreaker.Policy

    /// Describes a provider.
    public init(
        name: String, kind: ProviderKind, address: ProviderAddress, models: [ProviderModel] = [],
        keyVariable: String? = nil, timeouts: CallTimeouts = CallTimeouts(),
        retry: RetryPolicy = RetryPolicy(),
        breaker: CircuitBreaker.Policy = CircuitBreaker.Policy()
    ) {
        self.name = name
        self.kind = kind
        self.address = address
        self.models = models
        self.keyVariable = keyVariable
        self.timeouts = timeouts
        self.retry = retry
        self.breaker = breaker
    }
}
