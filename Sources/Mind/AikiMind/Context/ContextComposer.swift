import AikiBase
public import AikiDialogue
import AikiMemory

/// Puts identity, history, memories and question into one prompt that fits the model's context.
///
/// Order: identity, the client's instructions, history oldest first with a digest of turns that no
/// longer fit in front of it, then memories and intention in front of the question. Nothing that changes from turn to turn
/// stands before the history, so the model reuses the state of all that came before. Nothing is cut
/// silently: whole turns of the history are left out where the policy allows, oldest first, and
/// memories that find no room beside better ones; the report names both. The question never is. Of a
/// memory that is long for the context the part stands that bears on the question.
public struct ContextComposer: Sendable {
    /// Kept free for an answer whose length nobody set: this, or a quarter of a smaller context.
    public static let reserveTokensDefault = 1024
    /// Turns are left out in multiples of this, so that the beginning of the prompt stays the same
    /// for some turns and its state is reused.
    public static let leaveOutStep = 4
    /// Memories take at most this, or a quarter of a smaller context.
    public static let memoryTokensMax = 1024
    /// One memory takes at most half of that, at two bytes a token, but need not be shorter than so many
    /// bytes.
    static let memoryBytesMin = 240
    /// A digest takes at most this, or an eighth of a smaller context …
    public static let digestTokensMax = 512
    /// … at so many bytes a token.
    static let bytesPerToken = 3

    /// Who speaks.
    public let identity: Identity
    /// Whether a memory of a class may go to a model that runs elsewhere.
    private let memoryMayLeave: @Sendable (PrivacyClass) -> Bool

    /// Composes in the name of an identity.
    ///
    /// - Parameters:
    ///   - identity: who speaks.
    ///   - memoryMayLeave: whether a memory of a class may go to a model that runs elsewhere.
    public init(
        identity: Identity,
        memoryMayLeave: @escaping @Sendable (PrivacyClass) -> Bool = { $0 != .secret }
    ) {
        self.identity = identity
        self.memoryMayLeave = memoryMayLeave
    }

    /// How many bytes of the latest history find room in a context beside all else that may stand there: the
    /// answer, memories, a digest, and an eighth for identity and question.
    ///
    /// - Parameter limit: the context, in tokens.
    /// - Returns: the bytes, as few as tokens of text mostly take.
    public static func historyBytesSure(contextTokens limit: Int) -> Int {
        let others =
            min(reserveTokensDefault, limit / 4) + memoryTokensMax(limit)
            + min(digestTokensMax, limit / 8) + limit / 8
        return max(0, limit - others) * bytesPerToken
    }

    /// A prompt that fits, with a report of what fills it.
    ///
    /// - Throws: `ModelRequestError.contextExceeded` with the numbers where the question, or with
    ///   ``ContextRequest/HistoryPolicy/mustFit`` the history, does not fit; what the model's
    ///   `countTokens` throws.
    /// - Complexity: O(log turns) counts of the whole prompt and O(memories) of it without the history
    ///   where something must be left out, else 4 to 6.
    public func compose(
        _ whole: ContextRequest, for model: any LanguageModel
    ) async throws -> ComposedContext {
        let limit = model.profile.contextTokensMax
        var (request, staying) = held(whole, from: model)
        request.memories = excerpts(of: request, limit: limit)
        let (draft, bare) = try await draft(request, for: model)
        let turns = request.history.count
        let plain =
            request.history.isEmpty ? bare : try await draft.count(.init(turnsLeftOut: 0), model)
        let reserveMin = max(1, request.outputTokensMax ?? 1)
        guard bare + reserveMin <= limit else {
            throw ModelRequestError.contextExceeded(
                promptTokens: request.policy == .mustFit ? plain : bare,
                outputTokens: reserveMin, limitTokens: limit)
        }
        let reserveWanted =
            request.outputTokensMax ?? min(Self.reserveTokensDefault, max(1, limit / 4))
        let reserve = min(reserveWanted, limit - bare)
        // Where the history must stand whole, memories have what it leaves.
        let base = request.policy == .mustFit ? plain : bare
        let front = try await front(
            draft, bare: bare, room: limit - reserve - base, limit: limit, model)
        let fits = try await fit(draft, front, plain: plain, reserve: reserve, model)
        let unnamed = try await draft.countWithoutIdentity(model)
        var report = ContextReport(
            identityTokens: max(0, bare - unnamed),
            historyTokens: fits.tokens - front.tokens - fits.digestTokens,
            questionTokens: min(bare, unnamed),
            reserveTokens: min(reserveWanted, limit - fits.tokens), limitTokens: limit,
            turnsIncluded: turns - fits.extent.turnsLeftOut,
            turnsLeftOut: request.history.prefix(fits.extent.turnsLeftOut).map(\.id),
            leftOutTokens: max(0, plain + front.tokens - bare - fits.tokens + fits.digestTokens),
            isIdentityInQuestion: draft.isIdentityInQuestion)
        report.turnsBefore = request.turnsBefore
        report.guidanceTokens = front.guidanceTokens
        report.memoryTokens = front.tokens - bare - front.guidanceTokens
        report.digestTokens = fits.digestTokens
        let kept = fits.extent.memories
        report.memoriesIncluded = draft.memories(kept).compactMap(\.message)
        report.memoriesLeftOut = draft.memoriesLeftOut(kept).compactMap(\.message) + staying
        return ComposedContext(conversation: draft.conversation(fits.extent), report: report)
    }

