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
    func held(_ choice: ModelChoice, _ settings: TurnSettings) async throws -> Till.Ticket? {
        try await till?.open(
            model: choice.plan.model, isLocal: choice.model.profile.isLocal,
            promptTokens: choice.context.report.promptTokens,
            outputTokensMax: settings.outputTokensMax ?? 0, person: settings.person,
            at: clock.now())
    }
}
