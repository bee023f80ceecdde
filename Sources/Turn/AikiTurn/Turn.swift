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
    let shadows = ShadowDesk()

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
    ///   - routing: knows models before they are asked; nil decides by their names and age alone.
    ///   - mind: remembers, has a state and decides; nil makes a loop that only answers. Its store
    ///     must have been opened with `TurnNotes.schema` as well.
    ///   - promotedModel: the model that speaks for Aiki now, where one was promoted.
    public init(
        models: any ModelDirectory, log: ConversationLog, ledger: Ledger,
        composer: ContextComposer, clock: any WallClock, identifiers: IdentifierSource,
        till: Till? = nil,
        routing: (any TurnRouting)? = nil, mind: TurnMind? = nil,
        promotedModel: @escaping @Sendable () async -> String? = { nil }
    ) {
        chooser = ModelChooser(
            models: models, promotedModel: promotedModel, composer: composer,
            profiles: ProfileMemory(), routing: routing, ownName: Self.modelName)
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
            var calls: [EndedCall] = []
            var failure: (any Error)?
            var shadow: ShadowOrder?
            do {
                // Decide and compose: which model, with what in its context.
                var choices = try await chooser.choices(
                    question(input, received, minded), minded.context)
                // Pay and speak: until one has answered, or none is left.
                shadow = try await speak(
                    input, received, &choices, &answer, &report, &calls, tell)
            } catch {
                failure = error
            }
            // Record: answer, report and ledger entries, in one transaction.
            report.end(failure, isCancelled: Task.isCancelled, total: elapsed(since: report))
            try await record(report, answer, minded, calls, person: input.settings.person)
            // Acknowledge.
            if report.outcome == .failed, let failure { throw failure }
            tell(.finished(report))
            if let shadow { await shadows.take { await run(shadow) } }
        } catch {
            await gate.leave(key)
            throw error
        }
        await gate.leave(key)
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
