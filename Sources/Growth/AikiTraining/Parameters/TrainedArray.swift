/// An array of numbers that training changes.
package struct TrainedArray: Sendable, Equatable {
    /// What it is to the model; optimisers treat kinds differently.
    package enum Kind: String, Sendable {
        /// A matrix inside a layer.
        case matrix
        /// Rows by token: the embedding, and the output where it has a matrix of its own.
        case embedding
        /// A norm's weights, or a bias.
        case vector
        /// A of an adapter, (r, K).
        case adapterDown
        /// B of an adapter, stored as its transpose (r, N), so that rows stay long.
        case adapterUp
        /// The lengths of a matrix's rows, where an adapter trains them apart (DoRA), (N).
        case magnitude
    }

    /// The tensor's name in GGUF, with a suffix for an adapter's.
    package let name: String
    /// Extents, outermost first.
    package let shape: [Int]
    /// What it is.
    package let kind: Kind
    /// Where it begins in the store.
    package let offset: Int

    /// Numbers in it.
    package var count: Int { shape.reduce(1, *) }
}
