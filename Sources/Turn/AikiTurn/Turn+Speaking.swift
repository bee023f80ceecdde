import AikiBase
import AikiDialogue
import AikiLedger
import AikiMind
import AikiRouter
import Foundation

/// A local model is not sure of what it writes.
struct AnswerDoubted: Error {
    /// As a sentence.
    let reason: String
}

extension Turn {
    /// What is said to a model that goes on with an answer which another one was not sure of.
    static let correctionQuestion = """
        You were not sure of your answer until here. Say what is wrong in it, if anything is, and go \
        on to its end; repeat nothing that is right.
        """

    /// What decides who is to answer.
    func question(
        _ input: TurnInput, _ received: ReceivedTurn, _ minded: MindedTurn
    ) -> RouteQuestion {
        let text = Self.words(of: input)
        let messages =
            minded.context.instructions + minded.context.history.flatMap(\.messages)
            + minded.context.question
        var question = RouteQuestion(
            text: text, wish: input.model, task: minded.task, complexity: minded.complexity,
            privacy: received.privacy,
            promptTokens: Self.promptTokens(messages) + Till.tokens(of: input.settings.format),
            outputTokensMax: input.settings.outputTokensMax, person: input.settings.person,
            time: received.report.started)
        question.imageCount = messages.reduce(0) { $0 + $1.images.count }
        if question.imageCount > 0 { question.needs.insert(.vision) }
        if !input.settings.tools.isEmpty { question.needs.insert(.tools) }
        if let urgency = minded.record?.decision.urgency, urgency >= Self.urgencyAtOnce {
            question.deadline = .zero
        }
        return question
    }

    /// From this urgency on an answer is needed at once.
    static let urgencyAtOnce = 0.8
    /// Tokens that identity and memories add to a prompt, for the first estimate of what it costs.
    static let frameTokens = 1024

    private static func promptTokens(_ messages: [Message]) -> Int {
        frameTokens + messages.map { $0.text.utf8.count / 3 + 4 }.reduce(0, +)
    }

    /// Has one model after the other answer until one has, each held for before and noted after.
    ///
    /// What a model wrote stands: once anything was told, no other model begins anew, but one may be
    /// asked to go on.
    ///
    /// - Returns: what is to be asked beside the turn, to compare.
    func speak(
        _ input: TurnInput, _ received: ReceivedTurn, _ choices: inout ModelChoices,
        _ answer: inout TurnAnswer, _ report: inout TurnReport, _ calls: inout [EndedCall],
        _ tell: (TurnEvent) -> Void
    ) async throws -> ShadowOrder? {
        while true {
            let choice = try await choices.next()
            report.take(choice)
            tell(.started(TurnStart(report, choice)))
            if let note = choice.note { tell(.note(note)) }
            let bytesBefore = answer.bytes
            let call = await call(choice, input.settings, received, &answer, tell)
            calls.append(ended(call, choice, report))
            guard let failure = call.failure else {
                report.completion = call.measure.completion
                report.cache = call.stored?.cache
                return shadow(choice, choices, input, received, answer, report)
            }
            if let doubt = failure as? AnswerDoubted {
                choices.doubt(doubt.reason)
                if answer.bytes > 0 {
                    choices.goOn(from: answer)
                    let delta = GenerationEvent.Delta(text: "\n\n")
                    try answer.append(delta, from: choice.plan.model)
                    tell(.delta(delta))
                }
            } else {
                guard answer.bytes == bytesBefore, choices.canGoOn(after: failure) else {
                    throw failure
                }
                choices.ruleOut(choice.plan.model, failure)
            }
            report.attempts.append(
                TurnReport.Attempt(model: choice.plan.model, failure: TurnReport.Failure(failure)))
        }
    }

    /// One call of one model: what came of it, and what it took.
    struct Call {
        var request: GenerationRequest
        var measure = AnswerMeasure()
        var ticket: Till.Ticket?
        /// The answer that was kept from before; nil where the model was asked.
        var stored: StoredAnswer?
        /// What asking would have cost; nil where nothing was kept, or no price is known.
        var savedMicros: Int64?
        var failure: (any Error)?
        var total = Duration.zero
    }

    func call(
        _ choice: ModelChoice, _ settings: TurnSettings, _ received: ReceivedTurn,
        _ answer: inout TurnAnswer, _ tell: (TurnEvent) -> Void
    ) async -> Call {
        let start = ContinuousClock.now
        let settings = bounded(settings, choice)
        var call = Call(
            request: settings.request(
                choice.context.conversation, scope: received.scope, privacy: received.privacy))
        do {
            let remote = choice.model as? any RemoteLanguageModel
            if let stored = await remote?.storedAnswer(to: call.request) {
                call.stored = stored
                call.savedMicros = try await till?.saved(
                    by: stored, of: choice.plan.model, at: clock.now())
                try give(stored, &call.measure, &answer, choice.plan.model, tell)
                return call
            }
            // What the call may cost is held before it is made.
            call.ticket = try await held(choice, call.request)
            try await write(choice, call.request, &answer, &call.measure, tell)
        } catch {
            call.failure = Task.isCancelled ? CancellationError() : error
            call.ticket = await freed(call)
        }
        call.total = ContinuousClock.now - start
        return call
    }

