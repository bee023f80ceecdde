import AikiHouse
import AikiMind
import AikiTurn

/// The state in words.
enum MindText {
    static func text(_ view: MindView, _ console: Console) -> String {
        let state = view.state
        var table = TextTable(
            ["", "PLEASURE", "AROUSAL", "DOMINANCE", ""], rightAligned: [1, 2, 3])
        for (name, place) in [("emotion", state.emotion), ("mood", state.mood)] {
            table.add(
                name, number(place.pleasure), number(place.arousal), number(place.dominance),
                place.word)
        }
        var text = "Functional state after \(state.messageCount) messages"
        text += " (numbers that steer answers; nothing is felt)\n"
        text += table.text(console)
        text += "enthusiasm \(number(state.enthusiasm)), curiosity \(number(state.curiosity))\n\n"
        text += effects(view)
        guard !view.latest.isEmpty else { return text + verdict(view) }
        var messages = TextTable(["MESSAGE", "HEARD", "STRENGTH", "MOOD"], rightAligned: [2])
        for entry in view.latest {
            messages.add(
                DateText.local(entry.time),
                entry.appraisal.emotions.map(\.emotion.rawValue).joined(separator: ", "),
                number(entry.appraisal.intensity), entry.state.mood.word)
        }
        return text + "\n" + messages.text(console) + verdict(view)
    }

    /// What is said unasked.
    static func text(_ word: TriggerDecision) -> String {
        guard word.kind == .anniversary else {
            let day = word.said.map { " on \(DateText.local($0).prefix(10))" }
            return "You asked\(day ?? "") to be reminded: \(word.text)"
        }
        let owner = "user's "
        return "Today is "
            + (word.text.hasPrefix(owner) ? "your " + word.text.dropFirst(owner.count) : word.text)
            + "."
    }

    static func text(_ triggers: [TriggerDecision], _ console: Console) -> String {
        guard !triggers.isEmpty else { return "There is nothing to speak up about.\n" }
        var table = TextTable(["ABOUT", "ACTION", "TO", "BECAUSE"])
        for trigger in triggers {
            let decision = trigger.record.decision
            table.add(
                trigger.kind == .anniversary
                    ? trigger.text : trigger.message.map { "message \($0)" } ?? "the silence",
                decision.action.rawValue, decision.intention.summary,
                decision.reasons.joined(separator: "; "))
        }
        return table.text(console)
    }

    private static func effects(_ view: MindView) -> String {
        let effects = view.effects
        let policies = view.policies
        func line(_ name: String, _ value: String, _ isOn: Bool) -> String {
            "\(name): \(value)\(isOn ? "" : " (off)")\n"
        }
        return line("tone", effects.tone.rawValue, policies.tone)
            + line("length", effects.verbosity.rawValue, policies.verbosity)
            + line("memories", "up to \(effects.memoriesMax)", policies.salience)
            + line(
                "speaks up from", number(effects.speakingThreshold), policies.speakingUp)
    }

    private static func verdict(_ view: MindView) -> String {
        switch view.differing {
        case nil: ""
        case 0?: "The log leads to this state again.\n"
        case let count?: "\(count) recorded states differ from what the log leads to.\n"
        }
    }

    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let digits = abs(hundredths) % 100
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100)."
            + (digits < 10 ? "0" : "") + "\(digits)"
    }
}
