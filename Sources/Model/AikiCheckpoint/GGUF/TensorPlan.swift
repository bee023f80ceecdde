public import AikiTensor

/// A tensor that is going to be written: everything but its numbers.
public struct TensorPlan: Sendable, Equatable {
    /// The name in the file; at most 64 bytes of UTF-8.
    public let name: String
    /// How its numbers will be stored.
    public let type: TensorType
    /// Sizes, outermost first.
    public let shape: [Int]
    /// Bytes of the data.
    public let byteCount: Int

    /// Plans a tensor.
    ///
    /// - Throws: ``CheckpointError/conversionFailed(tensor:reason:)`` where the name is too long,
    ///   the shape has no or too many dimensions, or its rows are no whole blocks of the type.
    public init(name: String, type: TensorType, shape: [Int]) throws(CheckpointError) {
        guard (1...GGUFPart.tensorNameBytesMax).contains(name.utf8.count) else {
            throw .conversionFailed(
                tensor: name, reason: "its name has not 1 to \(GGUFPart.tensorNameBytesMax) bytes")
        }
        guard (1...GGUFPart.dimensionsMax).contains(shape.count), shape.allSatisfy({ $0 > 0 })
        else {
            throw .conversionFailed(tensor: name, reason: "the shape \(shape) cannot be stored")
        }
        var byteCount = type.byteCount(elements: shape[shape.count - 1])
        for size in shape.dropLast() {
            byteCount = byteCount.flatMap {
                let (product, overflow) = $0.multipliedReportingOverflow(by: size)
                return overflow ? nil : product
            }
        }
        guard let byteCount else {
            throw .conversionFailed(
                tensor: name, reason: "rows of the shape \(shape) are no whole \(type.name) blocks")
        }
        self.name = name
        self.type = type
        self.shape = shape
        self.byteCount = byteCount
    }
}
