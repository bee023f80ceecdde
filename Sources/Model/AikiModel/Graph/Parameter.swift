/// Which parameter of a graph; an index into ``ModelGraph/parameters``.
package struct ParameterID: Hashable, Sendable {
    package let index: Int
}

/// A named tensor that a graph reads: what inference maps from a file and training adjusts.
package struct Parameter: Sendable, Equatable {
    /// How the operations want it.
    package enum Kind: Sendable {
        /// (N, K): takes rows of K numbers to rows of N; any tensor type, used in place.
        case matrix
        /// (E, N, K): a matrix for each expert.
        case experts
        /// Norm weights, biases, small tables: wanted as f32, converted once where they are not.
        case vector
    }

    /// The tensor's name in GGUF.
    package let name: String
    /// Extents, outermost first.
    package let shape: [Int]
    /// How the operations want it.
    package let kind: Kind
}
