public import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiRouter
import Foundation

extension Turn {
    /// Writes answer, report and ledger entries, takes the turn into memory, and settles what was held,
    /// in one transaction.
    func record(
        _ report: TurnReport, _ answer: TurnAnswer, _ minded: MindedTurn,
        _ calls: [EndedCall], person: String?
    ) async throws {
        let till = till
        let log = log
        let journal = journal
        let memory = mind?.memory
        let recalled = recalled(report, minded)
        let question = minded.context.question.last { $0.role == .user }?.text ?? ""
        let echo = report.echo(
            question: question, answer: answer.text, recalled: recalled)
        let ledger = ledger
        let ended = clock.now()
        let ending = TurnEnding(
            answer: answer.message(report.completion), model: report.model,
            outcome: report.outcome, errorCode: report.failure?.code, time: ended,
            report: report.json)
        let entries = entries(of: calls, report, at: ended).map { call in
            var call = call
            call.entry.person = person
            return call
        }
        try await log.write { transaction in
            do {
                try log.finish(report.turn, ending, in: transaction)
                try memory?.write(
                    report.turn, recalled: recalled, echo: echo, in: transaction)
                if let decision = report.decision?.decision, decision.intention == .followUp,
                    let message = decision.memories.first, report.completion != nil
                {
                    try journal.noteFollowUp(on: message, in: report.turn, in: transaction)
                }
            } catch MemoryError.turnNotFound {
                // The conversation was forgotten while the model spoke: nothing of it comes back,
                // but the call was made.
            }
            for entry in entries { try ledger.append(entry, till: till, in: transaction) }
        }
        await memory?.settle { [gate] in await gate.drain() }
    }

    /// What the ledger keeps of a turn: each call, the last one with all the time that the turn took;
    /// of a local model that was not sure of its answer, that it was not; where no model could be
    /// called at all, that.
    private func entries(
        of calls: [EndedCall], _ report: TurnReport, at time: Date
    ) -> [EndedCall] {
        var entries: [EndedCall] = []
        for (index, call) in calls.enumerated() {
            entries.append(call)
            guard report.attempts.indices.contains(index),
                report.attempts[index].failure.code == TurnReport.Failure.doubtedCode
            else { continue }
            var doubt = LedgerEntry(
                turn: report.turn, time: time, door: report.door, model: call.entry.model,
                isLocal: call.entry.isLocal, outcome: .answered)
            doubt.kind = .feedback
            doubt.feedback = .escalated
            entries.append(
                EndedCall(entry: doubt, ticket: nil, ending: .failed(mayBeCharged: false)))
        }
        if calls.isEmpty {
            let entry = LedgerEntry(
                turn: report.turn, time: time, door: report.door, model: report.model ?? "",
                isLocal: report.isLocal, decision: report.plan?.json ?? .null,
                outcome: report.outcome, errorCode: report.failure?.code)
            entries = [EndedCall(entry: entry, ticket: nil, ending: .failed(mayBeCharged: false))]
        }
        if let last = entries.lastIndex(where: { $0.entry.kind == .call }) {
            entries[last].entry.total = report.total
        }
        return entries
    }

    /// Why a turn went as it did, from its record.
    ///
    /// - Throws: `MemoryError.turnNotFound`, ``TurnError/noReport(turn:outcome:)``.
    public func why(_ id: TurnID) async throws -> TurnReport {
        let turn = try await log.turn(id)
        guard let report = try turn.report.flatMap(TurnReport.init) else {
            throw TurnError.noReport(
                turn: id.text, outcome: turn.outcome?.rawValue ?? "still running")
        }
        return report
    }

    /// Waits until the turns of a conversation that have begun are recorded.
    public func settled(_ conversation: ConversationID) async throws {
        try await gate.enter(conversation.text)
        await gate.leave(conversation.text)
    }

    /// Waits until every turn that has begun is recorded, with what is asked beside it; for an orderly end of the program.
    public func drain() async {
        await gate.drain()
        await shadows.drain()
    }
}

extension TurnReport {
    /// Notes what was remembered and settled.
    mutating func take(_ minded: MindedTurn) {
        decision = minded.record
        memories = minded.hits.map { hit in
            Recalled(
                message: hit.messageID, turn: hit.turn, source: hit.source, time: hit.time,
                score: hit.score,
                parts: hit.parts.map { Recalled.Part(name: $0.name, contribution: $0.contribution) }
            )
        }
        memoryFailure = minded.problem.map { Failure($0) }
    }

    /// Notes which model answers.
    mutating func take(_ choice: ModelChoice) {
        plan = choice.plan
        context = choice.context.report
        isLocal = choice.model.profile.isLocal
    }

    /// Notes how the turn ended.
    mutating func end(_ error: (any Error)?, isCancelled: Bool, total: Duration) {
        self.total = total
        if let completion {
            outcome = TurnOutcome(completion.reason)
        } else if isCancelled || error is CancellationError {
            outcome = .cancelled
        } else {
            outcome = .failed
            failure = error.map { Failure($0) }
        }
    }
}

extension TurnStart {
    init(_ report: TurnReport, _ choice: ModelChoice) {
        self.init(
            turn: report.turn, conversation: report.conversation, plan: choice.plan,
            context: choice.context.report)
    }
}
