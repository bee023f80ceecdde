import AikiDialogue
import Synchronization

/// What a stream of events reads from. When the stream is dropped this is too, and the answer is
/// abandoned; until then it keeps the model alive.
final class AnswerReader: Sendable {
    private let model: NativeLanguageModel
    private let request: GenerationRequest
    private let channel: AnswerChannel
    private let hasBegun = Atomic<Bool>(false)

    init(model: NativeLanguageModel, request: GenerationRequest, channel: AnswerChannel) {
        self.model = model
        self.request = request
        self.channel = channel
    }

    deinit {
        channel.abandon()
    }

    /// The next event; the first call hands the request in.
    func next() async throws -> GenerationEvent? {
        if !hasBegun.exchange(true, ordering: .acquiringAndReleasing), !Task.isCancelled {
            do {
                try await model.begin(request, channel)
            } catch {
                channel.fail(error)
            }
        }
        return try await channel.next()
    }
}
