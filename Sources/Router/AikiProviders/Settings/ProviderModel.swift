/// A model that a provider offers.
public struct ProviderModel: Sendable, Equatable {
    /// Its name at the provider.
    public var name: String
    /// The most tokens of prompt and answer together, where it is known.
    public var contextTokensMax: Int?
    /// The most tokens of an answer, where it is known.
    public var outputTokensMax: Int?

    /// Describes a model.
    public init(name: String, contextTokensMax: Int? = nil, outputTokensMax: Int? = nil) {
        self.name = name
        self.contextTokensMax = contextTokensMax
        self.outputTokensMax = outputTokensMax
    }
}
