import AikiBase
import AikiDialogue
import HTTPTypes
import Hummingbird
import Foundation
import Logging

extension ServerResponder {
    // MARK: Models

    func listModels() async throws -> JSONValue {
        let listings = try await models.listModels()
        return ["object": "list", "data": .array(listings.map(\.json))]
    }

    func showModel(_ name: String) async throws -> JSONValue {
        let listings = try await models.listModels()
        guard let listing = listings.first(where: { $0.name == name }) else {
            throw ModelRequestError.modelNotFound(name: name)
        }
        return listing.json
    }

    // MARK: Metrics

    /// What is counted, in the text format of Prometheus (version 0.0.4).
    func showMetrics() async throws -> Response {
        guard let metrics else {
            throw APIError(
                status: 404, code: "unknown_url", message: "This server counts nothing.")
        }
        let text =
            try await metrics()
                + """
                # HELP aiki_generations_running Requests that are being answered.
                # TYPE aiki_generations_running gauge
                aiki_generations_running \(slots.count)

                """
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    // MARK: Generation

    func chat(
        _ body: JSONObject, caller: String, _ context: ServerContext
    ) async throws -> Response {
        let request = try ChatRequest(body)
        let answer = ChatAnswer(request, head: head("chatcmpl-", model: request.model))
        let job = GenerationJob(
            model: request.model, client: request.shared.user ?? caller,
            person: request.shared.user,
            generations: request.generations, streams: request.shared.streams,
            ignored: request.ignored, keepAlive: request.shared.keepAlive)
        return try await generate(job, shape: answer, context)
    }

    func complete(
        _ body: JSONObject, caller: String, _ context: ServerContext
    ) async throws -> Response {
        let request = try CompletionRequest(body)
        let answer = CompletionAnswer(request, head: head("cmpl-", model: request.model))
        let job = GenerationJob(
            model: request.model, client: request.shared.user ?? caller,
            person: request.shared.user,
            generations: request.generations, streams: request.shared.streams,
            ignored: request.ignored, keepAlive: request.shared.keepAlive)
        return try await generate(job, shape: answer, context)
    }

    private func head(_ prefix: String, model: String) -> AnswerHead {
        AnswerHead(
            id: AnswerID.make(prefix), model: model,
            createdSeconds: Int(clock.now().timeIntervalSince1970),
            fingerprint: "aiki-\(configuration.version)")
    }

    // MARK: Embeddings

    func embed(_ body: JSONObject, _ context: ServerContext) async throws -> Response {
        let request = try EmbeddingRequest(body)
        let embedder = try await models.embedder(named: request.model)
        if let time = request.keepAlive { await models.keep(request.model, time) }
        if let dimensions = request.dimensions, dimensions != embedder.dimensions {
            throw APIError.invalid(
                "dimensions",
                "Vectors of '\(request.model)' have \(embedder.dimensions) dimensions "
                    + "and cannot be made \(dimensions) long.")
        }
        try slots.take()
        defer { slots.giveBack() }
        let embeddings = try await context.connection.whileHere {
            switch request.input {
            case .texts(let texts): try await embedder.embed(texts)
            case .tokens(let sequences): try await embedder.embed(tokens: sequences)
            }
        }
        let answer = EmbeddingAnswer.json(
            embeddings, model: request.model, isBase64: request.isBase64)
        return json(answer, ignored: request.ignored)
    }
}

extension ModelListing {
    /// OpenAI's object.
    fileprivate var json: JSONValue {
        [
            "id": .string(name), "object": "model", "created": .integer(Int64(createdSeconds)),
            "owned_by": .string(owner),
        ]
    }
}
