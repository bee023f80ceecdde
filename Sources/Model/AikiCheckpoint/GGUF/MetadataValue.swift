/// One GGUF metadata value with the type it has in the file.
public enum MetadataValue: Sendable, Equatable {
    /// A byte.
    case uint8(UInt8)
    /// A signed byte.
    case int8(Int8)
    /// Two bytes.
    case uint16(UInt16)
    /// Two signed bytes.
    case int16(Int16)
    /// Four bytes; what most counts are.
    case uint32(UInt32)
    /// Four signed bytes.
    case int32(Int32)
    /// Eight bytes.
    case uint64(UInt64)
    /// Eight signed bytes.
    case int64(Int64)
    /// Single precision.
    case float32(Float)
    /// Double precision.
    case float64(Double)
    /// A truth value.
    case bool(Bool)
    /// Text. Bytes that are not UTF-8 read as U+FFFD.
    case string(String)
    /// An array; all elements have one type.
    case array(MetadataArray)

    /// The type in the file.
    public var type: MetadataType {
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

    /// A whole number of any width; nil for anything else or where it does not fit.
    public var integer: Int? {
        switch self {
        case .uint8(let value): Int(value)
        case .int8(let value): Int(value)
        case .uint16(let value): Int(value)
        case .int16(let value): Int(value)
        case .uint32(let value): Int(value)
        case .int32(let value): Int(value)
        case .uint64(let value): Int(exactly: value)
        case .int64(let value): Int(exactly: value)
        default: nil
        }
    }

    /// A floating-point value, or a whole number as one.
    public var number: Double? {
        switch self {
        case .float32(let value): Double(value)
        case .float64(let value): value
        default: integer.map(Double.init)
        }
    }
}
