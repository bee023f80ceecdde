import AikiBase
public import AikiDialogue

/// A model of a server on this machine, which counts as one of our own: nothing leaves the machine,
/// so nothing is masked.
public struct LoopbackModel: LanguageModel {
    /// What it is.
    public let profile: ModelProfile
    private let provider: Provider
    private let model: String

    /// A model by name.
    ///
    /// - Throws: ``ProviderError/invalidAddress(provider:address:problem:)`` for a provider that is
    ///   elsewhere.
    public init(_ provider: Provider, model: String) throws(ProviderError) {
        guard provider.isLocal else {
            throw .invalidAddress(
                provider: provider.settings.name, address: provider.settings.address.text,
                problem: "it is not on this machine")
        }
        self.provider = provider
        self.model = model
        profile = provider.profile(model)
    }

    /// Writes an answer.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        provider.stream(request, model: model)
    }

    /// How many tokens a prompt fills, estimated from above; see ``TokenEstimate``.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        TokenEstimate.tokens(of: prompt)
    }
}
