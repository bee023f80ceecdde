import AikiBase

/// Walks and decodes GGUF metadata values.
///
/// Opening a file only walks: it learns where each value starts and that it lies inside the file.
/// A value is decoded when somebody asks for it, so a vocabulary that nobody reads costs one pass
/// over its lengths.
enum GGUFMetadataReader {
    /// Arrays inside arrays, at most; no real file needs more than two.
    static let depthMax = 8

    /// Moves past a value without decoding it.
    static func skip(
        _ type: MetadataType, _ cursor: inout ByteCursor, depth: Int = 0
    ) throws(CheckpointError) {
        if let size = type.fixedByteCount {
            if type == .bool { try checkTruth(cursor, count: 1) }
            return try cursor.skip(size, "a value")
        }
        if type == .string {
            _ = try cursor.readByteString("a string")
            return
        }
        let (element, count) = try arrayHeader(&cursor, depth: depth)
        if let size = element.fixedByteCount {
            if element == .bool { try checkTruth(cursor, count: count) }
            return try cursor.skip(size * count, "an array")
        }
        let skipped = element == .string ? cursor.skipByteStrings(count) : 0
        for _ in skipped..<count { try skip(element, &cursor, depth: depth + 1) }
    }

    /// Decodes a value.
    static func value(
        _ type: MetadataType, _ cursor: inout ByteCursor
    ) throws(CheckpointError) -> MetadataValue {
        let what = "a value"
        switch type {
        case .uint8: return .uint8(try cursor.read(UInt8.self, what))
        case .int8: return .int8(try cursor.read(Int8.self, what))
        case .uint16: return .uint16(try cursor.read(UInt16.self, what))
        case .int16: return .int16(try cursor.read(Int16.self, what))
        case .uint32: return .uint32(try cursor.read(UInt32.self, what))
        case .int32: return .int32(try cursor.read(Int32.self, what))
        case .uint64: return .uint64(try cursor.read(UInt64.self, what))
        case .int64: return .int64(try cursor.read(Int64.self, what))
        case .float32: return .float32(Float(bitPattern: try cursor.read(UInt32.self, what)))
        case .float64: return .float64(Double(bitPattern: try cursor.read(UInt64.self, what)))
        case .bool: return .bool(try cursor.read(UInt8.self, what) != 0)
        case .string:
            return .string(String(decoding: try cursor.readByteString("a string"), as: UTF8.self))
        case .array: return .array(try array(&cursor, depth: 0))
        }
    }

    private static func array(
        _ cursor: inout ByteCursor, depth: Int
    ) throws(CheckpointError) -> MetadataArray {
        let (element, count) = try arrayHeader(&cursor, depth: depth)
        switch element {
        case .uint8: return .uint8(try numbers(count, &cursor))
        case .int8: return .int8(try numbers(count, &cursor))
        case .uint16: return .uint16(try numbers(count, &cursor))
        case .int16: return .int16(try numbers(count, &cursor))
        case .uint32: return .uint32(try numbers(count, &cursor))
        case .int32: return .int32(try numbers(count, &cursor))
        case .uint64: return .uint64(try numbers(count, &cursor))
        case .int64: return .int64(try numbers(count, &cursor))
        case .float32:
            let bits: [UInt32] = try numbers(count, &cursor)
            return .float32(bits.map { Float(bitPattern: $0) })
        case .float64:
            let bits: [UInt64] = try numbers(count, &cursor)
            return .float64(bits.map { Double(bitPattern: $0) })
        case .bool:
            let bits: [UInt8] = try numbers(count, &cursor)
            return .bool(bits.map { $0 != 0 })
        case .string: return .string(try strings(count, &cursor))
        case .array:
            var values: [MetadataArray] = []
            for _ in 0..<count { values.append(try array(&cursor, depth: depth + 1)) }
            return .array(values)
        }
    }

    private static func numbers<Value: FixedWidthInteger>(
        _ count: Int, _ cursor: inout ByteCursor
    ) throws(CheckpointError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try cursor.read(Value.self, "an array element")) }
        return values
    }

    private static func strings(
        _ count: Int, _ cursor: inout ByteCursor
    ) throws(CheckpointError) -> ByteStrings {
        var walker = cursor
        let start = walker.offset
        _ = walker.skipByteStrings(count)
        let lengths = count * MemoryLayout<UInt64>.size
        var strings = ByteStrings(
            reservingStrings: count, bytes: max(0, walker.offset - start - lengths))
        for _ in 0..<count { strings.append(try cursor.readByteString("an array's string")) }
        return strings
    }

    private static func arrayHeader(
        _ cursor: inout ByteCursor, depth: Int
    ) throws(CheckpointError) -> (element: MetadataType, count: Int) {
        guard depth < depthMax else {
            throw cursor.malformed("arrays are nested deeper than \(depthMax) levels")
        }
        let number = try cursor.read(UInt32.self, "an array's type")
        guard let element = MetadataType(rawValue: number) else {
            throw cursor.malformed("\(number) is no metadata type")
        }
        let count = try cursor.readCount(unitBytes: element.byteCountMin, "an array's count")
        return (element, count)
    }

    private static func checkTruth(_ cursor: ByteCursor, count: Int) throws(CheckpointError) {
        try cursor.require(count, "a truth value")
        let values = cursor.bytes[cursor.offset..<cursor.offset + count]
        guard values.allSatisfy({ $0 <= 1 }) else {
            throw cursor.malformed("a truth value is neither 0 nor 1")
        }
    }
}
