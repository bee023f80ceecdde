import AikiBase
import AikiDialogue
import AikiLedger
import AikiMind
import AikiRouter

extension Turn {
    /// The tokens of an answer that is paid for, where nobody said how many: money has to be held for
    /// each of them.
    static let paidTokensMax = 4096

    /// Bounds an answer that is paid for.
    func bounded(_ settings: TurnSettings, _ choice: ModelChoice) -> TurnSettings {
        guard till != nil, !choice.model.profile.isLocal, settings.outputTokensMax == nil else {
            return settings
        }
        let report = choice.context.report
        var bounded = settings
        bounded.outputTokensMax = max(
            1, min(Self.paidTokensMax, report.limitTokens - report.promptTokens))
        return bounded
    }

    /// Holds what a call may cost.
    func held(_ choice: ModelChoice, _ settings: TurnSettings) async throws -> Till.Ticket? {
        try await till?.open(
            model: choice.plan.model, isLocal: choice.model.profile.isLocal,
            promptTokens: choice.context.report.promptTokens,
            outputTokensMax: settings.outputTokensMax ?? 0, person: nil, at: clock.now())
    }

    /// How a call ended, for the till.
    func ending(
        _ report: TurnReport, _ answer: TurnAnswer, _ failure: (any Error)?
    ) -> Till.Ending {
        if let completion = report.completion {
            return .completed(completion.usage, completion.remote)
        }
        if report.outcome == .cancelled {
            return .cancelled(answerBytes: answer.text.utf8.count + answer.reasoning.utf8.count)
        }
        // What is no error of a provider came from this side of the wire; once something was written,
        // it was charged for.
        let isBegun = !answer.text.isEmpty || !answer.reasoning.isEmpty
        return .failed(
            mayBeCharged: isBegun || (failure as? any RemoteModelError)?.mayBeCharged == true)
    }
}
