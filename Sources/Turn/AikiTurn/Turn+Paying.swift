import AikiBase
import AikiDialogue
import AikiLedger
import AikiMind
import AikiRouter

extension Turn {
    /// Bounds an answer that is paid for.
    func bounded(_ settings: TurnSettings, _ choice: ModelChoice) -> TurnSettings {
        guard till != nil else { return settings }
        var bounded = settings
        bounded.outputTokensMax = Till.answerTokens(
            settings.outputTokensMax, promptTokens: choice.context.report.promptTokens,
            profile: choice.model.profile)
        return bounded
    }

    /// Holds what a call may cost.
    func held(_ choice: ModelChoice, _ request: GenerationRequest) async throws -> Till.Ticket? {
        try await till?.open(
            request, model: choice.plan.model, isLocal: choice.model.profile.isLocal,
            promptTokens: choice.context.report.promptTokens, at: clock.now())
    }

    /// Frees what is held for a call that failed and that nobody charges: another model may need it.
    func freed(_ call: Call) async -> Till.Ticket? {
        guard let ticket = call.ticket, let failure = call.failure,
            case .failed(mayBeCharged: false) = call.measure.ending(failure)
        else { return call.ticket }
        // Where that fails, it is freed when the call is recorded.
        return (try? await till?.free(ticket)) ?? ticket
    }
}
