public import AikiDialogue
public import AikiPrivacy

/// A model that runs elsewhere. It takes nothing but what was made fit to leave the machine: a
/// request that was not does not compile here.
public protocol ExternalModel: Sendable {
    /// What it is and what it can do.
    var profile: ModelProfile { get }
    /// The name of its provider.
    var provider: String { get }
    /// Writes an answer; placeholders in it are still placeholders.
    ///
    /// The stream ends after `GenerationEvent.finished` or with an error. Dropping it, or cancelling
    /// the task that reads it, ends the connection.
    func generate(_ prompt: RedactedPrompt) -> AsyncThrowingStream<GenerationEvent, any Error>
}

/// A model of a provider.
public struct RemoteModel: ExternalModel {
    /// What it is and what it can do.
    public let profile: ModelProfile
    /// The name of its provider.
    public var provider: String { source.settings.name }
    private let source: Provider
    private let model: String

    /// A model by its name at the provider; whether there is one shows with the first call.
    public init(_ provider: Provider, model: String) {
        source = provider
        self.model = model
        profile = provider.profile(model)
    }

    /// Writes an answer.
    public func generate(
        _ prompt: RedactedPrompt
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        source.stream(prompt.request, model: model)
    }
}
