public import AikiBase
public import AikiDialogue
public import AikiLedger
public import AikiMemory
public import AikiMind
import AikiRouter
import Foundation

/// The inner loop: a message comes in, an answer goes out, and both are recorded.
///
///     let turn = Turn(models: directory, log: log, ledger: ledger, composer: composer, …)
///     for try await event in turn.run(TurnInput(text: "Good morning", door: "chat")) { … }
///
/// The question is on disk before a model is called; answer, report and ledger entry are written in
/// one transaction, and only then is the turn reported as finished. A crash in between leaves the
/// question, marked as interrupted. Errors and cancellations are recorded like answers, with what was
/// written until then.
public struct Turn: Sendable {
    /// The name by which the loop itself is asked as a model.
    public static let modelName = "aiki"

    let chooser: ModelChooser
    let log: ConversationLog
    let ledger: Ledger
    let clock: any WallClock
    let identifiers: IdentifierSource
    let till: Till?
    let mind: TurnMind?
    let journal = MindJournal()
    let gate = TurnGate()

    /// Makes a loop out of its parts.
    ///
    /// - Parameters:
    ///   - models: finds models by name; ``modelName`` in it is ignored.
    ///   - log: where conversations are recorded.
    ///   - ledger: where calls are recorded, in the same store as the log.
    ///   - composer: puts the prompt together.
    ///   - clock: tells the time of records.
    ///   - identifiers: names turns and conversations.
    ///   - till: holds what a call may cost and counts what it took; nil counts nothing.
    ///   - mind: remembers, has a state and decides; nil makes a loop that only answers. Its store
    ///     must have been opened with `TurnNotes.schema` as well.
    ///   - promotedModel: the model that speaks for Aiki now, where one was promoted.
    public init(
        models: any ModelDirectory, log: ConversationLog, ledger: Ledger,
        composer: ContextComposer, clock: any WallClock, identifiers: IdentifierSource,
        till: Till? = nil, mind: TurnMind? = nil,
        promotedModel: @escaping @Sendable () async -> String? = { nil }
    ) {
        chooser = ModelChooser(
            models: models, promotedModel: promotedModel, composer: composer,
            profiles: ProfileMemory(), ownName: Self.modelName)
        self.log = log
        self.ledger = ledger
        self.clock = clock
        self.identifiers = identifiers
        self.till = till
        self.mind = mind
    }

    /// Takes a message through the loop.
    ///
    /// Dropping the stream, or cancelling the task that reads it, stops the model; the turn is still
    /// recorded, and ``settled(_:)`` waits for that.
    ///
    /// - Returns: events as they happen; after an error, which is recorded too, the stream throws it.
    public func run(_ input: TurnInput) -> AsyncThrowingStream<TurnEvent, any Error> {
        AsyncThrowingStream { continuation in
            // The one task that belongs to this stream: it outlives a reader that goes away by as
            // long as it takes to record what was written.
            let task = Task {
                do {
                    try await perform(input) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// The loop, from top to bottom.
    private func perform(_ input: TurnInput, tell: (TurnEvent) -> Void) async throws {
        let id = identifiers.makeTurnID()
        let newConversation = identifiers.makeConversationID()
        let key = gateKey(input, id, newConversation)
        try await gate.enter(key)
        do {
            // Receive: the question goes to disk, the history comes back.
            let received = try await receive(input, as: id, newConversation)
            var report = received.report
            // Mind: what is remembered, and what is to be done.
            let minded = await minded(input, received)
            report.take(minded)
            var answer = TurnAnswer()
            var failure: (any Error)?
            var ticket: Till.Ticket?
            do {
                // Decide and compose: which model, with what in its context.
                let choice = try await chooser.choose(
                    input.model, minded.context, complexity: minded.complexity)
                report.take(choice)
                tell(.started(TurnStart(report, choice)))
                // Pay: what the call may cost is held before it is made.
                let settings = bounded(input.settings, choice)
                ticket = try await held(choice, settings)
                // Speak.
                report.completion = try await speak(
                    choice, settings, received.privacy, &answer, tell)
            } catch {
                failure = error
            }
            // Record: answer, report and ledger entry, in one transaction.
            report.end(failure, isCancelled: Task.isCancelled, total: elapsed(since: report))
            try await record(
                report, answer, minded, ticket.map { ($0, ending(report, answer, failure)) })
            // Acknowledge.
            if report.outcome == .failed, let failure { throw failure }
            tell(.finished(report))
        } catch {
            await gate.leave(key)
            throw error
        }
        await gate.leave(key)
    }

    private func speak(
        _ choice: ModelChoice, _ settings: TurnSettings, _ privacy: PrivacyClass,
        _ answer: inout TurnAnswer, _ tell: (TurnEvent) -> Void
    ) async throws -> Completion {
        let request = settings.request(choice.context.conversation, privacy: privacy)
        for try await event in choice.model.generate(request) {
            switch event {
            case .prefill(let done, let total): tell(.prefill(done: done, total: total))
            case .delta(let delta):
                try answer.append(delta, from: choice.plan.model)
                tell(.delta(delta))
            case .finished(let completion): return completion
            }
        }
        // A stream whose reader is cancelled just ends.
        try Task.checkCancellation()
        throw TurnError.modelWentSilent(model: choice.plan.model)
    }

    private func elapsed(since report: TurnReport) -> Duration {
        .seconds(max(0, clock.now().timeIntervalSince(report.started)))
    }

    /// Turns of one conversation wait for each other; those of a client with its own history do not.
    private func gateKey(
        _ input: TurnInput, _ id: TurnID, _ newConversation: ConversationID
    ) -> String {
        switch input.place {
        case .newConversation: newConversation.text
        case .conversation(let conversation): conversation.text
        case .clientHistory: id.text
        }
    }
}
