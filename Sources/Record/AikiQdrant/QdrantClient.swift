import AikiBase

/// One collection of a Qdrant server, by its REST interface (version 1.19).
///
///     let client = try QdrantClient(QdrantConfiguration(address: url, collection: "notes"))
///     try await client.createCollection(dimensions: 384)
///     try await client.upsert([QdrantPoint(id: .number(7), vector: vector)])
///     let hits = try await client.query(question, limit: 10)
///
/// A request that fails for a reason that may pass (no connection, too many requests, a server that is
/// overloaded) is sent again after a pause that doubles, or that the server asks for; each may be sent twice
/// without harm.
public struct QdrantClient: Sendable {
    /// Where the collection is.
    public let configuration: QdrantConfiguration

    private let transport: any QdrantTransport
    private let pause: @Sendable (Duration) async throws -> Void

    /// What a collection is made of.
    public struct Collection: Sendable, Equatable {
        /// Numbers of the configured vector.
        public let dimensions: Int
        /// How nearness is measured, such as `Cosine`.
        public let distance: String
        /// Points, about.
        public let count: Int
    }

    /// A point that was found.
    public struct Hit: Sendable, Equatable {
        /// The point.
        public let id: QdrantID
        /// Its score.
        public let score: Float
    }

    /// A collection over HTTP.
    ///
    /// - Parameter configuration: where it is.
    /// - Throws: ``QdrantError/badAddress(_:)``.
    public init(_ configuration: QdrantConfiguration) throws(QdrantError) {
        self.init(configuration, transport: try QdrantHTTP(configuration)) {
            try await Task.sleep(for: $0)
        }
    }

    /// A collection over HTTP, with other pauses.
    package init(
        _ configuration: QdrantConfiguration,
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) throws(QdrantError) {
        self.init(configuration, transport: try QdrantHTTP(configuration), pause: pause)
    }

    /// A collection by another way, with other pauses.
    package init(
        _ configuration: QdrantConfiguration, transport: any QdrantTransport,
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.configuration = configuration
        self.transport = transport
        self.pause = pause
    }

    /// The collection; nil where there is none of its name.
    public func collection() async throws -> Collection? {
        let answer = try await send(QdrantRequest(.get, path()), mayMiss: true)
        guard let answer else { return nil }
        let vectors = answer["config"]?["params"]?["vectors"]
        let chosen: JSONValue?
        if let name = configuration.vectorName {
            chosen = vectors?[name]
            if chosen == nil || vectors?["size"] != nil {
                throw QdrantError.vectorNotFound(name: name, known: vectors?.object?.keys ?? [])
            }
        } else {
            chosen = vectors
            if let names = vectors?.object?.keys, vectors?["size"] == nil {
                throw QdrantError.vectorNotFound(name: "", known: names)
            }
        }
        guard let size = chosen?["size"]?.wholeNumber, let distance = chosen?["distance"]?.text
        else { throw QdrantError.malformed(what: "size and distance of the vectors") }
        return Collection(
            dimensions: size, distance: distance, count: answer["points_count"]?.wholeNumber ?? 0)
    }

    /// Makes the collection, measured by the cosine.
    ///
    /// - Parameter dimensions: numbers of its vectors.
    /// - Throws: ``QdrantError``.
    public func createCollection(dimensions: Int) async throws {
        let parameters: JSONValue = ["size": .integer(Int64(dimensions)), "distance": "Cosine"]
        let vectors = configuration.vectorName.map { .object([$0: parameters]) } ?? parameters
        _ = try await send(QdrantRequest(.put, path(), body: ["vectors": vectors]))
    }

    /// Removes the collection with all its points.
    public func deleteCollection() async throws {
        _ = try await send(QdrantRequest(.delete, path()))
    }

