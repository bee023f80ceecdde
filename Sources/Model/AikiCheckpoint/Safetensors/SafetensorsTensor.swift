import AikiTensor

/// One tensor of a safetensors file, as a view of the file.
///
/// `@unchecked Sendable`: the bytes are read only, and `owner` keeps them valid.
public struct SafetensorsTensor: @unchecked Sendable {
    /// The name in the file.
    public let name: String
    /// How the numbers are stored.
    public let type: SafetensorsType
    /// Sizes, outermost first; empty for a single number.
    public let shape: [Int]
    /// The numbers as they are in the file; not aligned. Valid while a copy of this value lives.
    public let bytes: UnsafeRawBufferPointer
    /// The file it is in, for errors.
    let path: String
    private let owner: any AnyObject & Sendable

    init(
        name: String, type: SafetensorsType, shape: [Int], bytes: UnsafeRawBufferPointer,
        path: String, owner: any AnyObject & Sendable
    ) {
        self.name = name
        self.type = type
        self.shape = shape
        self.bytes = bytes
        self.path = path
        self.owner = owner
    }

    /// How many numbers there are.
    public var elementCount: Int { bytes.count / type.byteCount }

    /// All numbers as single-precision floats, row-major.
    ///
    /// - Throws: ``CheckpointError/unsupportedTensorType(name:type:path:)`` for eight-bit floats.
    public func floats() throws(CheckpointError) -> [Float] {
        var values = [Float](repeating: 0, count: elementCount)
        try values.withUnsafeMutableBufferPointer { buffer throws(CheckpointError) in
            try copyFloats(from: 0, into: buffer)
        }
        return values
    }

    /// Some numbers as single-precision floats. Wider types are rounded to nearest.
    ///
    /// - Parameters:
    ///   - start: the first element.
    ///   - target: filled to its end.
    /// - Throws: ``CheckpointError/unsupportedTensorType(name:type:path:)`` for eight-bit floats.
    /// - Precondition: start + target.count is at most ``elementCount``.
    public func copyFloats(
        from start: Int, into target: UnsafeMutableBufferPointer<Float>
    ) throws(CheckpointError) {
        precondition(start >= 0 && start + target.count <= elementCount)
        switch type {
        case .float32: copy(start, target) { Float(bitPattern: UInt32(littleEndian: $0)) }
        case .float64:
            copy(start, target) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
        case .bfloat16:
            copy(start, target) { Float(bitPattern: UInt32(UInt16(littleEndian: $0)) << 16) }
        case .float16: copy(start, target) { HalfPrecision.float(UInt16(littleEndian: $0)) }
        case .bool, .uint8: copy(start, target) { (value: UInt8) in Float(value) }
        case .int8: copy(start, target) { (value: Int8) in Float(value) }
        case .uint16: copy(start, target) { Float(UInt16(littleEndian: $0)) }
        case .int16: copy(start, target) { Float(Int16(littleEndian: $0)) }
        case .uint32: copy(start, target) { Float(UInt32(littleEndian: $0)) }
        case .int32: copy(start, target) { Float(Int32(littleEndian: $0)) }
        case .uint64: copy(start, target) { Float(UInt64(littleEndian: $0)) }
        case .int64: copy(start, target) { Float(Int64(littleEndian: $0)) }
        case .float8E4M3, .float8E5M2, .float8E8M0: throw unreadable
        }
    }

    private var unreadable: CheckpointError {
        .unsupportedTensorType(name: name, type: type.rawValue, path: path)
    }

    @inline(__always)
    private func copy<Stored: BitwiseCopyable>(
        _ start: Int, _ target: UnsafeMutableBufferPointer<Float>, _ convert: (Stored) -> Float
    ) {
        let size = MemoryLayout<Stored>.size
        for index in target.indices {
            let stored = bytes.loadUnaligned(
                fromByteOffset: (start + index) * size, as: Stored.self)
            target[index] = convert(stored)
        }
    }
}
