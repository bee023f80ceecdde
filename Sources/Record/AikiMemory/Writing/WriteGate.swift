import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

/// Takes the statements of one message through the gate and writes what passes.
struct WriteGate {
    let facts: FactLog
    let setting: TurnSetting
    let message: LoggedMessage
    let shown: ShownTexts
    let now: Date
    let speaker: String
    private var decisions: [WriteReport.Decision] = []
    private var previousFact: Int64?

    init(
        facts: FactLog, setting: TurnSetting, message: LoggedMessage, shown: ShownTexts,
        now: Date, speaker: String
    ) {
        self.facts = facts
        self.setting = setting
        self.message = message
        self.shown = shown
        self.now = now
        self.speaker = speaker
    }

    /// Decides on everything that the message says.
    mutating func pass(in transaction: StoreTransaction) throws -> [WriteReport.Decision] {
        let text = message.message.text
        let reading = MessageReading(text, context(transaction))
        let bytes = Array(text.utf8)
        for candidate in reading.candidates {
            let said = String(decoding: bytes[candidate.start..<candidate.end], as: UTF8.self)
            try decide(candidate, said: said, in: transaction)
        }
        for omission in reading.omissions {
            try record(
                FactStatement(speaker, "", ""), omission.reason, omission.start, omission.end,
                rule: "omitted", fact: nil, in: transaction)
        }
        if decisions.isEmpty, !bytes.isEmpty {
            try record(
                FactStatement(speaker, "", ""), .foreign, 0, bytes.count, rule: "nothing",
                fact: nil, in: transaction)
        }
        return decisions
    }

    /// Reads nothing of the message, for one reason.
    mutating func leaveOut(
        _ reason: GateReason, in transaction: StoreTransaction
    ) throws -> [WriteReport.Decision] {
        let bytes = message.message.text.utf8.count
        if bytes > 0 {
            try record(
                FactStatement(speaker, "", ""), reason, 0, bytes, rule: "omitted", fact: nil,
                in: transaction)
        }
        return decisions
    }

    private func context(_ transaction: StoreTransaction) -> ReadingContext {
        let scope = setting.scope
        return ReadingContext(speaker: speaker, time: message.time) { name in
            // A name is known where somebody was said to be called so; a failed look-up knows nobody.
            let isKnown = try? Bool.fetchOne(
                transaction.database.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM facts
                            WHERE scope = ? AND object_key = ? AND relation = 'is called')
                        """),
                arguments: [scope, FactStatement.normalized(name)])
            return isKnown ?? false
        }
    }

    private mutating func decide(
        _ candidate: Candidate, said: String, in transaction: StoreTransaction
    ) throws {
        var reason = candidate.reason
        var fact: Int64?
        if reason == nil, candidate.confidence < MemoryWriter.confidenceMin { reason = .unclear }
        if reason == nil, !candidate.isEnding {
            if shown.holds(candidate.statement, said: said),
                try !isSaidAnew(candidate, in: transaction)
            {
                reason = .recalled
            }
            if reason == nil, shown.isEchoed(said) { reason = .echoed }
        }
        if reason == nil {
            (reason, fact) = try write(candidate, in: transaction)
        }
        try record(
            candidate.statement, reason ?? .kept, candidate.start, candidate.end,
            rule: candidate.rule, fact: fact, in: transaction)
        if reason == .kept { previousFact = fact }
    }

    /// Whether what is no longer true, by what memory holds, is said to be so after all: `I moved back to
    /// Oslo`, `No, I live in Oslo`. To say it alone is not enough: it stood in the prompt.
    private func isSaidAnew(
        _ candidate: Candidate, in transaction: StoreTransaction
    ) throws -> Bool {
        let text = message.message.text
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: candidate.start)
        let end = bytes.index(bytes.startIndex, offsetBy: candidate.end)
        func isEnd(_ character: Character) -> Bool {
            ".!?".contains(character) || character.endsLine
        }
        let before = text[..<start].lastIndex(where: isEnd).map { text.index(after: $0) }
        let after = text[end...].firstIndex(where: isEnd)
        let sentence = text[(before ?? text.startIndex)..<(after ?? text.endIndex)]
        guard TextTerms.words(of: String(sentence)).contains(where: Self.renewals.contains)
        else { return false }
        return try Bool.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM facts
                        JOIN fact_endings ON fact_endings.fact_id = facts.id
                        WHERE scope = ? AND key = ?)
                    """),
            arguments: [setting.scope, candidate.statement.key]) ?? false
    }

    /// Words with which a person says that something is as it was, or not as the assistant has it.
    private static let renewals = Set(
        TextTerms.words(
            of: """
                again back now currently moved returned no nope actually wrong instead
                igjen tilbake nå nei feil egentlig faktisk flyttet wieder zurück jetzt nein falsch doch
                eigentlich gezogen снова опять теперь сейчас нет неверно обратно вернулся вернулась переехал
                переехала
                """))

    /// Writes a fact, or ends one.
    private func write(
        _ candidate: Candidate, in transaction: StoreTransaction
    ) throws -> (GateReason, Int64?) {
        let pen = FactPen(
            facts: facts, scope: setting.scope, message: message, now: now,
            transaction: transaction)
        if candidate.isEnding {
            if let ended = try pen.end(candidate) { return (.ended, ended) }
            guard let past = candidate.asPast else { return (.negated, nil) }
            if let known = try pen.known(past.statement) { return (.known, known) }
            return (.kept, try pen.write(past))
        }
        if let known = try pen.known(candidate.statement) { return (.known, known) }
        let fact = try pen.write(candidate)
        if candidate.isCause, let previousFact {
            try facts.add(
                Bridge(
                    from: Bridge.End(message: message.number, fact: fact),
                    to: Bridge.End(message: message.number, fact: previousFact), kind: .cause,
                    recordedAt: now), in: transaction)
        }
        return (.kept, fact)
    }

    private mutating func record(
        _ statement: FactStatement, _ reason: GateReason, _ start: Int, _ end: Int, rule: String,
        fact: Int64?, in transaction: StoreTransaction
    ) throws {
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO gate_decisions
                    (message_id, span_start, span_bytes, reason, rule, fact_id, recorded_micros)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            message.number, start, end - start, reason.rawValue, rule, fact,
            now.microsecondsSince1970,
        ])
        decisions.append(
            WriteReport.Decision(
                statement: statement, reason: reason,
                source: FactSource(
                    message: message.number, start: start, byteCount: end - start),
                rule: rule, fact: fact))
    }
}

extension Candidate {
    /// What is over, as something that was: `lives in` becomes `lived in`.
    var asPast: Candidate? {
        let past = [
            "lives in": "lived in", "lives at": "lived at", "lives near": "lived near",
            "lives on": "lived on", "works at": "worked at", "works as": "worked as",
            "works in": "worked in", "has": "used to have", "likes": "used to like",
            "is married to": "was married to", "is": "was", "studies": "studied",
        ]
        guard let relation = past[statement.relation] else { return nil }
        var candidate = self
        candidate.statement.relation = relation
        candidate.isEnding = false
        return candidate
    }
}