    /// Adds points, or puts them in the place of those of the same ids.
    ///
    /// - Parameter points: any number; they are sent in batches.
    /// - Throws: ``QdrantError``.
    public func upsert(_ points: [QdrantPoint]) async throws {
        for start in stride(from: 0, to: points.count, by: QdrantConfiguration.batchPointsMax) {
            let end = min(start + QdrantConfiguration.batchPointsMax, points.count)
            let batch = points[start..<end].map { point -> JSONValue in
                let numbers = JSONValue.array(point.vector.map { .number(Double($0)) })
                let vector = configuration.vectorName.map { .object([$0: numbers]) } ?? numbers
                return [
                    "id": point.id.json, "vector": vector, "payload": .object(point.payload),
                ]
            }
            _ = try await send(
                QdrantRequest(
                    .put, path("points"), waits: true, body: ["points": .array(batch)]))
        }
    }

    /// Removes points; those that are not there do not matter.
    ///
    /// - Parameter ids: any number.
    /// - Throws: ``QdrantError``.
    public func delete(_ ids: [QdrantID]) async throws {
        for part in parts(ids) {
            _ = try await send(
                QdrantRequest(
                    .post, path("points", "delete"), waits: true,
                    body: ["points": .array(part.map(\.json))]))
        }
    }

    /// Removes all points that meet a filter.
    ///
    /// - Throws: ``QdrantError``.
    public func delete(_ filter: QdrantFilter) async throws {
        _ = try await send(
            QdrantRequest(
                .post, path("points", "delete"), waits: true, body: ["filter": filter.json]))
    }

    /// The points nearest to a vector.
    ///
    /// - Parameters:
    ///   - vector: as many numbers as the collection's have.
    ///   - limit: how many at most.
    ///   - filter: what the server holds them against.
    /// - Returns: the nearest first.
    /// - Throws: ``QdrantError``.
    public func query(
        _ vector: [Float], limit: Int, filter: QdrantFilter? = nil
    ) async throws -> [Hit] {
        var body: JSONObject = [
            "query": .array(vector.map { .number(Double($0)) }),
            "limit": .integer(Int64(limit)), "with_payload": false,
        ]
        body["using"] = configuration.vectorName.map { .string($0) }
        body["filter"] = filter?.json
        let answer = try await send(
            QdrantRequest(.post, path("points", "query"), body: .object(body)))
        guard let points = answer?["points"]?.elements else {
            throw QdrantError.malformed(what: "points")
        }
        return try points.map { point in
            guard let id = QdrantID(point["id"]), let score = point["score"]?.real else {
                throw QdrantError.malformed(what: "id and score of a point")
            }
            return Hit(id: id, score: Float(score))
        }
    }

    /// Which of some points there are.
    ///
    /// - Parameter ids: any number.
    /// - Returns: those that are there.
    /// - Throws: ``QdrantError``.
    public func existing(_ ids: [QdrantID]) async throws -> Set<QdrantID> {
        var found: Set<QdrantID> = []
        for part in parts(ids) {
            let answer = try await send(
                QdrantRequest(
                    .post, path("points"),
                    body: [
                        "ids": .array(part.map(\.json)), "with_payload": false,
                        "with_vector": false,
                    ]))
            guard let points = answer?.elements else {
                throw QdrantError.malformed(what: "points")
            }
            found.formUnion(points.compactMap { QdrantID($0["id"]) })
        }
        return found
    }

    /// How many points there are, exactly.
    ///
    /// - Parameter filter: counts only those that meet it.
    /// - Returns: how many.
    /// - Throws: ``QdrantError``.
    public func count(_ filter: QdrantFilter? = nil) async throws -> Int {
        var body: JSONObject = ["exact": true]
        body["filter"] = filter?.json
        let answer = try await send(
            QdrantRequest(.post, path("points", "count"), body: .object(body)))
        guard let count = answer?["count"]?.wholeNumber else {
            throw QdrantError.malformed(what: "count")
        }
        return count
    }

