import AikiDialogue

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
    private enum Ending {
        case choice, failed, clientGone, pulses
    }

    /// Starts the models.
    ///
    /// Pulses come where their distance is given; an answer that is not streamed has no use for
    /// them. The feed ends when every choice has ended, after a failure, or when the client has
    /// gone. Dropping it stops the models. It is bounded by the tokens of the answer.
    ///
    /// The one unstructured task of the server: its work begins before the response has a status
    /// (a full context is a 400, not a broken stream) and goes on while the body is written. It
    /// cannot outlive the response, which holds the feed.
    static func start(
        _ model: any LanguageModel, _ requests: [GenerationRequest], pulse: Duration?,
        clientGone: AsyncStream<Never>, onEnd: @escaping @Sendable () -> Void
    ) -> AsyncStream<FeedItem> {
        let (stream, continuation) = AsyncStream<FeedItem>.makeStream()
        let task = Task {
            await run(model, requests, pulse: pulse, clientGone: clientGone, into: continuation)
            onEnd()
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private static func run(
        _ model: any LanguageModel, _ requests: [GenerationRequest], pulse: Duration?,
        clientGone: AsyncStream<Never>, into continuation: AsyncStream<FeedItem>.Continuation
    ) async {
        await withTaskGroup(of: Ending.self) { group in
            for (choice, request) in requests.enumerated() {
                group.addTask {
                    await forward(model.generate(request), choice: choice, into: continuation)
                }
            }
            if let pulse {
                group.addTask {
                    while (try? await Task.sleep(for: pulse)) != nil { continuation.yield(.pulse) }
                    return .pulses
                }
            }
            group.addTask {
                for await _ in clientGone {}
                return .clientGone
            }
            var open = requests.count
            for await ending in group {
                switch ending {
                case .choice: open -= 1
                case .failed, .clientGone: open = 0
                case .pulses: break
                }
                if open == 0 { group.cancelAll() }
            }
        }
    }

    private static func forward(
        _ events: AsyncThrowingStream<GenerationEvent, any Error>, choice: Int,
        into continuation: AsyncStream<FeedItem>.Continuation
    ) async -> Ending {
        do {
            for try await event in events {
                continuation.yield(.event(choice: choice, event))
                if case .finished = event { return .choice }
            }
            guard !Task.isCancelled else { return .failed }
            throw APIError(
                status: 500, type: "api_error", code: "internal_error",
                message: "The model ended its answer without saying how.")
        } catch {
            continuation.yield(.failed(error))
            return .failed
        }
    }
}
