import AikiBase
public import AikiDialogue

/// Puts identity, history and question into one prompt that fits the model's context.
///
/// Order: identity, the client's instructions, history oldest first, question. Nothing that changes
/// from turn to turn stands before the history, so the model reuses the state of all that came
/// before. Nothing is cut silently: whole turns of the history are left out where the policy allows,
/// oldest first, and the report names them; the question never is.
public struct ContextComposer: Sendable {
    /// Kept free for an answer whose length nobody set: this, or a quarter of a smaller context.
    public static let reserveTokensDefault = 1024
    /// Turns are left out in multiples of this, so that the beginning of the prompt stays the same
    /// for some turns and its state is reused.
    public static let leaveOutStep = 4

    /// Who speaks.
    public let identity: Identity

    /// Composes in the name of an identity.
    public init(identity: Identity) {
        self.identity = identity
    }

    /// A prompt that fits, with a report of what fills it.
    ///
    /// - Throws: `ModelRequestError.contextExceeded` with the numbers where the question, or with
    ///   ``ContextRequest/HistoryPolicy/mustFit`` the history, does not fit; what the model's
    ///   `countTokens` throws.
    /// - Complexity: O(log turns) counts of the whole prompt where turns must be left out, else 4.
    public func compose(
        _ request: ContextRequest, for model: any LanguageModel
    ) async throws -> ComposedContext {
        let draft = try await draft(request, for: model)
        let limit = model.profile.contextTokensMax
        let bare = try await draft.count(turnsLeftOut: request.history.count, model)
        let whole = request.history.isEmpty ? bare : try await draft.count(turnsLeftOut: 0, model)
        let reserveMin = max(1, request.outputTokensMax ?? 1)
        guard bare + reserveMin <= limit else {
            throw ModelRequestError.contextExceeded(
                promptTokens: request.policy == .mustFit ? whole : bare,
                outputTokens: reserveMin, limitTokens: limit)
        }
        let reserveWanted =
            request.outputTokensMax ?? min(Self.reserveTokensDefault, max(1, limit / 4))
        let fits = try await fit(
            draft, bare: bare, whole: whole, reserve: min(reserveWanted, limit - bare), model)
        let unnamed = try await draft.countWithoutIdentity(model)
        let report = ContextReport(
            identityTokens: max(0, bare - unnamed), historyTokens: fits.tokens - bare,
            questionTokens: min(bare, unnamed),
            reserveTokens: min(reserveWanted, limit - fits.tokens), limitTokens: limit,
            turnsIncluded: request.history.count - fits.leftOut,
            turnsLeftOut: request.history.prefix(fits.leftOut).map(\.id),
            leftOutTokens: whole - fits.tokens, isIdentityInQuestion: draft.isIdentityInQuestion)
        return ComposedContext(
            conversation: draft.conversation(turnsLeftOut: fits.leftOut), report: report)
    }

    /// The fewest turns that must be left out, and the tokens of what remains.
    private func fit(
        _ draft: ContextDraft, bare: Int, whole: Int, reserve: Int, _ model: any LanguageModel
    ) async throws -> (leftOut: Int, tokens: Int) {
        let limit = model.profile.contextTokensMax
        if whole + reserve <= limit { return (0, whole) }
        let request = draft.request
        guard request.policy == .mayLeaveOutOldest else {
            // Without a wish for the answer's length, what is left of the context will do.
            if request.outputTokensMax == nil, whole < limit { return (0, whole) }
            throw ModelRequestError.contextExceeded(
                promptTokens: whole, outputTokens: request.outputTokensMax ?? 1,
                limitTokens: limit)
        }
        let turns = request.history.count
        // Left-out counts grow in steps; the last leaves out everything, which is known to fit.
        var lowest = 1
        var highest = (turns + Self.leaveOutStep - 1) / Self.leaveOutStep
        var best = (leftOut: turns, tokens: bare)
        while lowest < highest {
            let middle = (lowest + highest) / 2
            let leftOut = min(turns, middle * Self.leaveOutStep)
            let tokens = try await draft.count(turnsLeftOut: leftOut, model)
            if tokens + reserve <= limit {
                best = (leftOut, tokens)
                highest = middle
            } else {
                lowest = middle + 1
            }
        }
        return best
    }

    /// The identity as instructions where the model's template takes them, else in the question.
    private func draft(
        _ request: ContextRequest, for model: any LanguageModel
    ) async throws -> ContextDraft {
        let draft = ContextDraft(request: request, identity: identity, isIdentityInQuestion: false)
        do {
            _ = try await draft.count(turnsLeftOut: request.history.count, model)
            return draft
        } catch let refusal as ModelRequestError {
            guard case .templateRefused = refusal else { throw refusal }
            let other = ContextDraft(
                request: request, identity: identity, isIdentityInQuestion: true)
            // Where this is refused as well, the first refusal says what is wrong.
            guard (try? await other.count(turnsLeftOut: request.history.count, model)) != nil else {
                throw refusal
            }
            return other
        }
    }
}
