extension JSONValue {
    /// How JSON text is laid out.
    public struct Layout: Sendable {
        /// Spaces a level; nil writes everything on one line.
        public var indent: Int?
        /// What stands between two members or elements on one line.
        public var itemSeparator: String
        /// What stands between a key and its value.
        public var keySeparator: String
        /// Whether keys are sorted.
        public var sortsKeys: Bool
        /// Whether characters beyond ASCII are written as `\u` escapes.
        public var escapesNonASCII: Bool

        /// Describes a layout.
        public init(
            indent: Int? = nil, itemSeparator: String = ",", keySeparator: String = ":",
            sortsKeys: Bool = false, escapesNonASCII: Bool = false
        ) {
            self.indent = indent
            self.itemSeparator = itemSeparator
            self.keySeparator = keySeparator
            self.sortsKeys = sortsKeys
            self.escapesNonASCII = escapesNonASCII
        }

        /// One line, no spaces.
        public static let compact = Layout()
        /// Two spaces a level, for people.
        public static let pretty = Layout(indent: 2, keySeparator: ": ")
    }

    /// The value as JSON text. Numbers that JSON cannot hold (NaN, infinities) become `null`.
    public func encoded(_ layout: Layout = .compact) -> String {
        String(decoding: encodedBytes(layout), as: UTF8.self)
    }

    /// The value as JSON text in UTF-8, as ``encoded(_:)``.
    public func encodedBytes(_ layout: Layout = .compact) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        write(into: &bytes, layout, level: 0)
        return bytes
    }

    private func write(into bytes: inout [UInt8], _ layout: Layout, level: Int) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let value): Self.write(string: value, into: &bytes, layout)
        case .array(let values):
            Self.write(count: values.count, "[", "]", into: &bytes, layout, level) { index, bytes in
                values[index].write(into: &bytes, layout, level: level + 1)
            }
        case .object(let object):
            var pairs = object.pairs
            if layout.sortsKeys { pairs.sort { $0.key < $1.key } }
            Self.write(count: pairs.count, "{", "}", into: &bytes, layout, level) { index, bytes in
                Self.write(string: pairs[index].key, into: &bytes, layout)
                bytes += layout.keySeparator.utf8
                pairs[index].value.write(into: &bytes, layout, level: level + 1)
            }
        }
    }

    private static func write(
        count: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar, into bytes: inout [UInt8],
        _ layout: Layout, _ level: Int, item: (Int, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for index in 0..<count {
            if index > 0 { bytes += (layout.indent == nil ? layout.itemSeparator : ",").utf8 }
            breakLine(into: &bytes, layout, level + 1)
            item(index, &bytes)
        }
        if count > 0 { breakLine(into: &bytes, layout, level) }
        bytes.append(UInt8(ascii: close))
    }

    private static func breakLine(into bytes: inout [UInt8], _ layout: Layout, _ level: Int) {
        guard let indent = layout.indent else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
    }

    private static func write(string: String, into bytes: inout [UInt8], _ layout: Layout) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            // What needs no escape is copied as it stands, up to what does.
            var start = 0
            for index in 0..<text.count {
                let byte = text[index]
                guard
                    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                        || layout.escapesNonASCII && byte > 0x7E
                else { continue }
                bytes.append(contentsOf: text[start..<index])
                start = index + 1
                if byte > 0x7E {
                    // The first byte of a scalar writes it; those after it were written with it.
                    if byte == 0x7F || byte >= 0xC0 {
                        escape(scalarAt: index, of: text, into: &bytes)
                    }
                } else {
                    escape(byte, into: &bytes)
                }
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        let letter: Unicode.Scalar? =
            switch byte {
            case UInt8(ascii: "\""): "\""
            case UInt8(ascii: "\\"): "\\"
            case 0x0A: "n"
            case 0x0D: "r"
            case 0x09: "t"
            case 0x08: "b"
            case 0x0C: "f"
            default: nil
            }
        guard let letter else { return escape(unit: UInt16(byte), into: &bytes) }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: letter))
    }

    private static func escape(
        scalarAt index: Int, of text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]
    ) {
        let length = text[index] < 0x80 ? 1 : text[index] < 0xE0 ? 2 : text[index] < 0xF0 ? 3 : 4
        let scalar = String(decoding: text[index..<min(index + length, text.count)], as: UTF8.self)
        for unit in scalar.utf16 { escape(unit: unit, into: &bytes) }
    }

    private static func escape(unit: UInt16, into bytes: inout [UInt8]) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
        bytes += digits.utf8
    }
}
