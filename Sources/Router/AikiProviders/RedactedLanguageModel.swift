public import AikiDialogue
public import AikiPrivacy
import Synchronization

/// A model that runs elsewhere, as the loop sees models: what is asked is masked on its way out, and
/// the originals are put back into the answer, while it is streamed too.
public struct RedactedLanguageModel: RemoteLanguageModel {
    private let external: any ExternalModel
    private let redactor: Redactor
    private let policy: PrivacyPolicy

    /// Puts a redactor before a model.
    public init(
        _ external: any ExternalModel, redactor: Redactor = Redactor(), policy: PrivacyPolicy
    ) {
        self.external = external
        self.redactor = redactor
        self.policy = policy
    }

    /// What it is and what it can do.
    public var profile: ModelProfile { external.profile }

    /// Writes an answer.
    ///
    /// - Returns: a stream that fails with `PrivacyError`, before anything is sent, where the request
    ///   may not leave.
    public func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let prompt: RedactedPrompt
        do {
            prompt = try redactor.redact(request, privacy: request.privacy, policy: policy)
        } catch {
            return AsyncThrowingStream { $0.finish(throwing: error) }
        }
        let answer = RestoringAnswer(prompt, external.generate(prompt))
        return AsyncThrowingStream { try await answer.next() }
    }

    /// How many finds of each kind are masked before a request is sent.
    public func maskedCounts(in request: GenerationRequest) -> [String: Int] {
        let prompt = try? redactor.redact(request, privacy: request.privacy, policy: policy)
        return prompt?.report.names ?? [:]
    }

    /// How many tokens a prompt fills, estimated from above; see ``TokenEstimate``.
    public func countTokens(_ prompt: Prompt) async throws -> Int {
        TokenEstimate.tokens(of: prompt)
    }
}

extension RedactionReport {
    /// The counts by the names of the kinds.
    fileprivate var names: [String: Int] {
        counts.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
    }
}

/// An answer into which originals are put back, in the task of whoever reads it: a task that passed the
/// events on would take longer than what it does to them. When this is dropped, so is the answer.
private final class RestoringAnswer: Sendable {
    private struct State {
        var reader: RestoringReader
        var waiting: [GenerationEvent] = []
        var failure: (any Error)?
    }

    private let events: AsyncThrowingStream<GenerationEvent, any Error>
    private let state: Mutex<State>

    init(_ prompt: RedactedPrompt, _ events: AsyncThrowingStream<GenerationEvent, any Error>) {
        self.events = events
        state = Mutex(State(reader: RestoringReader(prompt)))
    }

    /// The next event; one reader asks for one at a time.
    func next() async throws -> GenerationEvent? {
        while true {
            let waiting = try state.withLock { state throws -> GenerationEvent? in
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                if let failure = state.failure { throw failure }
                return nil
            }
            if let waiting { return waiting }
            do {
                var iterator = events.makeAsyncIterator()
                guard let event = try await iterator.next() else { return nil }
                state.withLock { $0.waiting = $0.reader.restore(event) }
            } catch {
                state.withLock { state in
                    if let rest = state.reader.flush() { state.waiting = [.delta(rest)] }
                    state.failure = error
                }
            }
        }
    }
}

/// Puts originals back into the events of one answer.
struct RestoringReader {
    private let prompt: RedactedPrompt
    private var text: Restorer
    private var reasoning: Restorer

    init(_ prompt: RedactedPrompt) {
        self.prompt = prompt
        text = prompt.makeRestorer(escapesJSON: prompt.request.format.isJSON)
        reasoning = prompt.makeRestorer()
    }

    mutating func restore(_ event: GenerationEvent) -> [GenerationEvent] {
        switch event {
        case .prefill: return [event]
        case .delta(var delta):
            delta.text = text.push(delta.text)
            delta.reasoning = reasoning.push(delta.reasoning)
            let isEmpty = delta.text.isEmpty && delta.reasoning.isEmpty && delta.tokens.isEmpty
            return isEmpty ? [] : [.delta(delta)]
        case .finished(var completion):
            let restorer = prompt.makeRestorer()
            completion.toolCalls = completion.toolCalls.map { restorer.restore($0) }
            completion.remote?.maskedCounts = prompt.report.names
            let rest = flush().map { [GenerationEvent.delta($0)] } ?? []
            return rest + [.finished(completion)]
        }
    }

    /// What was held back; nil where nothing was.
    mutating func flush() -> GenerationEvent.Delta? {
        let delta = GenerationEvent.Delta(text: text.flush(), reasoning: reasoning.flush())
        return delta.text.isEmpty && delta.reasoning.isEmpty ? nil : delta
    }
}
