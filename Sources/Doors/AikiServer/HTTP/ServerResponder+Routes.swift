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

    // MARK: Generation

    func chat(
        _ body: JSONObject, caller: String, _ context: ServerContext
    ) async throws -> Response {
        let request = try ChatRequest(body)
        let answer = ChatAnswer(request, head: head("chatcmpl-", model: request.model))
        let job = GenerationJob(
            model: request.model, client: request.shared.user ?? caller,
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
        let embeddings = try await withClient(context.connection) {
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
