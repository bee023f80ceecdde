import AikiTensor

/// The sizes of an index that never change.
struct VectorShape: Sendable, Equatable {
    /// Numbers of a vector.
    let dimensions: Int
    /// Room for links on layer 0.
    let degree: Int

    /// Bytes of a vector as codes.
    var columns: Int {
        let step = VectorKernels.byteColumnsStep
        return (dimensions + step - 1) / step * step
    }

    /// Bytes of an id and a vector in the log.
    var logItemBytes: Int { 8 + 2 * dimensions }

    /// The most numbers of a vector.
    static let dimensionsMax = 16_384
}
