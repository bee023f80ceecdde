/// Writes a value as Python's `json.dumps` does.
struct JSONWriter {
    private let renderer: Renderer
    private let indent: String?
    private let itemSeparator: String
    private let keySeparator: String
    private let sortsKeys: Bool
    private let escapesNonASCII: Bool
    private var text = ""

    /// Prepares a writer; without `indent` all is on one line, and `separators` stand between items
    /// and between key and value.
    init(
        _ renderer: Renderer, indent: String?, separators: (String, String)?, sortsKeys: Bool,
        escapesNonASCII: Bool
    ) {
        self.renderer = renderer
        self.indent = indent
        itemSeparator = separators?.0 ?? (indent == nil ? ", " : ",")
        keySeparator = separators?.1 ?? ": "
        self.sortsKeys = sortsKeys
        self.escapesNonASCII = escapesNonASCII
    }

    /// The value's text.
    mutating func encoded(_ value: Value) throws(TemplateError) -> String {
        try write(value, level: 0)
        return text
    }

    private mutating func write(_ value: Value, level: Int) throws(TemplateError) {
        try renderer.step()
        guard text.utf8.count <= renderer.limits.outputBytesMax else {
            throw .tooLarge(line: renderer.line, limitBytes: renderer.limits.outputBytesMax)
        }
        switch value {
        case .none: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .double(let value): text += number(value)
        case .string(let string), .safe(let string): write(string)
        case .list(let list), .tuple(let list):
            try write("[", "]", count: list.elements.count, level: level) {
                (writer, index) throws(TemplateError) in
                try writer.write(list.elements[index], level: level + 1)
            }
        case .dictionary(let dictionary):
            let order = try order(dictionary)
            try write("{", "}", count: order.count, level: level) {
                (writer, index) throws(TemplateError) in
                writer.write(try writer.key(dictionary.keys[order[index]]))
                writer.text += writer.keySeparator
                try writer.write(dictionary.values[order[index]], level: level + 1)
            }
        case .undefined(let what):
            throw .undefined(line: renderer.line, what: what)
        case .object:
            throw renderer.invalid("\(renderer.article(value)) cannot be written as JSON")
        }
    }

    private func order(_ dictionary: ValueDictionary) throws(TemplateError) -> [Int] {
        let indices = Array(0..<dictionary.count)
        guard sortsKeys else { return indices }
        return try renderer.sorted(indices) { (left, right) throws(TemplateError) in
            try renderer.order(dictionary.keys[left], dictionary.keys[right]) ?? 0
        }
    }

    private func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return PythonText.printed(value)
    }

    private func key(_ key: Value) throws(TemplateError) -> String {
        switch key {
        case .string(let text), .safe(let text): return text
        case .none: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .double(let value): return number(value)
        default:
            throw renderer.invalid("\(renderer.article(key)) cannot be a key in JSON")
        }
    }

    private mutating func write(
        _ open: String, _ close: String, count: Int, level: Int,
        item: (inout JSONWriter, Int) throws(TemplateError) -> Void
    ) throws(TemplateError) {
        text += open
        for index in 0..<count {
            if index > 0 { text += itemSeparator }
            try breakLine(level: level + 1)
            try item(&self, index)
        }
        if count > 0 { try breakLine(level: level) }
        text += close
    }

    private mutating func breakLine(level: Int) throws(TemplateError) {
        guard let indent else { return }
        try renderer.charge(bytes: indent.utf8.count * level)
        text += "\n" + String(repeating: indent, count: level)
    }

    private mutating func write(_ string: String) {
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
                if scalar.value < 0x20 || (escapesNonASCII && scalar.value > 0x7E) {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
