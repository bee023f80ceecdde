import AikiDialogue
import AikiMemory
import Synchronization

/// A provider's model with a cache before it: whole answers are kept, and given out to whoever asks for
/// what is stored before a call is made and paid for.
struct CachedLanguageModel: RemoteLanguageModel {
    let base: any RemoteLanguageModel
    let cache: AnswerCache

    var profile: ModelProfile { base.profile }

    func countTokens(_ prompt: Prompt) async throws -> Int { try await base.countTokens(prompt) }

    func maskedCounts(in request: GenerationRequest) -> [String: Int] {
        base.maskedCounts(in: request)
    }

    func storedAnswer(to request: GenerationRequest) async -> StoredAnswer? {
        // A cache that cannot be read is none.
        try? await cache.answer(to: request, of: profile.name)
    }

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let events = base.generate(request)
        guard cache.keepsAnswer(to: request) else { return events }
        let answer = KeptAnswer(events) { [cache, name = profile.name] answer in
            try? await cache.keep(answer, to: request, of: name)
        }
        return AsyncThrowingStream { try await answer.next() }
    }
}

/// An answer that is kept when it is whole, in the task of whoever reads it. When this is dropped, so is
/// the answer.
private final class KeptAnswer: Sendable {
    private let events: AsyncThrowingStream<GenerationEvent, any Error>
    private let keep: @Sendable (StoredAnswer) async -> Void
    private let answer = Mutex(
        StoredAnswer(
            text: "", reasoning: "", completion: Completion(reason: .cancelled, usage: Usage())))

    init(
        _ events: AsyncThrowingStream<GenerationEvent, any Error>,
        keep: @escaping @Sendable (StoredAnswer) async -> Void
    ) {
        self.events = events
        self.keep = keep
    }

    /// The next event; one reader asks for one at a time.
    func next() async throws -> GenerationEvent? {
        var iterator = events.makeAsyncIterator()
        guard let event = try await iterator.next() else { return nil }
        switch event {
        case .prefill: break
        case .delta(let delta):
            answer.withLock { answer in
                answer.text += delta.text
                answer.reasoning += delta.reasoning
            }
        case .finished(let completion):
            let whole = answer.withLock { answer in
                answer.completion = completion
                return answer
            }
            await keep(whole)
        }
        return event
    }
}