    /// Gives an answer that is kept.
    private func give(
        _ stored: StoredAnswer, _ measure: inout AnswerMeasure, _ answer: inout TurnAnswer,
        _ model: String, _ tell: (TurnEvent) -> Void
    ) throws {
        for event in stored.events {
            measure.take(event)
            guard case .delta(let delta) = event else { continue }
            try answer.append(delta, from: model)
            tell(.delta(delta))
        }
    }

    /// Has a model write, and passes on what it writes.
    private func write(
        _ choice: ModelChoice, _ request: GenerationRequest, _ answer: inout TurnAnswer,
        _ measure: inout AnswerMeasure, _ tell: (TurnEvent) -> Void
    ) async throws {
        var request = request
        let reportsTokens = request.topLogProbabilities != nil
        var watch =
            choice.isWatched
            ? chooser.routing.map {
                AnswerWatch($0.doubts, holdsAll: $0.agreementMin != nil)
            } : nil
        if watch != nil { request.topLogProbabilities = request.topLogProbabilities ?? 0 }
        func pass(_ deltas: [GenerationEvent.Delta]) throws {
            for var delta in deltas {
                if !reportsTokens { delta.tokens = [] }
                try answer.append(delta, from: choice.plan.model)
                tell(.delta(delta))
            }
        }
        for try await event in choice.model.generate(request) {
            measure.take(event)
            switch event {
            case .prefill(let done, let total): tell(.prefill(done: done, total: total))
            case .delta(let delta): try pass(watch?.take(delta) ?? [delta])
            case .finished:
                if let agreementMin = chooser.routing?.agreementMin, let watch {
                    try await compare(watch.heldText, request, choice.model, agreementMin)
                }
                try pass(watch?.finish() ?? [])
                return
            }
        }
        // A stream whose reader is cancelled just ends.
        try Task.checkCancellation()
        throw TurnError.modelWentSilent(model: choice.plan.model)
    }

    /// Has a local model answer once more, drawn anew, and compares: what a model knows it says twice.
    private func compare(
        _ text: String, _ request: GenerationRequest, _ model: any LanguageModel,
        _ agreementMin: Double
    ) async throws {
        var request = request
        request.topLogProbabilities = nil
        request.sampling.temperature = max(request.sampling.temperature, Self.secondTemperature)
        request.sampling.seed = request.sampling.seed.map { $0 &+ 1 }
        var second = ""
        for try await event in model.generate(request) {
            if case .delta(let delta) = event { second += delta.text }
        }
        let agreement = ConfidenceCascade.agreement(text, second)
        guard agreement < agreementMin else { return }
        throw AnswerDoubted(
            reason:
                "The local model was not sure of its answer: asked twice, it agreed with itself in "
                + "\(Int((agreement * 100).rounded())) % of its words.")
    }

    /// The least temperature of a second sample: without chance it would say the same.
    static let secondTemperature = 0.7

    /// A call as the ledger keeps it.
    func ended(_ call: Call, _ choice: ModelChoice, _ report: TurnReport) -> EndedCall {
        let measure = call.measure
        // What is written here and thrown away was no failure: it was stopped.
        let failure = call.failure is AnswerDoubted ? CancellationError() : call.failure
        var entry = LedgerEntry(
            turn: report.turn, time: clock.now(), door: report.door, model: choice.plan.model,
            isLocal: choice.model.profile.isLocal, decision: choice.plan.json,
            usage: measure.completion?.usage ?? Usage(), total: call.total,
            outcome: measure.outcome(failure),
            errorCode: measure.outcome(failure) == .failed
                ? failure.map { TurnReport.Failure($0).code } : nil)
        if call.failure != nil, call.ticket != nil,
            let model = choice.model as? any RemoteLanguageModel
        {
            entry.redactions = model.maskedCounts(in: call.request)
        }
        if let stored = call.stored { entry.markStored(stored, savedMicros: call.savedMicros) }
        return EndedCall(entry: entry, ticket: call.ticket, ending: measure.ending(failure))
    }
}

extension ModelChoice {
    /// What the person should know of the choice; nil for one that is as usual.
    fileprivate var note: String? {
        switch plan.rule {
        case .fallback: hasSides ? plan.reasons.last { $0.contains(" can answer now") } : nil
        case .escalated: plan.reasons.first
        default: nil
        }
    }
}

extension ModelChoices {
    /// Has the next model go on with an answer.
    mutating func goOn(from answer: TurnAnswer) {
        request.question += [
            Message(role: .assistant, text: answer.text),
            Message(role: .user, text: Turn.correctionQuestion),
        ]
    }
}
