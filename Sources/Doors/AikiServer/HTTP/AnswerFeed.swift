import AikiBase
import AikiDialogue
import NIOCore

/// What happens while an answer is written.
enum FeedItem: Sendable {
    /// A model sent an event for one choice.
    case event(choice: Int, GenerationEvent)
    /// A choice failed; nothing follows.
    case failed(any Error)
    /// Some time has passed.
    case pulse
}

/// Runs a model for every choice of an answer and merges what it sends.
enum AnswerFeed {
    /// Starts the models.
    ///
    /// Pulses come where their distance is given; an answer that is not streamed has no use for
    /// them. The feed ends when every choice has ended, after a failure, or when the client has
    /// gone. Dropping it stops the models. It is bounded by the tokens of the answer.
    ///
    /// Its task is unstructured: its work begins before the response has a status (a full context is
    /// a 400, not a broken stream) and goes on while the body is written. It cannot outlive the
    /// response, which holds the feed.
    static func start(
        _ model: any LanguageModel, _ requests: [GenerationRequest], pulse: Duration?,
        for client: ClientConnection, onEnd: @escaping @Sendable () -> Void
    ) -> AsyncStream<FeedItem> {
        let (stream, continuation) = AsyncStream<FeedItem>.makeStream()
        let task = Task(executorPreference: TaskPlace.executor) {
            await run(model, requests, into: continuation)
            onEnd()
            continuation.finish()
        }
        let watch = client.whenGone { task.cancel() }
        let pulses = pulse.map { pulse in
            client.channel.eventLoop.scheduleRepeatedTask(
                initialDelay: TimeAmount(pulse), delay: TimeAmount(pulse)
            ) { _ in continuation.yield(.pulse) }
        }
        continuation.onTermination = { _ in
            task.cancel()
            watch.end()
            pulses?.cancel()
        }
        return stream
    }

    private static func run(
        _ model: any LanguageModel, _ requests: [GenerationRequest],
        into continuation: AsyncStream<FeedItem>.Continuation
    ) async {
        if requests.count == 1 {
            _ = await forward(model.generate(requests[0]), choice: 0, into: continuation)
            return
        }
        await withTaskGroup(of: Bool.self) { group in
            for (choice, request) in requests.enumerated() {
                group.addTask {
                    await forward(model.generate(request), choice: choice, into: continuation)
                }
            }
            for await isWhole in group where !isWhole { group.cancelAll() }
        }
    }

    /// Passes on what a model sends; whether it came to its end.
    private static func forward(
        _ events: AsyncThrowingStream<GenerationEvent, any Error>, choice: Int,
        into continuation: AsyncStream<FeedItem>.Continuation
    ) async -> Bool {
        do {
            for try await event in events {
                continuation.yield(.event(choice: choice, event))
                if case .finished = event { return true }
            }
            guard !Task.isCancelled else { return false }
            throw APIError(
                status: 500, type: "api_error", code: "internal_error",
                message: "The model ended its answer without saying how.")
        } catch {
            continuation.yield(.failed(error))
            return false
        }
    }
}
