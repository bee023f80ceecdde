import AikiBase
import AikiMind

/// An identity and how well a model keeps to it, in words.
enum IdentityText {
    /// The longest answer that a table shows.
    private static let answerCharactersMax = 100

    static func text(_ identity: Identity, path: String, _ console: Console) -> String {
        let contract = identity.contract ?? .standard
        var text = PlainText.of(identity.systemText) + "\n\n"
        text += console.bold("Contract") + " (drift up to \(percent(contract.driftMax)))\n"
        for assertion in contract.assertions {
            let mark = assertion.isRequired ? "!" : "-"
            text += "\(mark) \(PlainText.of(assertion.name)): \(PlainText.of(assertion.ask))\n"
        }
        text += console.faint("From \(path)") + "\n"
        let messages = identity.learned.compactMap(\.message)
        if !messages.isEmpty {
            let numbers = messages.map(String.init).joined(separator: ", ")
            text += console.faint(
                "What you told it stands in messages \(numbers); `aiki memory forget` takes it back."
            )
            text += "\n"
        }
        return text
    }

    static func json(_ identity: Identity) -> JSONValue {
        let contract = identity.contract ?? .standard
        return [
            "name": .string(identity.name), "traits": list(identity.traits),
            "values": list(identity.values), "voice": .string(identity.voice),
            "language": .string(identity.language), "never": list(identity.never),
            "relationships": .array(
                identity.relationships.map {
                    ["name": .string($0.name), "description": .string($0.description)]
                }),
            "learned": .array(
                identity.learned.map { trait in
                    [
                        "day": .string(trait.day), "text": .string(trait.text),
                        "message": trait.message.map(JSONValue.integer) ?? .null,
                    ]
                }),
            "system_text": .string(identity.systemText),
            "contract": [
                "drift_max": .number(contract.driftMax),
                "assertions": list(contract.assertions.map(\.name)),
            ],
        ]
    }

    static func text(_ report: IdentityReport, _ console: Console) -> String {
        var table = TextTable(["", "ASSERTION", "FAILS", "ANSWER"])
        for outcome in report.outcomes {
            let worst = outcome.failures.firstIndex { !$0.isEmpty } ?? 0
            let answer = outcome.answers.indices.contains(worst) ? outcome.answers[worst] : ""
            let failures = outcome.failures.indices.contains(worst) ? outcome.failures[worst] : []
            table.add(
                outcome.holds ? "ok" : outcome.isRequired ? "NO!" : "no", outcome.name,
                failures.joined(separator: "; "),
                String(
                    answer.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                        .prefix(answerCharactersMax)))
        }
        return table.text(console) + "'\(report.model)' \(drift(report)).\n"
    }

    /// How far a model is from who Aiki is.
    static func drift(_ report: IdentityReport) -> String {
        let numbers = "drift \(percent(report.drift)), up to \(percent(report.driftMax)) is allowed"
        return report.passes ? "keeps the contract (\(numbers))" : "fails the contract (\(numbers))"
    }

    private static func percent(_ share: Double) -> String {
        "\(Int((share * 100).rounded())) %"
    }

    private static func list(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }
}
