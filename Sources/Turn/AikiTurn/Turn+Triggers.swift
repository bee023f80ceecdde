public import AikiBase
import AikiDialogue
import AikiMemory
public import AikiMind
public import Foundation

/// Something that might be worth saying unasked, and what was settled about it.
public struct TriggerDecision: Sendable, Equatable {
    /// What it is about; nil where no message is.
    public let message: Int64?
    /// The words of that message; empty where there is none.
    public let text: String
    /// When they were said; nil where there is none.
    public let said: Date?
    /// The turn that they were said in.
    fileprivate let turn: TurnID?
    /// What was settled, and from what.
    public let record: DecisionRecord

    /// Whether anything is to be said now.
    public var isSpoken: Bool { [.act, .ask].contains(record.decision.action) }
    fileprivate var urgency: Double { record.decision.urgency }

    /// The decision for programs.
    public var json: JSONValue {
        var object = record.json.object ?? [:]
        object["message"] = message.map { .integer($0) } ?? .null
        object["text"] = .string(text)
        return .object(object)
    }
}

extension Turn {
    /// After so many hours without a word, a person has not been heard of for long.
    static let silenceHours = 168.0
    /// The words by which reminders are looked for.
    private static let reminderQuestion = "remind me reminder erinnere husk å minne напомни"

    /// Looks for what might be worth saying now, and settles each: say it, ask, wait, or stay silent.
    ///
    /// Says nothing itself, and changes nothing: whoever can reach the person may.
    ///
    /// - Parameters:
    ///   - hourOfDay: the hour where the person is, 0 … 23.
    ///   - scope: whose memory is looked through.
    ///   - kinds: what is looked for.
    /// - Returns: every trigger with its decision, what is to be said first; empty where the loop has no
    ///   mind.
    /// - Throws: `StoreError`; what asking memory throws.
    public func triggers(
        hourOfDay: Int, scope: String = TurnInput.personalScope,
        kinds: Set<ProactiveTrigger.Kind> = Set(ProactiveTrigger.Kind.allCases)
    ) async throws -> [TriggerDecision] {
        guard let mind else { return [] }
        let now = clock.now()
        let journal = journal
        let (state, asked, latest) = try await log.write { transaction in
            (
                try journal.state(in: transaction).decayed(to: now),
                try journal.followedUp(in: transaction),
                try journal.latest(in: transaction)?.time
            )
        }
        var found: [(hit: RecallHit?, kind: ProactiveTrigger.Kind, hoursLate: Double)] = []
        if let latest, kinds.contains(.silence) {
            let silence = now.timeIntervalSince(latest) / 3600
            if silence >= Self.silenceHours {
                found.append((nil, .silence, silence - Self.silenceHours))
            }
        }
        for (text, kind) in [
            (Self.planQuestion, ProactiveTrigger.Kind.followUp),
            (Self.reminderQuestion, .reminder),
        ] where kinds.contains(kind) {
            var query = RecallQuery(text, scopes: [scope], limit: Self.planHitsMax, now: now)
            query.privacyMax = .personal
            for hit in try await mind.memory?.recall(query)?.hits ?? []
            where hit.speaker == "user" && !asked.contains(hit.messageID) {
                let hours =
                    kind == .reminder
                    ? MessageReading.reminderHours(hit.text) : MessageReading.planHours(hit.text)
                guard let hours else { continue }
                let late = now.timeIntervalSince(hit.time) / 3600 - hours
                guard late <= Self.planDaysMax * 24 else { continue }
                found.append((hit, kind, late))
            }
        }
        return found.map { trigger in
            var features = DecisionFeatures(
                .trigger(
                    ProactiveTrigger(
                        kind: trigger.kind, hoursLate: Self.tenths(trigger.hoursLate),
                        hourOfDay: hourOfDay)),
                mustAnswer: false, state: state)
            features.policies = mind.policies
            let hit = trigger.hit
            if let message = hit?.messageID {
                features.memories = [
                    .init(message: message, score: 1, ageHours: 0, isDuePlan: true)
                ]
            }
            return TriggerDecision(
                message: hit?.messageID, text: hit?.text ?? "", said: hit?.time, turn: hit?.turn,
                record: DecisionRecord(features))
        }
        .sorted { ($0.isSpoken ? 1 : 0, $0.urgency) > ($1.isSpoken ? 1 : 0, $1.urgency) }
    }

    /// What the person asked to be reminded of and is due, each once: it is noted as told.
    ///
    /// - Parameters: as of ``triggers(hourOfDay:scope:kinds:)``.
    /// - Returns: the reminders, in the order in which they were asked for.
    /// - Throws: `StoreError`; what asking memory throws.
    public func takeReminders(
        hourOfDay: Int, scope: String = TurnInput.personalScope
    ) async throws -> [TriggerDecision] {
        let due = try await triggers(hourOfDay: hourOfDay, scope: scope, kinds: [.reminder])
            .filter(\.isSpoken)
        guard !due.isEmpty else { return [] }
        let journal = journal
        try await log.write { transaction in
            for reminder in due {
                guard let message = reminder.message, let turn = reminder.turn else { continue }
                try journal.noteReminded(of: message, asked: turn, in: transaction)
            }
        }
        return due.sorted { ($0.said ?? .distantPast) < ($1.said ?? .distantPast) }
    }

    private static func tenths(_ hours: Double) -> Double { (hours * 10).rounded() / 10 }
}
