import AikiDialogue

/// Decides which model answers: a pure function from features to a plan with its reasons.
///
/// What was asked for by name answers. Otherwise it is first decided whether a local model or a
/// provider's answers (``RoutePolicy``), then which: of the local ones the promoted, the only one, the
/// one installed last; of providers' those of the tier that the policy names for the task, then the
/// cheapest. The other side follows as fallback. A model whose profile is not known yet is taken to be
/// able; whoever loads it asks again with the profile filled in.
public enum Router {
    /// Which model answers.
    ///
    /// - Throws: `ModelRequestError` where the model asked for by name is unknown or cannot do this:
    ///   what was asked for is never silently replaced. ``RouterError`` where no model fits.
    /// - Complexity: O(models · log models).
    public static func plan(_ features: RouteFeatures) throws -> RoutePlan {
        if let name = features.requestedModel { return try planRequested(name, features) }
        guard !features.candidates.isEmpty else { throw RouterError.noModel }
        let side = SideDecision(features)
        let judged = features.candidates.sorted { isBefore($0, $1, features, side) }
            .map { (candidate: $0, problem: problem(of: $0, features)) }
        let usable = judged.filter { $0.problem == nil }.map(\.candidate)
        guard let chosen = usable.first else {
            throw RouterError.noneFits(
                problems: judged.map { "\($0.candidate.name) \($0.problem ?? "")" })
        }
        let hasChoice = features.candidates.contains { !$0.isLocal }
        let isFallback = hasChoice && chosen.isLocal != side.isLocal
        let rule =
            hasChoice ? (isFallback ? .fallback : side.rule) : localRule(chosen, usable, features)
        var reasons = hasChoice ? [side.reason] : []
        if isFallback {
            reasons.append(Self.fallbackReason(chosen, judged))
        }
        if !hasChoice { reasons.append(reason(for: rule, chosen.name)) }
        reasons += notes(on: chosen, judged, features)
        let next = usable.dropFirst().map {
            RoutePlan.Alternative(
                model: $0.name, reason: "comes after '\(chosen.name)'", isUsable: true)
        }
        let unfit = judged.compactMap { candidate, problem in
            problem.map {
                RoutePlan.Alternative(model: candidate.name, reason: $0, isUsable: false)
            }
        }
        var plan = RoutePlan(
            model: chosen.name, rule: rule, reasons: reasons, alternatives: next + unfit,
            complexity: features.complexity)
        if chosen.isLocal, features.policy.escalates, features.doubt == nil {
            plan.escalation = usable.first { !$0.isLocal }?.name
        }
        return plan
    }

    /// Why the side that was decided for does not answer.
    private static func fallbackReason(
        _ chosen: RouteCandidate, _ judged: [(candidate: RouteCandidate, problem: String?)]
    ) -> String {
        let kind = chosen.isLocal ? "provider's model" : "local model"
        // Those of the other side all have a problem, or one of them would have been chosen.
        let first = judged.first { $0.candidate.isLocal != chosen.isLocal }
        let why = first.map { " ('\($0.candidate.name)' \($0.problem ?? ""))" } ?? ""
        return "No \(kind) can answer now\(why), so '\(chosen.name)' does."
    }

    private static func planRequested(
        _ name: String, _ features: RouteFeatures
    ) throws -> RoutePlan {
        guard let candidate = features.candidates.first(where: { $0.name == name }) else {
            throw ModelRequestError.modelNotFound(name: name)
        }
        if let problem = problem(of: candidate, features) {
            if let profile = candidate.profile, profile.canChat, candidate.problem == nil,
                profile.contextTokensMax < features.promptTokens + features.outputTokens
            {
                throw ModelRequestError.contextExceeded(
                    promptTokens: features.promptTokens, outputTokens: features.outputTokens,
                    limitTokens: profile.contextTokensMax)
            }
            throw ModelRequestError.unsupported(
                model: name, what: "answer: it \(problem)")
        }
        let side = SideDecision(features)
        let others = features.candidates.filter { $0.name != name }
            .sorted { isBefore($0, $1, features, side) }
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
        if !candidate.isLocal, !features.mayLeave { return "may not see what stays here" }
        if let offer = candidate.offer, offer.isOverBudget {
            return "costs more than the \(offer.budgetMicros ?? 0) millionths left of the budget"
        }
        if let abilities = candidate.abilities {
            let missing = features.needs.subtracting(abilities).map(\.rawValue).sorted()
            if !missing.isEmpty { return "lacks \(missing.joined(separator: ", "))" }
        }
        guard let profile = candidate.profile else { return nil }
        if !profile.canChat { return "has no chat template" }
        let needed = features.promptTokens + features.outputTokens
        if needed > profile.contextTokensMax {
            return "holds \(profile.contextTokensMax) tokens and \(needed) are needed"
        }
        return nil
    }

    /// The order in which models are taken: the side that was decided for, then within a side.
    private static func isBefore(
        _ one: RouteCandidate, _ other: RouteCandidate, _ features: RouteFeatures,
        _ side: SideDecision
    ) -> Bool {
        if one.isLocal != other.isLocal { return one.isLocal == side.isLocal }
        let isPromoted = (one.name == features.promotedModel, other.name == features.promotedModel)
        if isPromoted.0 != isPromoted.1 { return isPromoted.0 }
        if let first = one.offer, let second = other.offer {
            let wanted = features.policy.tiers[features.taskClass] ?? .middle
            let fits = (first.tier == wanted, second.tier == wanted)
            if fits.0 != fits.1 { return fits.0 }
            let costs = (first.costMicros ?? .max, second.costMicros ?? .max)
            if costs.0 != costs.1 { return costs.0 < costs.1 }
            if first.cachedTokens != second.cachedTokens {
                return first.cachedTokens > second.cachedTokens
            }
        }
        if one.installedSeconds != other.installedSeconds {
            return one.installedSeconds > other.installedSeconds
        }
        return one.name < other.name
    }

    private static func localRule(
        _ chosen: RouteCandidate, _ usable: [RouteCandidate], _ features: RouteFeatures
    ) -> RoutePlan.Rule {
        chosen.name == features.promotedModel ? .promoted : usable.count == 1 ? .onlyOne : .newest
    }

    /// What else is to be known of the choice.
    private static func notes(
        on chosen: RouteCandidate, _ judged: [(candidate: RouteCandidate, problem: String?)],
        _ features: RouteFeatures
    ) -> [String] {
        var notes: [String] = []
        if let promoted = features.promotedModel, promoted != chosen.name {
            let problem = judged.first { $0.candidate.name == promoted }
            if problem == nil || problem?.problem != nil {
                notes.append(
                    "The promoted '\(promoted)' \(problem?.problem ?? "is not installed").")
            }
        }
        if let cost = chosen.offer?.costMicros {
            notes.append("It is expected to cost \(cost) millionths.")
        }
        if chosen.profile?.isLocal == true { notes.append("It runs on this machine.") }
        return notes
    }

    private static func reason(for rule: RoutePlan.Rule, _ model: String) -> String {
        switch rule {
        case .requested: "'\(model)' was asked for by name."
        case .promoted: "'\(model)' is the promoted model."
        case .onlyOne: "'\(model)' is the only model that can answer this."
        default: "No model is promoted; of those that can answer, '\(model)' is the newest."
        }
    }
}
