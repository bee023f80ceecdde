/// A shaped, read-only view of numbers in memory, usually in a mapped file.
///
/// Shapes are written outermost first: a weight that takes K numbers to N is (N, K), each row of
/// K numbers contiguous. Copies share the bytes; the owner lives as long as any copy.
public struct Tensor: Sendable {
    /// How the numbers are stored.
    public let type: TensorType
    /// The extents, outermost first; a single number has the shape `[]`.
    public let shape: [Int]
    /// The stored blocks, row after row. Valid while a copy of this tensor lives.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: byteCount)
    }
    /// Numbers in the whole tensor.
    public let elementCount: Int

    // Safe to share: nothing writes through it, and `owner` keeps it valid.
    private nonisolated(unsafe) let base: UnsafeRawPointer?
    private let byteCount: Int
    private let owner: (any AnyObject & Sendable)?

    /// A view of bytes that someone else keeps.
    ///
    /// - Parameters:
    ///   - type: How the numbers are stored.
    ///   - shape: Extents, outermost first, none negative.
    ///   - bytes: Exactly the bytes of the shape in that type.
    ///   - owner: What keeps the bytes valid, such as a ``MappedFile``.
    /// - Precondition: Rows fill whole blocks, and the byte count is that of the shape. Check a
    ///   file's numbers with ``byteCount(type:shape:)`` first.
    public init(
        type: TensorType, shape: [Int], bytes: UnsafeRawBufferPointer,
        owner: (any AnyObject & Sendable)?
    ) {
        guard let expected = Self.byteCount(type: type, shape: shape) else {
            preconditionFailure("Shape \(shape) is not possible in \(type.name)")
        }
        precondition(
            bytes.count == expected,
            "\(type.name) \(shape) takes \(expected) bytes, got \(bytes.count)")
        self.type = type
        self.shape = shape
        self.elementCount = shape.reduce(1, *)
        self.base = bytes.baseAddress
        self.byteCount = bytes.count
        self.owner = owner
    }

    /// Tells the system about some rows, where they are pages of a mapped file.
    func advise(rows: Range<Int>, _ advice: MappedFile.Advice) {
        guard let file = owner as? MappedFile else { return }
        let part = bytes[rows.lowerBound * bytesPerRow..<rows.upperBound * bytesPerRow]
        file.advise(UnsafeRawBufferPointer(rebasing: part), advice)
    }

    /// A copy of numbers.
    ///
    /// - Precondition: The count of numbers is that of the shape.
    public init(f32 values: [Float], shape: [Int]) {
        let storage = TensorStorage(byteCount: values.count * MemoryLayout<Float>.stride)
        values.withUnsafeBytes { storage.bytes.copyMemory(from: $0) }
        self.init(
            type: .f32, shape: shape, bytes: UnsafeRawBufferPointer(storage.bytes), owner: storage)
    }

    /// Bytes of a shape in a type.
    ///
    /// - Returns: nil where an extent is negative, rows do not fill whole blocks, or a product
    ///   does not fit an `Int`.
    public static func byteCount(type: TensorType, shape: [Int]) -> Int? {
        guard var total = type.byteCount(elements: shape.last ?? 1) else { return nil }
        var elements = shape.last ?? 1
        for extent in shape.dropLast() {
            guard extent >= 0 else { return nil }
            let bytes = total.multipliedReportingOverflow(by: extent)
            let count = elements.multipliedReportingOverflow(by: extent)
            guard !bytes.overflow, !count.overflow else { return nil }
            total = bytes.partialValue
            elements = count.partialValue
        }
        return total
    }
}

extension Tensor {
    /// Numbers in a row: the innermost extent, 1 for a single number.
    public var columns: Int { shape.last ?? 1 }

    /// Rows over all outer extents.
    public var rows: Int { shape.dropLast().reduce(1, *) }

    /// Bytes of a row.
    public var bytesPerRow: Int { columns / type.elementsPerBlock * type.bytesPerBlock }

    /// All numbers, row-major.
    public func dequantized() -> [Float] {
        [Float](unsafeUninitializedCapacity: elementCount) { values, count in
            count = elementCount
            let target = UnsafeMutableBufferPointer(rebasing: values[..<count])
            Quantizer.dequantize(bytes, type: type, into: target)
        }
    }

    /// One index of the outermost extent: expert i of (E, rows, columns) is (rows, columns).
    ///
    /// - Precondition: At least two extents, and the index lies inside the outermost.
    public func slice(outermost index: Int) -> Tensor {
        precondition(shape.count >= 2, "A tensor of shape \(shape) has no outermost slices")
        precondition(index >= 0 && index < shape[0], "Slice \(index) of shape \(shape)")
        let size = byteCount / shape[0]
        let part = UnsafeRawBufferPointer(rebasing: bytes[index * size..<(index + 1) * size])
        return Tensor(type: type, shape: Array(shape.dropFirst()), bytes: part, owner: owner)
    }
}
