import AikiDialogue
import AikiMemory
import AikiPrivacy
import AikiProviders
import Synchronization

/// The models of providers, as the loop and the doors see models: `openai/gpt-5-mini`.
///
/// A model of a server on this machine is asked as it is. Any other is only reached through a
/// redactor, which holds back what is private.
struct ProviderDirectory: Sendable {
    let catalog: ProviderCatalog
    let policy: PrivacyPolicy
    /// Where answers are kept.
    let answers: AnswerCache
    /// Who and what the person named to Aiki, masked wherever it stands.
    let memory: FactLog
    private let named: NamedPolicy

    init(
        catalog: ProviderCatalog, policy: PrivacyPolicy, answers: AnswerCache, memory: FactLog
    ) {
        self.catalog = catalog
        self.policy = policy
        self.answers = answers
        self.memory = memory
        named = NamedPolicy(policy)
    }

    /// The names that are known, at most.
    static let knownNamesMax = 4096

    /// The models that are offered by name. They count as older than any installed one, so that they
    /// answer where they are asked for or where none of this machine can.
    func listModels() throws -> [ModelListing] {
        try catalog.list().flatMap { provider in
            provider.settings.models.map { model in
                ModelListing(
                    name: "\(provider.settings.name)/\(model.name)",
                    owner: provider.settings.name, createdSeconds: 0)
            }
        }
    }

    /// A model by name; nil where the name begins with no provider's.
    func languageModel(named name: String) async throws -> (any LanguageModel)? {
        guard let (provider, model) = try catalog.find(name) else { return nil }
        if provider.isLocal { return try LoopbackModel(provider, model: model) }
        let policy = named.policy(try memory.names(limit: Self.knownNamesMax))
        return CachedLanguageModel(
            base: RedactedLanguageModel(RemoteModel(provider, model: model), policy: policy),
            cache: answers)
    }
}

/// The policy with the names that were known last: cutting thousands of them into words takes longer
/// than comparing them.
private final class NamedPolicy: Sendable {
    private let kept: Mutex<PrivacyPolicy>

    init(_ policy: PrivacyPolicy) {
        kept = Mutex(policy)
    }

    func policy(_ names: [String]) -> PrivacyPolicy {
        kept.withLock { policy in
            if policy.knownNames != names { policy.knownNames = names }
            return policy
        }
    }
}
