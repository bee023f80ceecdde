import AikiBase
import AikiDialogue
import AikiMind
import AikiRouter
import AikiTurn

/// A turn's report in words.
enum WhyText {
    /// What answered, why, with what in its context, and what it took.
    static func text(_ report: TurnReport) -> String {
        var lines: [String] = []
        if let plan = report.plan {
            lines.append("Model:    \(plan.model) (\(plan.rule.rawValue))")
            lines += plan.reasons.map { "          \($0)" }
            lines += plan.alternatives.map { "          not \($0.model): \($0.reason)" }
        }
        if let context = report.context { lines += lineUp(context) }
        lines.append("Answer:   \(report.outcome.rawValue), \(effort(report))")
        if let failure = report.failure {
            lines.append("Failure:  \(failure.message) [\(failure.code)]")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lineUp(_ context: ContextReport) -> [String] {
        var line = "Context:  \(context.promptTokens) of \(context.limitTokens) tokens: "
        line += "identity \(context.identityTokens), history \(context.historyTokens) "
        line += "(\(context.turnsIncluded) turns), question \(context.questionTokens)"
        guard !context.turnsLeftOut.isEmpty else { return [line] }
        return [
            line,
            "          left out: the \(context.turnsLeftOut.count) oldest turns, "
                + "\(context.leftOutTokens) tokens",
        ]
    }

    private static func effort(_ report: TurnReport) -> String {
        let usage = report.usage
        let rate = DurationText.rate(usage.outputTokens, usage.decode)
        return "\(usage.outputTokens) tokens in \(DurationText.text(report.total)) "
            + "(first after \(DurationText.text(usage.firstToken)), then \(rate) tokens/s; "
            + "\(usage.cachedTokens) of \(usage.promptTokens) prompt tokens reused)"
    }
}
