import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import AikiMind
import AikiRouter
import AikiTurn

/// A turn's report in words.
enum WhyText {
    /// The longest part of a memory that is shown.
    private static let memoryCharactersMax = 100

    /// What the answer was given from: the memories that stood in its prompt.
    static func sources(_ why: TurnExplanation) -> String {
        let shown = Set(why.report.context?.memoriesIncluded ?? [])
        let lines = why.report.memories.filter { shown.contains($0.message) }.flatMap { memory in
            let placed = why.memories.first { $0.logged.number == memory.message }
            let head =
                ["[\(memory.message)] \(DateText.local(memory.time))", memory.source]
                + [placed?.title ?? "forgotten since"].filter { !$0.isEmpty }
            return ["  \(PlainText.of(head.joined(separator: "  ")))"]
                + (placed.map { ["    \(words(of: $0))"] } ?? [])
        }
        guard !lines.isEmpty else { return "Nothing of memory stood in its prompt.\n" }
        return "From memory:\n" + lines.map { $0 + "\n" }.joined()
    }

    private static func words(of placed: ConversationLog.PlacedMessage) -> String {
        MemoryWords.line(
            placed.logged.message.text, isBeginning: true, charactersMax: memoryCharactersMax)
    }

    /// The report, with the words of what was remembered.
    static func text(_ why: TurnExplanation) -> String {
        var text = text(why.report, why.memories)
        if why.isReplayed == false {
            text += "Note:     the rules that decide have changed since.\n"
        }
        return text
    }

    /// What was decided, what answered, why, with what in its context, and what it took.
    static func text(
        _ report: TurnReport, _ memories: [ConversationLog.PlacedMessage] = []
    ) -> String {
        var lines: [String] = []
        if let decision = report.decision?.decision { lines += lineUp(decision) }
        lines += lineUp(report, memories)
        if let plan = report.plan {
            lines.append("Model:    \(plan.model) (\(plan.rule.rawValue))")
            lines += plan.reasons.map { "          \($0)" }
            lines += plan.alternatives.map { "          not \($0.model): \($0.reason)" }
        }
        lines += report.attempts.map { attempt in
            "          first \(attempt.model): \(attempt.failure.message) [\(attempt.failure.code)]"
        }
        if let context = report.context { lines += lineUp(context) }
        lines.append(
            "Answer:   \(report.outcome.rawValue), "
                + (report.cache.map(kept) ?? effort(report)))
        if let failure = report.failure {
            lines.append("Failure:  \(failure.message) [\(failure.code)]")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func kept(_ cache: String) -> String {
        cache == "semantic"
            ? "kept from before, for the same question in other words: nobody was asked"
            : "kept from before: nobody was asked"
    }

    private static func lineUp(_ decision: Decision) -> [String] {
        var line = "Decision: \(decision.action.rawValue): \(decision.intention.summary)"
        let manner = [decision.effects.tone.rawValue, decision.effects.verbosity.rawValue]
            .filter { $0 != "even" }
        if !manner.isEmpty { line += " (\(manner.joined(separator: ", ")))" }
        return [line] + decision.reasons.map { "          \($0)" }
            + decision.alternatives.map { "          not \($0.action.rawValue): \($0.reason)" }
    }

    private static func lineUp(
        _ report: TurnReport, _ memories: [ConversationLog.PlacedMessage]
    ) -> [String] {
        let failure = report.memoryFailure.map { "\($0.message) [\($0.code)]" }
        guard !report.memories.isEmpty else {
            return failure.map { ["Memory:   could not be asked: \($0)"] } ?? []
        }
        let shown = Set(report.context?.memoriesIncluded ?? [])
        var lines = ["Memory:   \(report.memories.count) found, \(shown.count) in the prompt"]
        if let failure { lines.append("          by their words alone: \(failure)") }
        for memory in report.memories {
            let mark = shown.contains(memory.message) ? "*" : " "
            let parts = memory.parts.map { "\($0.name) \(decimal($0.contribution))" }
            let origin = "\(DateText.local(memory.time)), \(memory.source)"
            lines.append(
                "        \(mark) [\(memory.message)] \(origin), \(decimal(memory.score))"
                    + (parts.isEmpty ? "" : " = \(parts.joined(separator: " + "))"))
            guard let placed = memories.first(where: { $0.logged.number == memory.message })
            else { continue }
            lines.append("          \(words(of: placed))")
        }
        return lines
    }

    private static func decimal(_ value: Double) -> String {
        "\((value * 1000).rounded() / 1000)"
    }

    private static func lineUp(_ context: ContextReport) -> [String] {
        var line = "Context:  \(context.promptTokens) of \(context.limitTokens) tokens: "
        line += "identity \(context.identityTokens), history \(context.historyTokens) "
        line += "(\(context.turnsIncluded) turns), question \(context.questionTokens)"
        for (name, tokens) in [
            ("memories", context.memoryTokens), ("intention", context.guidanceTokens),
            ("digest", context.digestTokens),
        ] where tokens > 0 {
            line += ", \(name) \(tokens)"
        }
        guard context.turnsMissing > 0 else { return [line] }
        return [
            line,
            "          left out: the \(context.turnsMissing) oldest turns, "
                + (context.turnsBefore > 0 ? "at least " : "")
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
