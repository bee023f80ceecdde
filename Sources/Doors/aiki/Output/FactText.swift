import AikiBase
import AikiDialogue
import AikiMemory
import Foundation

/// Facts for people and for programs.
enum FactText {
    /// A table of facts, the latest first.
    static func table(_ facts: [Fact], _ console: Console) -> String {
        guard !facts.isEmpty else { return "Nothing is known yet.\n" }
        var table = TextTable(["ID", "SINCE", "WHAT"], rightAligned: [0])
        for fact in facts {
            let since = day(fact.validFrom ?? fact.recordedAt)
            table.add("\(fact.id)", since, PlainText.of(fact.sentence) + ended(fact))
        }
        return table.text(console)
    }

    /// Where a fact comes from, and what became of it.
    static func why(_ fact: Fact, _ memory: FactLog.Memory, _ console: Console) -> String {
        let words = PlainText.of(fact.source.words(of: memory.message.message.text))
        var text = "\(console.bold(PlainText.of(fact.sentence)))\n"
        text += "Said:       \(DateText.local(memory.message.time)), message \(fact.source.message)"
        text += ", conversation \(memory.conversation.text)\n"
        text += "Words:      “\(words.replacing("\n", with: " "))”\n"
        if let decision = memory.decisions.first(where: { $0.fact == fact.id }) {
            text +=
                "Understood: by the rule \(decision.rule), confidence \(share(fact.confidence))\n"
        }
        text += "Recorded:   \(DateText.local(fact.recordedAt))\n"
        if let from = fact.validFrom { text += "Holds from: \(day(from))\n" }
        if let until = fact.validUntil { text += "Held until: \(day(until))\n" }
        if let ending = fact.ending {
            let successor = ending.successor.map { " by fact \($0)" } ?? ""
            text += "Ended:      \(ending.kind.rawValue)\(successor), message \(ending.message)\n"
        }
        return text
    }

    /// A message with all that was understood of it.
    static func memory(_ memory: FactLog.Memory, _ console: Console) -> String {
        let message = memory.message
        let head =
            "\(DateText.local(message.time))  \(message.message.role.rawValue)  "
            + "\(memory.scope)  \(message.privacy.rawValue)"
        var text = "\(console.faint(head))\n\(PlainText.of(message.message.text))\n"
        if !memory.facts.isEmpty { text += "\nFacts\n" + table(memory.facts, console) }
        if !memory.decisions.isEmpty {
            var decisions = TextTable(["DECISION", "RULE", "WORDS"])
            for decision in memory.decisions {
                let words = PlainText.of(decision.words.replacing("\n", with: " "))
                let shown = words.count > 60 ? words.prefix(59) + "…" : words
                decisions.add(decision.reason.rawValue, decision.rule, shown)
            }
            text += "\nThe write gate\n" + decisions.text(console)
        }
        if !memory.bridges.isEmpty {
            var bridges = TextTable(["BRIDGE", "FROM", "TO"], rightAligned: [1, 2])
            for bridge in memory.bridges {
                bridges.add(
                    bridge.kind.rawValue, "\(bridge.from.message)", "\(bridge.to.message)")
            }
            text += "\nBridges\n" + bridges.text(console)
        }
        return text
    }

    private static func ended(_ fact: Fact) -> String {
        guard let ending = fact.ending else { return "" }
        return " (\(ending.kind.rawValue)"
            + (fact.validUntil.map { " \(day($0))" } ?? "") + ")"
    }

    private static func day(_ date: Date) -> String {
        String(DateText.local(date).prefix(10))
    }

    private static func share(_ value: Double) -> String {
        "\(Int((value * 100).rounded())) %"
    }
}

extension Fact {
    /// The fact for programs.
    var json: JSONValue {
        var object: JSONObject = [
            "id": .integer(id), "scope": .string(scope), "subject": .string(statement.subject),
            "relation": .string(statement.relation), "object": .string(statement.object),
            "sentence": .string(sentence), "message": .integer(source.message),
            "span": [.integer(Int64(source.start)), .integer(Int64(source.byteCount))],
            "confidence": .number(confidence), "recorded": .string(DateText.utc(recordedAt)),
        ]
        object["valid_from"] = validFrom.map { .string(DateText.utc($0)) }
        object["valid_until"] = validUntil.map { .string(DateText.utc($0)) }
        if let ending {
            var value: JSONObject = [
                "kind": .string(ending.kind.rawValue), "message": .integer(ending.message),
                "recorded": .string(DateText.utc(ending.recordedAt)),
            ]
            value["successor"] = ending.successor.map(JSONValue.integer)
            object["ending"] = .object(value)
        }
        return .object(object)
    }
}

extension FactLog.Memory {
    /// The message with what was understood of it, for programs.
    var json: JSONValue {
        [
            "message": .integer(message.number), "turn": .string(turn.text),
            "conversation": .string(conversation.text), "scope": .string(scope),
            "role": .string(message.message.role.rawValue),
            "text": .string(message.message.text), "time": .string(DateText.utc(message.time)),
            "privacy": .string(message.privacy.rawValue),
            "facts": .array(facts.map(\.json)),
            "decisions": .array(
                decisions.map { decision in
                    var object: JSONObject = [
                        "reason": .string(decision.reason.rawValue),
                        "rule": .string(decision.rule), "words": .string(decision.words),
                        "span": [
                            .integer(Int64(decision.source.start)),
                            .integer(Int64(decision.source.byteCount)),
                        ],
                    ]
                    object["fact"] = decision.fact.map(JSONValue.integer)
                    return .object(object)
                }),
            "bridges": .array(
                bridges.map { bridge in
                    [
                        "kind": .string(bridge.kind.rawValue),
                        "from": .integer(bridge.from.message), "to": .integer(bridge.to.message),
                    ]
                }),
        ]
    }
}
