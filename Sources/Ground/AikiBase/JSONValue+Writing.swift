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
        var text = ""
        write(into: &text, layout, level: 0)
        return text
    }

    private func write(into text: inout String, _ layout: Layout, level: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(string: value, into: &text, layout)
        case .array(let values):
            Self.write(count: values.count, "[", "]", into: &text, layout, level) { index, text in
                values[index].write(into: &text, layout, level: level + 1)
            }
        case .object(let object):
            let keys = layout.sortsKeys ? object.keys.sorted() : object.keys
            Self.write(count: keys.count, "{", "}", into: &text, layout, level) { index, text in
                Self.write(string: keys[index], into: &text, layout)
                text += layout.keySeparator
                (object[keys[index]] ?? .null).write(into: &text, layout, level: level + 1)
            }
        }
    }

    private static func write(
        count: Int, _ open: String, _ close: String, into text: inout String, _ layout: Layout,
        _ level: Int, item: (Int, inout String) -> Void
    ) {
        text += open
        for index in 0..<count {
            if index > 0 { text += layout.indent == nil ? layout.itemSeparator : "," }
            if let indent = layout.indent {
                text += "\n" + String(repeating: " ", count: indent * (level + 1))
            }
            item(index, &text)
        }
        if count > 0, let indent = layout.indent {
            text += "\n" + String(repeating: " ", count: indent * level)
        }
        text += close
    }

    private static func write(string: String, into text: inout String, _ layout: Layout) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            default:
                if scalar.value < 0x20 || (layout.escapesNonASCII && scalar.value > 0x7E) {
                    for unit in String(scalar).utf16 {
                        text += "\\u" + hexadecimal(unit)
                    }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
