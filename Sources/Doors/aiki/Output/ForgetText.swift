import AikiDialogue
import AikiHouse
import AikiMemory

/// What is forgotten, for people.
enum ForgetText {
    /// What would go.
    static func text(_ plan: ForgetPlan, _ console: Console) -> String {
        guard !plan.messages.isEmpty else { return "Nothing was found.\n" }
        var lines = plan.samples.map { sample in
            let speaker = sample.speaker ?? sample.role.rawValue
            let head =
                "\(sample.message)  \(DateText.local(sample.time))  \(PlainText.of(speaker))  "
                + PlainText.of(sample.title)
            let beginning = PlainText.of(sample.beginning.replacing("\n", with: " "))
            return "\(console.faint(head))\n  \(beginning)\n"
        }
        if plan.messages.count > plan.samples.count {
            lines.append("… and \(plan.messages.count - plan.samples.count) more\n")
        }
        lines.append(
            "\(plan.messages.count) messages, \(plan.addedCount) of them the other half of an "
                + "exchange or the same words elsewhere; \(plan.turnCount) turns and "
                + "\(plan.conversationCount) conversations go whole.\n")
        return lines.joined()
    }

    /// What went.
    static func text(_ summary: House.ForgetSummary) -> String {
        let certificate = summary.certificate
        var lines = [
            "Forgotten: \(certificate.hashCount) messages. Certificate \(certificate.id)."
        ]
        let parts = certificate.removed.map { "\($0.count) \($0.name)" }
        if !parts.isEmpty { lines.append("Removed: \(parts.joined(separator: ", ")).") }
        lines += certificate.notes.map { "Note: \($0)." }
        for learned in summary.learned {
            lines.append(
                learned.isCertain == true
                    ? "The adapter '\(learned.adapter)' was trained on it: train it anew."
                    : "The adapter '\(learned.adapter)' may have been trained on it; its data "
                        + "cannot be searched any more.")
        }
        lines.append("Earlier backups still hold it.")
        return lines.map { $0 + "\n" }.joined()
    }
}
