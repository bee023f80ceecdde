import AikiBase
import AikiDialogue
import HTTPTypes
import Hummingbird
import Logging

/// What a model has to do for a request, whatever the protocol.
struct GenerationJob: Sendable {
    /// The model's name.
    var model: String
    /// Who asks, so that clients take turns.
    var client: String
    /// The person who asks, where the client says so.
    var person: String?
    /// One request a choice.
    var generations: [GenerationRequest]
    /// Whether the answer is streamed.
    var streams: Bool
    /// Parameters that mean nothing here.
    var ignored: [String]
    /// How long the model stays in memory afterwards.
    var keepAlive: KeepAlive?
}

extension ServerResponder {
    /// Runs the model and answers, streamed or whole.
    ///
    /// A stream begins with the first sign of life, so that whatever is wrong before it has its own
    /// status.
    func generate(
        _ job: GenerationJob, shape: some AnswerShape, _ context: ServerContext
    ) async throws -> Response {
        let model = try await models.languageModel(named: job.model)
        if let time = job.keepAlive { await models.keep(job.model, time) }
        try slots.take()
        let slots = slots
        let generations = job.generations.map { generation in
            var generation = generation
            generation.client = job.client
            generation.person = job.person
            generation.isStreamed = job.streams
            return generation
        }
        let feed = AnswerFeed.start(
            model, generations,
            pulse: job.streams ? configuration.limits.keepAliveInterval / 2 : nil,
            for: context.connection, onEnd: { slots.giveBack() })
        guard job.streams else {
            let object = try await Self.collect(feed, shape: shape, choices: job.generations.count)
            return json(.object(object), ignored: job.ignored)
        }
        let first = await Self.first(of: feed)
        switch first {
        case nil: throw APIError.clientClosed
        case .failed(let error): throw error
        case .event, .pulse: break
        }
        var headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-cache",
        ]
        Self.nameIgnored(job.ignored, in: &headers)
        let body = ResponseBody { writer in
            try await stream(feed, first: first, shape: shape, into: &writer, context)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    private static func first(of feed: AsyncStream<FeedItem>) async -> FeedItem? {
        for await item in feed { return item }
        return nil
    }

    private static func collect(
        _ feed: AsyncStream<FeedItem>, shape: some AnswerShape, choices: Int
    ) async throws -> JSONObject {
        var shape = shape
        var open = choices
        for await item in feed {
            switch item {
            case .event(let choice, let event):
                _ = shape.chunks(choice: choice, event)
                if case .finished = event { open -= 1 }
            case .failed(let error): throw error
            case .pulse: break
            }
        }
        guard open == 0 else { throw APIError.clientClosed }
        return shape.whole()
    }

    /// Writes a stream; ends it with `[DONE]`, or with an error object where something broke.
    private func stream(
        _ feed: AsyncStream<FeedItem>, first: FeedItem?, shape: some AnswerShape,
        into writer: inout any ResponseBodyWriter, _ context: ServerContext
    ) async throws {
        var shape = shape
        try await writer.write(ServerSentEvents.data(shape.opening()))
        if case .event(let choice, let event) = first {
            let objects = shape.chunks(choice: choice, event)
            if !objects.isEmpty { try await writer.write(ServerSentEvents.data(objects)) }
        }
        // Two pulses without a word make an interval of silence.
        var isSilent = false
        for await item in feed {
            switch item {
            case .event(let choice, let event):
                let objects = shape.chunks(choice: choice, event)
                guard !objects.isEmpty else { continue }
                try await writer.write(ServerSentEvents.data(objects))
                isSilent = false
            case .pulse:
                if isSilent { try await writer.write(ServerSentEvents.keepAlive) }
                isSilent.toggle()
            case .failed(let error):
                let answer = APIError(error, requestID: context.requestID)
                report(error, as: answer, context: context)
                try await writer.write(ServerSentEvents.error(answer))
                return try await writer.finish(nil)
            }
        }
        if let usage = shape.usageChunk() {
            try await writer.write(ServerSentEvents.data([usage]))
        }
        try await writer.write(ServerSentEvents.done)
        try await writer.finish(nil)
    }
}
