/// A token that may be drawn next.
package struct Candidate: Equatable {
    /// The token.
    package var id: Int32
    /// Its logit after biases and penalties.
    package var logit: Float
    /// What it is ordered by, smallest first; ties go to the smaller id.
    package var rank: Float

    /// Whether this one comes before another.
    @inline(__always)
    package func precedes(_ other: Candidate) -> Bool {
        rank < other.rank || (rank == other.rank && id < other.id)
    }
}
