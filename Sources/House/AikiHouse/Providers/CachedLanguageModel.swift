import AikiDialogue
import AikiMemory

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
        return AsyncThrowingStream { continuation in
            // Belongs to the stream and ends with it; cancelling it ends the call.
            let task = Task {
                var answer = StoredAnswer(
                    text: "", reasoning: "",
                    completion: Completion(reason: .cancelled, usage: Usage()))
                do {
                    for try await event in events {
                        if case .delta(let delta) = event {
                            answer.text += delta.text
                            answer.reasoning += delta.reasoning
                        }
                        if case .finished(let completion) = event {
                            answer.completion = completion
                            try? await cache.keep(answer, to: request, of: profile.name)
                        }
                        continuation.yield(event)
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