    /// The request without memories that may not go where the model runs, and their messages.
    private func held(
        _ request: ContextRequest, from model: any LanguageModel
    ) -> (ContextRequest, staying: [Int64]) {
        if model.profile.isLocal { return (request, []) }
        var rest = request
        rest.learned.removeAll { !memoryMayLeave($0.privacy) }
        let staying = request.memories.filter { !memoryMayLeave($0.privacy) }
        if staying.isEmpty { return (rest, []) }
        rest.memories.removeAll { !memoryMayLeave($0.privacy) }
        // What is meant to be done stands on memories: without any it would ask for inventions.
        if rest.memories.isEmpty { rest.guidance = "" }
        return (rest, staying.compactMap(\.message))
    }

    /// The memories, of each no more than its share of a context.
    private func excerpts(of request: ContextRequest, limit: Int) -> [RecalledMemory] {
        let share = max(Self.memoryBytesMin, Self.memoryTokensMax(limit))
        let bytesMax = min(RecalledMemory.textBytesMax, share)
        guard request.memories.contains(where: { $0.text.utf8.count > bytesMax }) else {
            return request.memories
        }
        let terms = Set(request.question.flatMap { TextTerms.terms(of: $0.text) })
        return request.memories.map { memory in
            var memory = memory
            memory.text = MemoryExcerpt.of(memory.text, bytesMax: bytesMax, about: terms)
            return memory
        }
    }

    private static func memoryTokensMax(_ limit: Int) -> Int { min(memoryTokensMax, limit / 4) }

    /// What stands in front of the question: intention and memories, as far as there is room.
    private struct Front {
        /// The places of the memories.
        var memories: [Int] = []
        var isGuided = false
        /// Tokens of the prompt without history, with this in it.
        var tokens: Int
        var guidanceTokens = 0

        func extent(turnsLeftOut: Int) -> ContextDraft.Extent {
            ContextDraft.Extent(
                turnsLeftOut: turnsLeftOut, memories: memories, isGuided: isGuided)
        }
    }

    private func front(
        _ draft: ContextDraft, bare: Int, room: Int, limit: Int, _ model: any LanguageModel
    ) async throws -> Front {
        let request = draft.request
        var front = Front(tokens: bare)
        func tokens(memories: [Int], guided: Bool) async throws -> Int {
            try await draft.count(
                .init(turnsLeftOut: request.history.count, memories: memories, isGuided: guided),
                model)
        }
        if !request.guidance.isEmpty {
            let guided = try await tokens(memories: [], guided: true)
            if guided - bare <= room {
                front.isGuided = true
                front.tokens = guided
                front.guidanceTokens = guided - bare
            }
        }
        let budget = min(room - front.guidanceTokens, Self.memoryTokensMax(limit))
        func take(_ memories: [Int]) async throws -> Bool {
            let taken = try await tokens(memories: memories, guided: front.isGuided)
            guard taken - bare - front.guidanceTokens <= budget else { return false }
            front.memories = memories
            front.tokens = taken
            return true
        }
        // All of them mostly fit; else the best, and of the others those that fit beside it.
        let ranking = draft.memoryRanking
        if ranking.isEmpty { return front }
        if try await !take(ranking) {
            for place in ranking { _ = try await take(front.memories + [place]) }
        }
        return front
    }

