import AikiBase
public import AikiDialogue
import Foundation

/// A model whose every call is held for before it is made and recorded when it is over, however that is.
///
/// The ending reaches whoever asked when the entry is on disk. Whoever goes away in the middle is
/// recorded as such and counted with what was written until then. A call for which a budget has no
/// room is refused, and the refusal recorded. An answer that is kept from before costs nothing, and
/// the entry says so.
public struct RecordedLanguageModel: LanguageModel {
    private let model: any LanguageModel
    private let book: CallBook
    private let door: String

    /// Puts a book before a model.
    ///
    /// - Parameters:
    ///   - model: who answers.
    ///   - book: where it is recorded.
    ///   - door: who asks.
    public init(_ model: any LanguageModel, book: CallBook, door: String) {
        self.model = model
        self.book = book
        self.door = door
    }

    /// What it is and what it can do.
    public var profile: ModelProfile { model.profile }

    /// How many tokens a prompt fills.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        try await model.countTokens(prompt)
    }

    /// Writes an answer.
    ///
    /// - Returns: a stream that fails with ``LedgerError`` where nothing is left to pay with.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            // Belongs to the stream; it outlives a reader that goes away by as long as it takes to
            // record what was written, which ``CallBook/drain()`` waits for.
            book.underway.begin()
            let task = Task(executorPreference: TaskPlace.executor) {
                defer { book.underway.end() }
                do {
                    try await call(request) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func call(
        _ request: GenerationRequest, _ tell: (GenerationEvent) -> Void
    ) async throws {
        let start = ContinuousClock.now
        var request = request
        var answer = AnswerMeasure()
        var ticket: Till.Ticket?
        var stored: StoredAnswer?
        var failure: (any Error)?
        do {
            let tokens = try await model.countTokens(request.prompt)
            request.outputTokensMax = Till.answerTokens(
                request.outputTokensMax, promptTokens: tokens, profile: model.profile)
            stored = await (model as? any RemoteLanguageModel)?.storedAnswer(to: request)
            if stored == nil {
                ticket = try await book.till.open(
                    request, model: model.profile.name, isLocal: model.profile.isLocal,
                    promptTokens: tokens, at: book.clock.now())
                for try await event in model.generate(request) {
                    answer.take(event)
                    if answer.completion != nil { break }
                    tell(event)
                }
                // A stream whose reader is cancelled just ends.
                try Task.checkCancellation()
                if answer.completion == nil {
                    throw LedgerError.answerUnfinished(model: model.profile.name)
                }
            }
        } catch {
            failure = answer.completion == nil ? error : nil
        }
        var entry = LedgerEntry(
            turn: book.identifiers.makeTurnID(), time: book.clock.now(), door: door,
            model: model.profile.name, isLocal: model.profile.isLocal,
            decision: ["model": .string(model.profile.name), "rule": "requested"],
            usage: answer.completion?.usage ?? Usage(), total: ContinuousClock.now - start,
            outcome: stored.map { TurnOutcome($0.completion.reason) } ?? answer.outcome(failure),
            errorCode: answer.errorCode(failure))
        entry.person = request.person
        if let stored {
            entry.markStored(
                stored,
                savedMicros: try await book.till.saved(
                    by: stored, of: model.profile.name, at: book.clock.now()))
        }
        // An answer tells itself what was masked for it.
        if ticket != nil, answer.completion?.remote == nil,
            let model = model as? any RemoteLanguageModel
        {
            entry.redactions = model.maskedCounts(in: request)
        }
        try await book.record(
            EndedCall(entry: entry, ticket: ticket, ending: answer.ending(failure)))
        if let failure { throw failure }
        if let completion = answer.completion { tell(.finished(completion)) }
        guard var stored else { return }
        stored.completion.turn = ["cache": .string(stored.cache)]
        for event in stored.events { tell(event) }
    }
}