    /// A page of all points, in the order of their ids.
    ///
    /// - Parameters:
    ///   - offset: what the page before named as the next; nil for the first.
    ///   - limit: how many at most.
    ///   - withVectors: whether their vectors are wanted.
    /// - Returns: the points, and where the next page begins; nil after the last.
    /// - Throws: ``QdrantError``.
    public func scroll(
        from offset: QdrantID?, limit: Int = QdrantConfiguration.batchPointsMax,
        withVectors: Bool = true
    ) async throws -> (points: [QdrantPoint], next: QdrantID?) {
        let name = configuration.vectorName
        var body: JSONObject = ["limit": .integer(Int64(limit)), "with_payload": true]
        body["with_vector"] =
            withVectors ? name.map { .array([.string($0)]) } ?? true : false
        body["offset"] = offset?.json
        let answer = try await send(
            QdrantRequest(.post, path("points", "scroll"), body: .object(body)))
        guard let points = answer?["points"]?.elements else {
            throw QdrantError.malformed(what: "points")
        }
        let read = try points.map { point in
            guard let id = QdrantID(point["id"]) else {
                throw QdrantError.malformed(what: "id of a point")
            }
            let vector = name.flatMap { point["vector"]?[$0] } ?? point["vector"]
            return QdrantPoint(
                id: id, vector: (vector?.elements ?? []).compactMap { $0.real.map { Float($0) } },
                payload: point["payload"]?.object ?? JSONObject())
        }
        return (read, QdrantID(answer?["next_page_offset"]))
    }

    private func path(_ parts: String...) -> [String] {
        ["collections", configuration.collection] + parts
    }

    private func parts(_ ids: [QdrantID]) -> [ArraySlice<QdrantID>] {
        let most = 4 * QdrantConfiguration.batchPointsMax
        return stride(from: 0, to: ids.count, by: most).map {
            ids[$0..<min($0 + most, ids.count)]
        }
    }

    /// Sends a request until it is answered or has failed for good.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - mayMiss: whether a collection that is not there is an answer, nil.
    /// - Returns: the answer's `result`.
    /// - Throws: ``QdrantError``.
    private func send(
        _ request: QdrantRequest, mayMiss: Bool = false
    ) async throws -> JSONValue? {
        var attempt = 1
        while true {
            var asked: Duration?
            let failure: QdrantError
            do {
                let answer = try await transport.send(request)
                if answer.status == 200 { return try result(of: answer) }
                if answer.status == 404 {
                    if mayMiss { return nil }
                    throw QdrantError.collectionNotFound(name: configuration.collection)
                }
                let refusal = QdrantError.refused(
                    status: answer.status, detail: problem(of: answer))
                guard [408, 425, 429, 500, 502, 503, 504].contains(answer.status) else {
                    throw refusal
                }
                asked = answer.retryAfter.map { .seconds(max(0, $0)) }
                failure = refusal
            } catch let error as QdrantError {
                guard case .unreachable = error else { throw error }
                failure = error
            }
            guard attempt < max(1, configuration.attemptsMax) else { throw failure }
            let doubled = configuration.pause * (1 << min(attempt - 1, 16))
            let wanted = asked ?? doubled * Double.random(in: 0.5...1)
            try await pause(min(wanted, configuration.pauseMax))
            attempt += 1
        }
    }

    private func result(of answer: QdrantAnswer) throws -> JSONValue {
        guard let json = try? JSONValue(parsing: answer.body), let result = json["result"] else {
            throw QdrantError.malformed(what: "result")
        }
        return result
    }

    /// What a server says of a failure, without the key, should it repeat it.
    private func problem(of answer: QdrantAnswer) -> String {
        let json = try? JSONValue(parsing: answer.body)
        let text = json?["status"]?["error"]?.text ?? "no reason given"
        let short = String(text.prefix(300))
        guard let key = configuration.apiKey, !key.isEmpty else { return short }
        return short.replacing(key, with: "…")
    }
}
