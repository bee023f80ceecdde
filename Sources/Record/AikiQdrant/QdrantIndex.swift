import AikiBase
public import AikiVectors

/// Vectors in a Qdrant collection, for those who have one, or more vectors than one machine should hold.
///
///     let client = try QdrantClient(QdrantConfiguration(address: url, collection: "aiki"))
///     let index = try await QdrantIndex(client, dimensions: 384, owner: house)
///
/// Ids are the points' own; the collection measures by the cosine.
public struct QdrantIndex: VectorBackend {
    /// How many numbers each vector has.
    public let dimensions: Int
    /// The collection.
    public let client: QdrantClient
    /// Whose vectors they are; stands in each point's payload under ``ownerKey``.
    public let owner: String

    /// Where a point says whose it is.
    public static let ownerKey = "aiki_owner"

    /// Uses a collection; makes it where there is none of its name.
    ///
    /// A collection that holds points of others is refused: their numbers may be those of ours, and
    /// one would take the place of the other.
    ///
    /// - Parameters:
    ///   - client: which collection.
    ///   - dimensions: how many numbers its vectors have.
    ///   - owner: a name that nobody else has.
    /// - Throws: `VectorError/wrongDimensions(expected:got:)` and ``QdrantError``.
    public init(_ client: QdrantClient, dimensions: Int, owner: String) async throws {
        self.client = client
        self.dimensions = dimensions
        self.owner = owner
        guard let collection = try await client.collection() else {
            try await client.createCollection(dimensions: dimensions)
            return
        }
        guard collection.dimensions == dimensions else {
            throw VectorError.wrongDimensions(expected: collection.dimensions, got: dimensions)
        }
        guard collection.distance == "Cosine" else {
            throw QdrantError.wrongDistance(collection.distance)
        }
        let others = try await client.count() - client.count(.matches(Self.ownerKey, owner))
        guard others <= 0 else {
            throw QdrantError.foreignPoints(
                name: client.configuration.collection, count: others)
        }
    }

    /// How many points there are.
    public var count: Int {
        get async throws { try await client.count() }
    }

    /// Adds points, in batches; returns when they can be found.
    public func add(_ items: [(id: Int64, vector: [Float])]) async throws {
        let points = try items.map { item in
            try check(item.vector, id: item.id)
            return QdrantPoint(
                id: try point(item.id), vector: item.vector,
                payload: [Self.ownerKey: .string(owner)])
        }
        try await client.upsert(points)
    }

    /// Removes points.
    public func remove(_ ids: [Int64]) async throws {
        try await client.delete(ids.compactMap { UInt64(exactly: $0).map { .number($0) } })
    }

    /// Removes all points of the owner.
    ///
    /// - Throws: ``QdrantError``.
    public func removeAll() async throws {
        try await client.delete(.matches(Self.ownerKey, owner))
    }

    /// Nothing to do here: the server clears away what was removed by its own rules.
    public func compact() {}

    /// Which of some ids have no point.
    public func missing(from ids: [Int64]) async throws -> [Int64] {
        let known = try await client.existing(
            ids.compactMap { UInt64(exactly: $0).map { .number($0) } })
        return ids.filter { id in
            UInt64(exactly: id).map { !known.contains(.number($0)) } ?? true
        }
    }

    /// The nearest points.
    ///
    /// The server knows nothing of what is allowed: more hits are asked for until enough of them are. Where
    /// little is allowed, ``QdrantClient/query(_:limit:filter:)`` with a filter on what points carry is the way.
    public func search(
        _ query: [Float], count: Int, allowed: (@Sendable (Int64) -> Bool)?
    ) async throws -> [VectorHit] {
        try check(query, id: nil)
        guard count > 0 else { return [] }
        var limit = allowed == nil ? count : min(4 * count, QdrantConfiguration.searchHitsMax)
        while true {
            let hits = try await client.query(query, limit: limit)
            let passing = hits.compactMap { hit -> VectorHit? in
                guard case .number(let number) = hit.id, let id = Int64(exactly: number),
                    allowed?(id) ?? true
                else { return nil }
                return VectorHit(id: id, score: hit.score)
            }
            if passing.count >= count || hits.count < limit { return Array(passing.prefix(count)) }
            guard limit < QdrantConfiguration.searchHitsMax else {
                throw QdrantError.filterTooNarrow(hits: limit)
            }
            limit = min(4 * limit, QdrantConfiguration.searchHitsMax)
        }
    }

    private func point(_ id: Int64) throws -> QdrantID {
        guard let number = UInt64(exactly: id) else { throw QdrantError.negativeID(id) }
        return .number(number)
    }

    private func check(_ vector: [Float], id: Int64?) throws {
        guard vector.count == dimensions else {
            throw VectorError.wrongDimensions(expected: dimensions, got: vector.count)
        }
        guard vector.allSatisfy(\.isFinite), vector.contains(where: { $0 != 0 }) else {
            throw VectorError.noDirection(id: id)
        }
    }
}
