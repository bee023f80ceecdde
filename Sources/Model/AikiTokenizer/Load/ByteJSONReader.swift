/// Reads JSON into ``ByteJSON``: recursive descent with bounded depth (RFC 8259).
struct ByteJSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Reads a whole text.
    ///
    /// - Throws: ``TokenizerError`` with the byte where reading stopped.
    static func read(_ bytes: [UInt8]) throws(TokenizerError) -> ByteJSON {
        guard bytes.count <= ByteJSON.bytesMax else {
            throw .tooLarge(part: "JSON", size: bytes.count, limit: ByteJSON.bytesMax)
        }
        var reader = ByteJSONReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.expected("the end") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func expected(_ what: String) -> TokenizerError {
        .malformed(part: "JSON", reason: "at byte \(position), where \(what) was expected")
    }

    private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while current == 0x20 || current == 0x0A || current == 0x0D || current == 0x09 {
            position += 1
        }
    }

    private mutating func value() throws(TokenizerError) -> ByteJSON {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { (r) throws(TokenizerError) in try r.object() }
        case UInt8(ascii: "["): return try nested { (r) throws(TokenizerError) in try r.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout ByteJSONReader) throws(TokenizerError) -> ByteJSON
    ) throws(TokenizerError) -> ByteJSON {
        guard depth < ByteJSON.depthMax else {
            throw .tooLarge(part: "JSON nesting", size: depth + 1, limit: ByteJSON.depthMax)
        }
        depth += 1
        position += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func literal(
        _ text: String, _ value: ByteJSON
    ) throws(TokenizerError) -> ByteJSON {
        guard bytes[position...].starts(with: text.utf8) else { throw expected(text) }
        position += text.utf8.count
        return value
    }

    private mutating func number() throws(TokenizerError) -> ByteJSON {
        let start = position
        while "+-.eE0123456789".utf8.contains(current) { position += 1 }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
            value.isFinite
        else { throw expected("a value") }
        return .number(value)
    }

    private mutating func array() throws(TokenizerError) -> ByteJSON {
        var values: [ByteJSON] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(values)
        }
        while true {
            values.append(try value())
            skipSpace()
            if current == UInt8(ascii: "]") {
                position += 1
                return .array(values)
            }
            guard current == UInt8(ascii: ",") else { throw expected("',' or ']'") }
            position += 1
        }
    }

    private mutating func object() throws(TokenizerError) -> ByteJSON {
        var members: [(key: [UInt8], value: ByteJSON)] = []
        skipSpace()
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw expected("a key") }
            let key = try string()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw expected("':'") }
            position += 1
            members.append((key, try value()))
            skipSpace()
            if current == UInt8(ascii: "}") {
                position += 1
                return .object(members)
            }
            guard current == UInt8(ascii: ",") else { throw expected("',' or '}'") }
            position += 1
        }
    }

    private mutating func string() throws(TokenizerError) -> [UInt8] {
        position += 1
        var output: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return output
            case UInt8(ascii: "\\"): try escape(into: &output)
            default: output.append(byte)
            }
        }
        throw expected("a closing quote")
    }

    private mutating func escape(into output: inout [UInt8]) throws(TokenizerError) {
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(byte)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"):
            var scalar = try hexadecimal()
            if (0xD800..<0xDC00).contains(scalar), current == UInt8(ascii: "\\"),
                position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
            {
                let rewind = position
                position += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    position = rewind
                }
            }
            UTF8Scalars.append(scalar, to: &output)
        default: throw expected("an escape")
        }
    }

    private mutating func hexadecimal() throws(TokenizerError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count,
                let digit = Character(Unicode.Scalar(current)).hexDigitValue
            else { throw expected("four hexadecimal digits") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
