/// A vector that was found.
public struct VectorHit: Sendable, Hashable {
    /// What it was added as.
    public let id: Int64
    /// The cosine of the angle between it and the question: 1 for the same direction.
    public let score: Float

    /// A hit.
    ///
    /// - Parameters:
    ///   - id: what the vector was added as.
    ///   - score: the cosine.
    public init(id: Int64, score: Float) {
        self.id = id
        self.score = score
    }

    /// Whether it stands before another: nearer, or as near with a smaller id.
    func precedes(_ other: VectorHit) -> Bool {
        score != other.score ? score > other.score : id < other.id
    }
}
