/// Vectors of texts, kept by number and found by nearness.
///
///     let index: any VectorBackend = ExactVectorIndex(dimensions: 384)
///     try await index.add([(id: 7, vector: vector)])
///     let hits = try await index.search(question, count: 10, allowed: nil)
///
/// Nearness is the cosine of the angle between two vectors; their lengths do not matter. What a number
/// stands for is the caller's affair: recall uses the ids of its passages.
public protocol VectorBackend: Sendable {
    /// How many numbers each vector has.
    var dimensions: Int { get }

    /// How many vectors can be found.
    var count: Int { get async throws }

    /// Keeps vectors; one whose id is there already takes its place. What has returned without an
    /// error is kept for good, by those backends that keep anything.
    ///
    /// - Parameter items: ids and vectors.
    /// - Throws: ``VectorError`` for a vector of another length, without length or with a number that
    ///   is not finite, and then none of them is kept; the backend's own errors.
    func add(_ items: [(id: Int64, vector: [Float])]) async throws

    /// Forgets vectors; ids that are not there are none of its concern.
    ///
    /// - Parameter ids: whose vectors are no longer found.
    /// - Throws: the backend's own errors.
    func remove(_ ids: [Int64]) async throws

    /// Leaves nothing of removed vectors behind, on disk or in memory.
    func compact() async throws

    /// Which of some ids have no vector: those whose vectors have to be added again.
    ///
    /// - Parameter ids: the ids to look for.
    /// - Returns: those not there, in the order given.
    /// - Throws: the backend's own errors.
    func missing(from ids: [Int64]) async throws -> [Int64]

    /// The nearest vectors.
    ///
    /// - Parameters:
    ///   - query: a vector of the same kind.
    ///   - count: how many at most.
    ///   - allowed: ids for which it is false are passed over, and never cost others their place;
    ///     everything where nil. It is called many times and should be quick.
    /// - Returns: the nearest first; of equally near ones, the smaller id first.
    /// - Throws: ``VectorError`` for a question like those that ``add(_:)`` refuses; the backend's own
    ///   errors.
    func search(
        _ query: [Float], count: Int, allowed: (@Sendable (Int64) -> Bool)?
    ) async throws -> [VectorHit]
}
