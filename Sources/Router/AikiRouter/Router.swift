import AikiDialogue

/// Decides which model answers: a pure function from features to a plan with its reasons.
///
/// The first rule that holds decides: a model that was asked for by name; the promoted one; the only
/// one that can; of several, the one installed last. A model whose profile is not known yet is taken
/// to be able; whoever loads it asks again with the profile filled in.
public enum Router {
    /// Which model answers.
    ///
    /// - Throws: `ModelRequestError` where the model asked for by name is unknown or cannot do this:
    ///   what was asked for is never silently replaced. ``RouterError`` where no model fits.
    /// - Complexity: O(models · log models).
    public static func plan(_ features: RouteFeatures) throws -> RoutePlan {
        if let name = features.requestedModel { return try planRequested(name, features) }
        guard !features.candidates.isEmpty else { throw RouterError.noModel }
        let judged = features.candidates.sorted { isBefore($0, $1, features) }
            .map { (candidate: $0, problem: problem(of: $0, features)) }
        let usable = judged.filter { $0.problem == nil }.map(\.candidate)
        guard let chosen = usable.first else {
            throw RouterError.noneFits(
                problems: judged.map { "\($0.candidate.name) \($0.problem ?? "")" })
        }
        let rule: RoutePlan.Rule =
            chosen.name == features.promotedModel
            ? .promoted : usable.count == 1 ? .onlyOne : .newest
        var reasons = [reason(for: rule, chosen.name)]
        if let promoted = features.promotedModel, promoted != chosen.name {
            let problem = judged.first { $0.candidate.name == promoted }?.problem
            reasons.append("The promoted '\(promoted)' \(problem ?? "is not installed").")
        }
        if chosen.profile?.isLocal == true { reasons.append("It runs on this machine.") }
        let next = usable.dropFirst().map {
            RoutePlan.Alternative(
                model: $0.name, reason: "comes after '\(chosen.name)'", isUsable: true)
        }
        let unfit = judged.compactMap { candidate, problem in
            problem.map {
                RoutePlan.Alternative(model: candidate.name, reason: $0, isUsable: false)
            }
        }
        return RoutePlan(
            model: chosen.name, rule: rule, reasons: reasons, alternatives: next + unfit,
            complexity: features.complexity)
    }

    private static func planRequested(
        _ name: String, _ features: RouteFeatures
    ) throws -> RoutePlan {
        guard let candidate = features.candidates.first(where: { $0.name == name }) else {
            throw ModelRequestError.modelNotFound(name: name)
        }
        if let problem = problem(of: candidate, features) {
            if let profile = candidate.profile, profile.canChat, candidate.problem == nil {
                throw ModelRequestError.contextExceeded(
                    promptTokens: features.promptTokens, outputTokens: features.outputTokens,
                    limitTokens: profile.contextTokensMax)
            }
            throw ModelRequestError.unsupported(
                model: name, what: "answer: it \(problem)")
        }
        let others = features.candidates.filter { $0.name != name }
            .sorted { isBefore($0, $1, features) }
        return RoutePlan(
            model: name, rule: .requested, reasons: [reason(for: .requested, name)],
            alternatives: others.map {
                RoutePlan.Alternative(
                    model: $0.name, reason: "'\(name)' was asked for", isUsable: false)
            },
            complexity: features.complexity)
    }

    /// What a model lacks, as the end of a sentence that starts with its name; nil where nothing.
    private static func problem(of candidate: RouteCandidate, _ features: RouteFeatures) -> String?
    {
        if let problem = candidate.problem { return problem }
        guard let profile = candidate.profile else { return nil }
        if !profile.canChat { return "has no chat template" }
        let needed = features.promptTokens + features.outputTokens
        if needed > profile.contextTokensMax {
            return "holds \(profile.contextTokensMax) tokens and \(needed) are needed"
        }
        return nil
    }

    /// The order in which models are taken: promoted, then newest, then by name.
    private static func isBefore(
        _ one: RouteCandidate, _ other: RouteCandidate, _ features: RouteFeatures
    ) -> Bool {
        let isPromoted = (one.name == features.promotedModel, other.name == features.promotedModel)
        if isPromoted.0 != isPromoted.1 { return isPromoted.0 }
        if one.installedSeconds != other.installedSeconds {
            return one.installedSeconds > other.installedSeconds
        }
        return one.name < other.name
    }

    private static func reason(for rule: RoutePlan.Rule, _ model: String) -> String {
        switch rule {
        case .requested: "'\(model)' was asked for by name."
        case .promoted: "'\(model)' is the promoted model."
        case .onlyOne: "'\(model)' is the only model that can answer this."
        case .newest: "No model is promoted; of those that can answer, '\(model)' is the newest."
        }
    }
}
