import AikiBase
import AikiDialogue
import AikiMemory
import AikiMind
import AikiRouter
import Foundation

/// What Mind brings to a turn: what is remembered, and what is to be done.
struct MindedTurn: Sendable {
    /// What the prompt is composed from, with memories and intention.
    var context: ContextRequest
    /// The memories that were found, best first.
    var hits: [RecallHit] = []
    /// What was settled; nil where the loop has no mind.
    var record: DecisionRecord?
    /// Why memory could not be asked.
    var problem: (any Error)?

    /// What the question asks for.
    var task: TaskEstimate
    /// How hard the question is.
    var complexity: Double
}

extension Turn {
    /// The most bytes of the latest history that are taken to stand in the prompt, and are not recalled.
    static let historyBytesSeenMax = 24 << 10
    /// A second look, where a conversation opens: what the person had planned.
    static let planQuestion =
        "exam test interview appointment meeting trip wedding doctor tomorrow next week planning"
    /// How far back plans are asked after.
    static let planDaysMax = 60.0
    /// How many of them are looked at.
    static let planHitsMax = 20

    /// Recalls and decides.
    func minded(_ input: TurnInput, _ received: ReceivedTurn) async -> MindedTurn {
        let question = received.context.question.last { $0.role == .user }?.text ?? ""
        let task = TaskEstimate(question)
        var minded = MindedTurn(
            context: received.context, task: task, complexity: task.complexity)
        guard let mind, let taken = received.mind else { return minded }
        var features = DecisionFeatures(
            reading: MessageReading(question), formComplexity: minded.complexity,
            turnsBefore: received.context.turnsBefore + received.context.history.count,
            appraisal: taken.appraisal, state: taken.state)
        features.policies = mind.policies
        let effects = MindEffects(taken.state, taken.appraisal, mind.policies)
        if let memory = mind.memory, !question.isEmpty {
            // A turn reads nothing more private than itself: what it says stays as private as it is.
            let query = RecallQuery(
                question, scopes: received.recallScopes, privacyMax: input.privacy,
                limit: effects.memoriesMax, now: received.report.started,
                excludedTurns: received.seenTurns,
                includesEchoes: MessageReading.asksWhatWasSaid(question))
            do {
                minded.context.learned = try await memory.learned(query)
                try await recall(query, from: memory, received, into: &minded, &features)
            } catch {
                minded.problem = error
            }
        }
        let record = DecisionRecord(features)
        minded.record = record
        minded.complexity = record.decision.complexity
        minded.context.guidance = Self.guidance(record.decision)
        minded.context.keepsDigest = minded.context.policy == .mayLeaveOutOldest
        minded.context.memories = Self.memories(minded.hits, for: record)
        return minded
    }

    private func recall(
        _ query: RecallQuery, from memory: any TurnMemory, _ received: ReceivedTurn,
        into minded: inout MindedTurn, _ features: inout DecisionFeatures
    ) async throws {
        let now = query.now
        guard let result = try await memory.recall(query) else { return }
        minded.hits = result.hits
        minded.problem = result.problem
        features.hasMemory = true
        features.memoryConfidence = result.confidence
        features.isKnown = result.isKnown
        if query.asksForPlans {
            let reminders = try await reminders(query, from: memory, told: received.followedUp)
            if !reminders.isEmpty {
                let plans = result.isKnown ? result.hits : []
                let known = Set(plans.map(\.messageID))
                minded.hits = plans + reminders.filter { !known.contains($0.messageID) }
                features.memoryConfidence = 1
                features.isKnown = true
            }
        }
        if features.isOpening {
            var planQuery = query
            planQuery.text = Self.planQuestion
            planQuery.limit = Self.planHitsMax
            let known = Set(minded.hits.map(\.messageID))
            let plans = try await memory.recall(planQuery)?.hits ?? []
            minded.hits += plans.filter {
                Self.isDue($0, now, received.followedUp) && !known.contains($0.messageID)
            }.prefix(1)
        }
        features.memories = minded.hits.map { hit in
            DecisionFeatures.Memory(
                message: hit.messageID, score: hit.score,
                ageHours: (now.timeIntervalSince(hit.time) / 3600 * 10).rounded() / 10,
                isDuePlan: Self.isDue(hit, now, received.followedUp))
        }
    }

    /// Whether a memory tells of a plan that is likely done, and was not asked after.
    private static func isDue(_ hit: RecallHit, _ now: Date, _ followedUp: Set<Int64>) -> Bool {
        guard hit.speaker == "user", !followedUp.contains(hit.messageID),
            let hours = MessageReading.planHours(hit.text)
        else { return false }
        let age = now.timeIntervalSince(hit.time) / 3600
        return age >= hours && age <= planDaysMax * 24
    }

    /// What the model is told beside the question; nothing on an ordinary turn.
    private static func guidance(_ decision: Decision) -> String {
        [decision.intention.instruction, decision.effects.text]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What stands in the prompt: all that was found where it is what is asked for, or is likely to be;
    /// else what the decision stands on. Oldest first.
    private static func memories(
        _ hits: [RecallHit], for record: DecisionRecord
    ) -> [RecalledMemory] {
        let used = Set(record.decision.memories)
        let isWanted = record.features.isKnown && record.decision.intention != .followUp
        return hits.filter { isWanted || used.contains($0.messageID) }
            .sorted { ($0.time, $0.messageID) < ($1.time, $1.messageID) }
            .map(RecalledMemory.init)
    }

    /// The memories that stood in a turn's prompt, as memory is told of them.
    func recalled(_ report: TurnReport, _ minded: MindedTurn) -> [RecallHit] {
        let shown = Set(report.context?.memoriesIncluded ?? [])
        return minded.hits.filter { shown.contains($0.messageID) }
    }
}

extension RecalledMemory {
    /// A memory that was found, as it stands in a prompt.
    init(_ hit: RecallHit) {
        let speaker =
            switch hit.speaker {
            case _ where hit.isNote: ""
            case "user": "The user said: "
            case "assistant": "You said: "
            default: "\(hit.speaker) said: "
            }
        // What was understood stands first, so that it is not missed in many words.
        let known = hit.fact.map { fact in
            let since = fact.validFrom.map { from in
                " (\(from > hit.time ? "From" : "Since") \(Self.day(from)).)"
            }
            return fact.statement.sentence(tie: hit.tie) + (since ?? "") + " "
        }
        let outdated = hit.outdated.map { "\(Self.outdatedLead)\($0.sentence) " }.joined()
        self.init(
            day: Self.day(hit.time), source: Self.source(hit),
            lead: (known ?? "") + outdated + speaker,
            text: hit.text, message: hit.messageID, turn: hit.turn, score: hit.score,
            privacy: hit.privacy)
    }

    /// A note has a name, which tells what it is about.
    private static func source(_ hit: RecallHit) -> String {
        hit.isNote && !hit.title.isEmpty ? "note '\(hit.title)'" : hit.source
    }

    /// A day in UTC, so that the same memory stands in the same words everywhere.
    private static func day(_ time: Date) -> String {
        String(time.ISO8601Format().prefix(10))
    }
}
