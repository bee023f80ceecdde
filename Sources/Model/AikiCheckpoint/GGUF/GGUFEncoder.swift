import AikiBase
import AikiTensor

/// Puts GGUF fields into bytes.
struct GGUFEncoder {
    /// What was put so far.
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(string: some Collection<UInt8>) {
        put(UInt64(string.count))
        bytes.append(contentsOf: string)
    }

    mutating func put(key: String, value: MetadataValue) {
        put(string: Array(key.utf8))
        put(value.type.rawValue)
        put(value)
    }

    mutating func put(_ plan: TensorPlan, offset: Int) {
        put(string: Array(plan.name.utf8))
        put(UInt32(plan.shape.count))
        for size in plan.shape.reversed() { put(UInt64(size)) }
        put(plan.type.rawValue)
        put(UInt64(offset))
    }

    private mutating func put(_ value: MetadataValue) {
        switch value {
        case .uint8(let value): put(value)
        case .int8(let value): put(value)
        case .uint16(let value): put(value)
        case .int16(let value): put(value)
        case .uint32(let value): put(value)
        case .int32(let value): put(value)
        case .uint64(let value): put(value)
        case .int64(let value): put(value)
        case .float32(let value): put(value.bitPattern)
        case .float64(let value): put(value.bitPattern)
        case .bool(let value): put(UInt8(value ? 1 : 0))
        case .string(let value): put(string: Array(value.utf8))
        case .array(let value): put(value)
        }
    }

    private mutating func put(_ array: MetadataArray) {
        put(array.elementType.rawValue)
        put(UInt64(array.count))
        switch array {
        case .uint8(let values): bytes.append(contentsOf: values)
        case .int8(let values): for value in values { put(value) }
        case .uint16(let values): for value in values { put(value) }
        case .int16(let values): for value in values { put(value) }
        case .uint32(let values): for value in values { put(value) }
        case .int32(let values): for value in values { put(value) }
        case .uint64(let values): for value in values { put(value) }
        case .int64(let values): for value in values { put(value) }
        case .float32(let values): for value in values { put(value.bitPattern) }
        case .float64(let values): for value in values { put(value.bitPattern) }
        case .bool(let values): for value in values { put(UInt8(value ? 1 : 0)) }
        case .string(let values): for index in 0..<values.count { put(string: values[index]) }
        case .array(let values): for value in values { put(value) }
        }
    }
}
