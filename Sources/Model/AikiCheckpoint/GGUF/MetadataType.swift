/// How a GGUF metadata value is stored; raw values are those of the file.
public enum MetadataType: UInt32, Sendable, CaseIterable {
    /// One byte without sign.
    case uint8 = 0
    /// One byte with sign.
    case int8 = 1
    /// Two bytes without sign.
    case uint16 = 2
    /// Two bytes with sign.
    case int16 = 3
    /// Four bytes without sign.
    case uint32 = 4
    /// Four bytes with sign.
    case int32 = 5
    /// IEEE 754 single precision.
    case float32 = 6
    /// One byte, 0 or 1.
    case bool = 7
    /// A length in eight bytes, then as many bytes.
    case string = 8
    /// An element type in four bytes, a count in eight, then the elements.
    case array = 9
    /// Eight bytes without sign.
    case uint64 = 10
    /// Eight bytes with sign.
    case int64 = 11
    /// IEEE 754 double precision.
    case float64 = 12

    /// Bytes of one value; nil where that depends on the value.
    var fixedByteCount: Int? {
        switch self {
        case .uint8, .int8, .bool: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        case .string, .array: nil
        }
    }

    /// The fewest bytes that one value can take; bounds a count before anything is read.
    var byteCountMin: Int {
        switch self {
        case .string: 8
        case .array: 12
        default: fixedByteCount ?? 1
        }
    }
}