    /// How much of the prompt stands, and what that takes.
    private struct Fit {
        var extent: ContextDraft.Extent
        var tokens: Int
        var digestTokens = 0
    }

    /// The fewest turns that must be left out, and the tokens of what remains.
    private func fit(
        _ draft: ContextDraft, _ front: Front, plain: Int, reserve: Int,
        _ model: any LanguageModel
    ) async throws -> Fit {
        let limit = model.profile.contextTokensMax
        let request = draft.request
        let all = front.extent(turnsLeftOut: 0)
        let turns = request.history.count
        let isPlain = front.memories.isEmpty && !front.isGuided
        let whole =
            turns == 0 ? front.tokens : isPlain ? plain : try await draft.count(all, model)
        if whole + reserve <= limit { return Fit(extent: all, tokens: whole) }
        guard request.policy == .mayLeaveOutOldest else {
            // Without a wish for the answer's length, what is left of the context will do.
            if request.outputTokensMax == nil, whole < limit {
                return Fit(extent: all, tokens: whole)
            }
            throw ModelRequestError.contextExceeded(
                promptTokens: whole, outputTokens: request.outputTokensMax ?? 1,
                limitTokens: limit)
        }
        let digestTokens = request.keepsDigest ? min(Self.digestTokensMax, limit / 8) : 0
        var fit = try await fewestLeftOut(
            draft, front, room: limit - reserve - digestTokens, model)
        guard digestTokens > 0 else { return fit }
        var digested = fit.extent
        digested.digest = draft.digest(
            turnsLeftOut: fit.extent.turnsLeftOut, bytesMax: digestTokens * Self.bytesPerToken)
        let tokens = try await draft.count(digested, model)
        guard tokens + reserve <= limit else { return fit }
        fit.digestTokens = tokens - fit.tokens
        fit.tokens = tokens
        fit.extent = digested
        return fit
    }

    private func fewestLeftOut(
        _ draft: ContextDraft, _ front: Front, room: Int, _ model: any LanguageModel
    ) async throws -> Fit {
        let turns = draft.request.history.count
        // Left-out counts grow in steps; the last leaves out everything, which is known to fit.
        var lowest = 1
        var highest = (turns + Self.leaveOutStep - 1) / Self.leaveOutStep
        var best = Fit(extent: front.extent(turnsLeftOut: turns), tokens: front.tokens)
        while lowest < highest {
            let middle = (lowest + highest) / 2
            let leftOut = min(turns, middle * Self.leaveOutStep)
            let extent = front.extent(turnsLeftOut: leftOut)
            let tokens = try await draft.count(extent, model)
            if tokens <= room {
                best = Fit(extent: extent, tokens: tokens)
                highest = middle
            } else {
                lowest = middle + 1
            }
        }
        return best
    }

    /// The identity as instructions where the model's template takes them, else in the question; and
    /// the tokens of the prompt without history and memories.
    private func draft(
        _ request: ContextRequest, for model: any LanguageModel
    ) async throws -> (ContextDraft, bare: Int) {
        let draft = ContextDraft(request: request, identity: identity, isIdentityInQuestion: false)
        let bare = ContextDraft.Extent(turnsLeftOut: request.history.count)
        do {
            return (draft, try await draft.count(bare, model))
        } catch let refusal as ModelRequestError {
            guard case .templateRefused = refusal else { throw refusal }
            let other = ContextDraft(
                request: request, identity: identity, isIdentityInQuestion: true)
            // Where this is refused as well, the first refusal says what is wrong.
            guard let tokens = try? await other.count(bare, model) else { throw refusal }
            return (other, tokens)
        }
    }
}
