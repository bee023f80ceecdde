import AikiBase
import AikiDialogue
import AikiMind
import AikiRouter

/// A model, loaded, with a prompt that fits it.
struct ModelChoice {
    let plan: RoutePlan
    let model: any LanguageModel
    let context: ComposedContext
    /// Whether the answer is watched, and given to another model where this one is not sure of it.
    var isWatched: Bool { plan.escalation != nil }
    /// Whether models of both sides could have been asked.
    let hasSides: Bool
}

/// Brings the router's decision together with what only a loaded model can tell: what it is able to
/// do, and how many tokens a prompt fills.
struct ModelChooser: Sendable {
    let models: any ModelDirectory
    let promotedModel: @Sendable () async -> String?
    let composer: ContextComposer
    let profiles: ProfileMemory
    let routing: (any TurnRouting)?
    /// The name of the loop itself, which is no candidate.
    let ownName: String

    /// What the decision is made from.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - isShown: whether also what has no say in this decision is wanted.
    /// - Returns: what is known of the question and of each model.
    /// - Throws: what listing or describing models throws.
    func features(_ question: RouteQuestion, isShown: Bool = false) async throws -> RouteFeatures {
        let wish = question.wish == ownName ? nil : question.wish
        var candidates = try await candidates(wish)
        if let routing { candidates = try await routing.describe(candidates, for: question) }
        var features = RouteFeatures(
            candidates: candidates, requestedModel: wish, promotedModel: await promotedModel(),
            complexity: question.complexity)
        features.taskClass = question.task.taskClass
        features.needs = question.needs
        features.deadline = question.deadline
        if let routing {
            features.policy = routing.policy
            features.mayLeave = routing.mayLeave(question.privacy)
            // Where no provider's model stands beside, or one is asked for by name, there is nothing to
            // weigh: the question's vector is not made.
            let isWeighed = wish == nil && candidates.contains { !$0.isLocal }
            if isShown || isWeighed && features.policy.namesIntents {
                features.intent = await routing.intent(of: question.text)
            }
            if isShown || isWeighed {
                features.sufficiency = await routing.sufficiency(of: question.text)
            }
        }
        return features
    }

    /// The choices for a question, to be made one after the other until one answers.
    func choices(
        _ question: RouteQuestion, _ request: ContextRequest
    ) async throws -> ModelChoices {
        ModelChoices(
            chooser: self, features: try await features(question), request: request)
    }

    /// The models that are listed. One with adapters is a candidate where it is asked for.
    private func candidates(_ wish: String?) async throws -> [RouteCandidate] {
        let listings = try await models.listModels().filter { $0.name != ownName }
        var candidates = listings.map { listing in
            RouteCandidate(name: listing.name, installedSeconds: listing.createdSeconds)
        }
        if let wish, !candidates.contains(where: { $0.name == wish }) {
            if let reference = try? ModelReference(wish), !reference.adapters.isEmpty,
                let base = candidates.first(where: { $0.name == reference.model })
            {
                candidates.append(
                    RouteCandidate(name: wish, installedSeconds: base.installedSeconds))
            } else if wish.contains("/") {
                // A provider has more models than are listed; whether this is one shows when it is
                // asked.
                candidates.append(RouteCandidate(name: wish))
            }
        }
        for index in candidates.indices {
            candidates[index].profile = profiles.profile(of: candidates[index])
        }
        return candidates
    }
}

/// The models that may answer a question, best first: each that fails is ruled out, and the router
/// decides again, knowing why.
struct ModelChoices {
    let chooser: ModelChooser
    private(set) var features: RouteFeatures
    var request: ContextRequest
    private var firstProblem: (any Error)?

    init(chooser: ModelChooser, features: RouteFeatures, request: ContextRequest) {
        self.chooser = chooser
        self.features = features
        self.request = request
    }

    /// The model that answers now, and its prompt.
    ///
    /// The router decides, the model is loaded and the prompt composed; where that shows that the
    /// model cannot answer, the router decides again, knowing it. Each round settles one model more,
    /// so it ends. What was asked for by name is not replaced. Whether the prompt fits is left to the
    /// composer, which counts with the model's own tokens.
    mutating func next() async throws -> ModelChoice {
        while true {
            let plan: RoutePlan
            do {
                plan = try Router.plan(features)
            } catch let error as RouterError {
                throw firstProblem ?? error
            }
            guard let index = features.candidates.firstIndex(where: { $0.name == plan.model })
            else { throw ModelRequestError.modelNotFound(name: plan.model) }
            do {
                let model = try await chooser.models.languageModel(named: plan.model)
                if features.candidates[index].profile != model.profile {
                    features.candidates[index].profile = model.profile
                    chooser.profiles.remember(model.profile, of: features.candidates[index])
                    // The plan was made without knowing this; ask again.
                    if try Router.plan(features).model != plan.model { continue }
                }
                let context = try await chooser.composer.compose(request, for: model)
                return ModelChoice(
                    plan: plan, model: model, context: context,
                    hasSides: Set(features.candidates.map(\.isLocal)).count > 1)
            } catch let error where canGoOn(after: error) {
                ruleOut(plan.model, error)
            }
        }
    }

    /// Whether another model may be asked after an error of this one.
    func canGoOn(after error: any Error) -> Bool {
        if error is CancellationError || features.requestedModel != nil { return false }
        switch error as? ModelRequestError {
        // The request itself is wrong, whoever is asked.
        case .invalidSetting?, .invalidGrammar?: return false
        default: return true
        }
    }

    /// Asks this model no more.
    mutating func ruleOut(_ model: String, _ error: any Error) {
        firstProblem = firstProblem ?? error
        guard let index = features.candidates.firstIndex(where: { $0.name == model }) else {
            return
        }
        let message = (error as? any AikiError)?.message ?? "\(error)"
        features.candidates[index].problem = "cannot: \(message)"
    }

    /// Gives the answer to a provider's model, for this one is not sure of it.
    mutating func doubt(_ reason: String) { features.doubt = reason }
}
