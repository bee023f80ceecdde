public import AikiBase

/// The elements of a GGUF metadata array.
public enum MetadataArray: Sendable, Equatable {
    /// Bytes.
    case uint8([UInt8])
    /// Signed bytes.
    case int8([Int8])
    /// Two-byte numbers.
    case uint16([UInt16])
    /// Signed two-byte numbers.
    case int16([Int16])
    /// Four-byte numbers.
    case uint32([UInt32])
    /// Signed four-byte numbers.
    case int32([Int32])
    /// Eight-byte numbers.
    case uint64([UInt64])
    /// Signed eight-byte numbers.
    case int64([Int64])
    /// Single-precision numbers.
    case float32([Float])
    /// Double-precision numbers.
    case float64([Double])
    /// Truth values.
    case bool([Bool])
    /// Byte strings, in one buffer.
    case string(ByteStrings)
    /// Arrays in an array.
    case array([MetadataArray])

    /// The type of the elements in the file.
    public var elementType: MetadataType {
        switch self {
        case .uint8: .uint8
        case .int8: .int8
        case .uint16: .uint16
        case .int16: .int16
        case .uint32: .uint32
        case .int32: .int32
        case .uint64: .uint64
        case .int64: .int64
        case .float32: .float32
        case .float64: .float64
        case .bool: .bool
        case .string: .string
        case .array: .array
        }
    }

    /// How many elements there are.
    public var count: Int {
        switch self {
        case .uint8(let values): values.count
        case .int8(let values): values.count
        case .uint16(let values): values.count
        case .int16(let values): values.count
        case .uint32(let values): values.count
        case .int32(let values): values.count
        case .uint64(let values): values.count
        case .int64(let values): values.count
        case .float32(let values): values.count
        case .float64(let values): values.count
        case .bool(let values): values.count
        case .string(let values): values.count
        case .array(let values): values.count
        }
    }

    /// Whole numbers of any width; nil for other elements or where one does not fit.
    public var integers: [Int]? {
        switch self {
        case .uint8(let values): values.map { Int($0) }
        case .int8(let values): values.map { Int($0) }
        case .uint16(let values): values.map { Int($0) }
        case .int16(let values): values.map { Int($0) }
        case .uint32(let values): values.map { Int($0) }
        case .int32(let values): values.map { Int($0) }
        case .uint64(let values): Self.exact(values)
        case .int64(let values): Self.exact(values)
        default: nil
        }
    }

    /// Numbers of any kind as doubles; nil for other elements.
    public var numbers: [Double]? {
        switch self {
        case .float32(let values): values.map { Double($0) }
        case .float64(let values): values
        default: integers?.map { Double($0) }
        }
    }

    private static func exact(_ values: [some BinaryInteger]) -> [Int]? {
        var result: [Int] = []
        result.reserveCapacity(values.count)
        for value in values {
            guard let fitting = Int(exactly: value) else { return nil }
            result.append(fitting)
        }
        return result
    }
}
