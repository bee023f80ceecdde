/// How a safetensors tensor stores its numbers; raw values are those of the file.
public enum SafetensorsType: String, Sendable, CaseIterable {
    /// Truth values, a byte each.
    case bool = "BOOL"
    /// Bytes.
    case uint8 = "U8"
    /// Signed bytes.
    case int8 = "I8"
    /// Eight-bit floats of 4 exponent bits; readable as bytes only.
    case float8E4M3 = "F8_E4M3"
    /// Eight-bit floats of 5 exponent bits; readable as bytes only.
    case float8E5M2 = "F8_E5M2"
    /// Eight-bit powers of two; readable as bytes only.
    case float8E8M0 = "F8_E8M0"
    /// Two bytes.
    case uint16 = "U16"
    /// Two signed bytes.
    case int16 = "I16"
    /// Half precision.
    case float16 = "F16"
    /// The upper half of single precision.
    case bfloat16 = "BF16"
    /// Four bytes.
    case uint32 = "U32"
    /// Four signed bytes.
    case int32 = "I32"
    /// Single precision.
    case float32 = "F32"
    /// Eight bytes.
    case uint64 = "U64"
    /// Eight signed bytes.
    case int64 = "I64"
    /// Double precision.
    case float64 = "F64"

    /// Bytes of one number.
    public var byteCount: Int {
        switch self {
        case .bool, .uint8, .int8, .float8E4M3, .float8E5M2, .float8E8M0: 1
        case .uint16, .int16, .float16, .bfloat16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    /// Whether the numbers can be read as floats; eight-bit floats need scales that are elsewhere.
    public var isReadableAsFloat: Bool {
        switch self {
        case .float8E4M3, .float8E5M2, .float8E8M0: false
        default: true
        }
    }
}
