import AikiBase
import AikiDialogue
import AikiMind
import AikiRouter

/// A model, loaded, with a prompt that fits it.
struct ModelChoice {
    let plan: RoutePlan
    let model: any LanguageModel
    let context: ComposedContext
}

/// Brings the router's decision together with what only a loaded model can tell: what it is able to
/// do, and how many tokens a prompt fills.
struct ModelChooser: Sendable {
    let models: any ModelDirectory
    let promotedModel: @Sendable () async -> String?
    let composer: ContextComposer
    let profiles: ProfileMemory
    /// The name of the loop itself, which is no candidate.
    let ownName: String

    /// The model that answers, and its prompt.
    ///
    /// The router decides, the model is loaded and the prompt composed; where that shows that the
    /// model cannot answer, the router decides again, knowing it. Each round settles one model more,
    /// so it ends. What was asked for by name is not replaced. Whether the prompt fits is left to the
    /// composer, which counts with the model's own tokens.
    func choose(
        _ wish: String?, _ request: ContextRequest, complexity: Double
    ) async throws -> ModelChoice {
        var features = RouteFeatures(
            candidates: try await candidates(wish),
            requestedModel: wish == ownName ? nil : wish,
            promotedModel: await promotedModel(), complexity: complexity)
        var firstProblem: (any Error)?
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
                let model = try await models.languageModel(named: plan.model)
                if features.candidates[index].profile != model.profile {
                    features.candidates[index].profile = model.profile
                    profiles.remember(model.profile, of: features.candidates[index])
                    // The plan was made without knowing this; ask again.
                    if try Router.plan(features).model != plan.model { continue }
                }
                let context = try await composer.compose(request, for: model)
                return ModelChoice(plan: plan, model: model, context: context)
            } catch let error where !(error is CancellationError) && features.requestedModel == nil
            {
                firstProblem = firstProblem ?? error
                let message = (error as? any AikiError)?.message ?? "\(error)"
                features.candidates[index].problem = "cannot: \(message)"
            }
        }
    }

    /// The models that are listed. One with adapters is a candidate where it is asked for.
    private func candidates(_ wish: String?) async throws -> [RouteCandidate] {
        let listings = try await models.listModels().filter { $0.name != ownName }
        var candidates = listings.map { listing in
            RouteCandidate(name: listing.name, installedSeconds: listing.createdSeconds)
        }
        if let wish, let reference = try? ModelReference(wish), !reference.adapters.isEmpty,
            let base = candidates.first(where: { $0.name == reference.model })
        {
            candidates.append(
                RouteCandidate(name: wish, installedSeconds: base.installedSeconds))
        }
        for index in candidates.indices {
            candidates[index].profile = profiles.profile(of: candidates[index])
        }
        return candidates
    }
}
