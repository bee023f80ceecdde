public import AikiBase
import AikiDialogue
import AikiMemory
public import AikiMind
public import Foundation

/// Something that might be worth saying unasked, and what was settled about it.
public struct TriggerDecision: Sendable, Equatable {
    fileprivate let occasion: Occasion
    /// What was settled, and from what.
    public let record: DecisionRecord

    /// What it is.
    public var kind: ProactiveTrigger.Kind { occasion.kind }
    /// The message it is about; nil where none is.
    public var message: Int64? { occasion.message }
    /// The words of that message, or what the day is (`user's birthday`); empty where there is neither.
    public var text: String { occasion.text }
    /// When they were said; nil where there are none.
    public var said: Date? { occasion.said }
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

/// What might be spoken of.
private struct Occasion: Sendable, Equatable {
    let kind: ProactiveTrigger.Kind
    let hoursLate: Double
    var message: Int64?
    var text = ""
    var said: Date?
    /// The turn that it was said in.
    var turn: TurnID?
    /// The fact that tells of the day.
    var fact: Int64?
}

extension Turn {
    /// After so many hours without a word, a person has not been heard of for long.
    static let silenceHours = 168.0
    /// The words by which reminders are looked for.
    private static let reminderQuestion = "remind me reminder forget erinnere husk å minne напомни"

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
        let query = triggerQuery(scope)
        let now = query.now
        let journal = journal
        let (state, asked, latest, unanswered) = try await log.write { transaction in
            (
                try journal.state(in: transaction).decayed(to: now),
                try journal.followedUp(in: transaction),
                try journal.latest(in: transaction)?.time,
                try journal.unansweredCount(in: transaction)
            )
        }
        var found: [Occasion] = []
        if let latest, kinds.contains(.silence) {
            let silence = now.timeIntervalSince(latest) / 3600
            if silence >= Self.silenceHours {
                found.append(Occasion(kind: .silence, hoursLate: silence - Self.silenceHours))
            }
        }
        if kinds.contains(.anniversary) {
            found += try await anniversaries(query, hourOfDay: hourOfDay)
        }
        for (text, kind) in [
            (Self.planQuestion, ProactiveTrigger.Kind.followUp),
            (Self.reminderQuestion, .reminder),
        ] where kinds.contains(kind) {
            var query = query
            query.text = text
            for hit in try await mind.memory?.recall(query)?.hits ?? []
            where !asked.contains(hit.messageID) {
                guard let late = Self.hoursLate(hit, kind, now), late <= Self.planDaysMax * 24
                else { continue }
                found.append(
                    Occasion(
                        kind: kind, hoursLate: late, message: hit.messageID, text: hit.text,
                        said: hit.time, turn: hit.turn))
            }
        }
        return found.map { occasion in
            var features = DecisionFeatures(
                .trigger(
                    ProactiveTrigger(
                        kind: occasion.kind, hoursLate: Self.tenths(occasion.hoursLate),
                        hourOfDay: hourOfDay, unansweredCount: unanswered)),
                mustAnswer: false, state: state)
            features.policies = mind.policies
            if let message = occasion.message {
                features.memories = [
                    .init(message: message, score: 1, ageHours: 0, isDuePlan: true)
                ]
            }
            return TriggerDecision(occasion: occasion, record: DecisionRecord(features))
        }
        .sorted { ($0.isSpoken ? 1 : 0, $0.urgency) > ($1.isSpoken ? 1 : 0, $1.urgency) }
    }

    /// What is to be said before the person says anything: what they asked to be reminded of and is due,
    /// and whose day it is. Each once: it is noted as told.
    ///
    /// Plans are asked after in an answer, and whoever begins to talk is not silent.
    ///
    /// - Parameters: as of ``triggers(hourOfDay:scope:kinds:)``.
    /// - Returns: the reminders, in the order in which they were asked for, then the days.
    /// - Throws: `StoreError`; what asking memory throws.
    public func takeUnasked(
        hourOfDay: Int, scope: String = TurnInput.personalScope
    ) async throws -> [TriggerDecision] {
        let due = try await triggers(
            hourOfDay: hourOfDay, scope: scope, kinds: [.reminder, .anniversary]
        ).filter(\.isSpoken)
        let reminders = due.filter { $0.kind == .reminder }
            .sorted { ($0.said ?? .distantPast) < ($1.said ?? .distantPast) }
        let days = due.filter { $0.kind == .anniversary }
        guard !due.isEmpty else { return [] }
        let journal = journal
        let query = triggerQuery(scope)
        let year = Self.calendar(of: query).component(.year, from: query.now)
        try await log.write { transaction in
            for reminder in reminders {
                guard let message = reminder.message, let turn = reminder.occasion.turn else {
                    continue
                }
                try journal.noteReminded(of: message, asked: turn, in: transaction)
            }
            for day in days {
                guard let fact = day.occasion.fact, let turn = day.occasion.turn else { continue }
                try journal.noteCommemorated(fact, told: turn, in: year, in: transaction)
            }
            if !days.isEmpty { try journal.noteUnasked(1, in: transaction) }
        }
        return reminders + days
    }

    /// What the person asked to be reminded of and was not told yet, or not for longer than a day.
    func reminders(
        _ query: RecallQuery, from memory: any TurnMemory, told: Set<Int64>
    ) async throws -> [RecallHit] {
        var asked = query
        asked.text = Self.reminderQuestion
        asked.limit = Self.planHitsMax
        return try await memory.recall(asked)?.hits.filter { hit in
            let daysMax = told.contains(hit.messageID) ? 1 : Self.planDaysMax
            return Self.hoursLate(hit, .reminder, query.now).map { $0 <= daysMax * 24 } ?? false
        } ?? []
    }

    // MARK: Parts

    /// How long ago the time of what a person said was, a plan or a wish to be reminded; negative where it
    /// is to come, nil where nothing of the kind was said.
    private static func hoursLate(
        _ hit: RecallHit, _ kind: ProactiveTrigger.Kind, _ now: Date
    ) -> Double? {
        guard hit.speaker == "user" else { return nil }
        let hours =
            kind == .reminder
            ? MessageReading.reminderHours(hit.text) : MessageReading.planHours(hit.text)
        return hours.map { now.timeIntervalSince(hit.time) / 3600 - $0 }
    }

    private func triggerQuery(_ scope: String) -> RecallQuery {
        RecallQuery(
            "", scopes: [scope], privacyMax: .personal, limit: Self.planHitsMax, now: clock.now())
    }

    /// Whose day it is, of which nothing was said this year, and which was not told of today.
    private func anniversaries(
        _ query: RecallQuery, hourOfDay: Int
    ) async throws -> [Occasion] {
        let calendar = Self.calendar(of: query)
        let days = try await mind?.memory?.anniversaries(query).filter {
            !calendar.isDate($0.recordedAt, inSameDayAs: query.now)
        }
        guard let days, !days.isEmpty else { return [] }
        let journal = journal
        let year = calendar.component(.year, from: query.now)
        return try await log.write { transaction in
            try days.filter {
                try !journal.isCommemorated($0.factID, told: $0.turn, in: year, in: transaction)
            }
        }.map { day in
            Occasion(
                kind: .anniversary, hoursLate: Double(hourOfDay - DecisionEngine.wakingHour),
                message: day.messageID, text: day.name, said: day.recordedAt, turn: day.turn,
                fact: day.factID)
        }
    }

    private static func calendar(of query: RecallQuery) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = query.timeZone
        return calendar
    }

    private static func tenths(_ hours: Double) -> Double { (hours * 10).rounded() / 10 }
}
