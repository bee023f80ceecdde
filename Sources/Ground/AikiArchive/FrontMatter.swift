/// The block of metadata that many Markdown files begin with: YAML between two lines of `---`.
///
/// Of YAML is read what such blocks are made of: fields, nested ones, lists in brackets and a line an
/// item, quoted text, text over several lines (`|`, `>` and plain). Every scalar stays text. What is
/// none of these is kept under the name of the field it belongs to, as it stands.
public struct FrontMatter: Sendable {
    /// A scalar of the block.
    public struct Field: Sendable, Equatable {
        /// The field; the names of nested ones with full stops between.
        public let name: String
        /// Its value; a list is several fields of one name.
        public let value: String
        /// Whether it stands in a list.
        public let isItem: Bool
    }

    /// Bytes of a block; a longer one is text.
    static let bytesMax = 256 << 10
    /// Fields of one block.
    static let fieldsMax = 4_096
    /// Fields inside fields.
    private static let depthMax = 16

    /// The fields in their order.
    public let fields: [Field]
    /// Bytes of the text that the block takes, with the empty lines behind it.
    public let byteCount: Int

    /// Reads the block at the start of a text in UTF-8; nil where there is none.
    public init?(_ bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes[start...].starts(with: "---".utf8) else { return nil }
        let lines = bytes[start...].prefix(Self.bytesMax).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        func isFence(_ line: ArraySlice<UInt8>, _ fence: String) -> Bool {
            let end = line.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? line.startIndex
            return line[..<end].elementsEqual(fence.utf8)
        }
        guard let first = lines.first, isFence(first, "---"),
            let last = lines.dropFirst().firstIndex(where: {
                isFence($0, "---") || isFence($0, "...")
            })
        else { return nil }
        var rest = lines[last].endIndex
        while rest < bytes.count, bytes[rest] == 0x0A || bytes[rest] == 0x0D { rest += 1 }
        byteCount = rest
        let block = String(
            decoding: bytes[first.endIndex..<lines[last].startIndex], as: UTF8.self)
        var reader = FieldReader(
            lines: block.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
                FieldLine.init))
        reader.readFields(deeperThan: -1, prefix: "", depth: 0)
        fields = Array(reader.fields.prefix(Self.fieldsMax))
    }

    /// Reads the lines of a block.
    private struct FieldReader {
        let lines: [FieldLine]
        var fields: [Field] = []
        private var index = 0

        init(lines: [FieldLine]) { self.lines = lines }

        private var line: FieldLine? { index < lines.count ? lines[index] : nil }

        private mutating func add(
            _ name: String, _ value: some StringProtocol, isItem: Bool = false
        ) {
            if !value.isEmpty {
                fields.append(Field(name: name, value: String(value), isItem: isItem))
            }
        }

        /// Reads all that is indented deeper than a field.
        mutating func readFields(deeperThan indent: Int, prefix: String, depth: Int) {
            while let line {
                if line.isEmpty || line.text.hasPrefix("#") {
                    index += 1
                    continue
                }
                let isItem = line.isItem
                // The items of a list may stand as far left as the field.
                guard line.indent > indent || isItem && line.indent == indent else { return }
                index += 1
                if isItem {
                    readItem(line, prefix: prefix, depth: depth)
                } else if let (name, value) = line.field {
                    let full = prefix.isEmpty ? name : "\(prefix).\(name)"
                    readValue(value, name: full, indent: line.indent, depth: depth)
                } else {
                    add(prefix.isEmpty ? "text" : prefix, line.text)
                }
            }
        }

        private mutating func readItem(_ line: FieldLine, prefix: String, depth: Int) {
            let item = FieldLine(line.text.dropFirst().trimmed[...])
            let name = prefix.isEmpty ? "list" : prefix
            if let (field, value) = item.field {
                readValue(value, name: "\(name).\(field)", indent: line.indent, depth: depth)
            } else {
                readValue(item.text, name: name, indent: line.indent, depth: depth, isItem: true)
            }
        }

        private mutating func readValue(
            _ value: Substring, name: String, indent: Int, depth: Int, isItem: Bool = false
        ) {
            switch value.first {
            case nil:
                if depth < FrontMatter.depthMax {
                    readFields(deeperThan: indent, prefix: name, depth: depth + 1)
                }
            case "|", ">":
                let text = block(deeperThan: indent, isFolded: value.first == ">")
                add(name, text, isItem: isItem)
            case "[" where value.last == "]" && !value.hasPrefix("[["):
                for part in FieldText.split(value.dropFirst().dropLast()) {
                    add(name, FieldText.unquoted(part), isItem: true)
                }
            default:
                let text = FieldText.unquoted(value + continuation(deeperThan: indent))
                add(name, text, isItem: isItem)
            }
        }

        /// Lines of a text over several, until one stands further left.
        private mutating func block(deeperThan indent: Int, isFolded: Bool) -> String {
            var texts: [String] = []
            while let line, line.isEmpty || line.indent > indent {
                texts.append(String(line.text))
                index += 1
            }
            while texts.last?.isEmpty == true { texts.removeLast() }
            return texts.joined(separator: isFolded ? " " : "\n")
        }

        /// The rest of a plain text that goes on over the next lines.
        private mutating func continuation(deeperThan indent: Int) -> String {
            var text = ""
            while let line, !line.isEmpty, line.indent > indent, !line.isItem, line.field == nil {
                text += " " + line.text
                index += 1
            }
            return text
        }
    }
}

/// A line of front matter.
private struct FieldLine {
    let indent: Int
    let text: Substring

    init(_ line: Substring) {
        indent = line.prefix { $0 == " " || $0 == "\t" }.count
        text = line.trimmed
    }

    var isEmpty: Bool { text.isEmpty }
    var isItem: Bool { text == "-" || text.hasPrefix("- ") }

    /// `name: value`.
    var field: (name: String, value: Substring)? {
        if let quote = text.first, quote == "\"" || quote == "'",
            let end = text.dropFirst().firstIndex(of: quote)
        {
            let rest = text[text.index(after: end)...]
            guard rest.hasPrefix(":") else { return nil }
            let name = text[text.index(after: text.startIndex)..<end]
            return (String(name), rest.dropFirst().trimmed)
        }
        var from = text.startIndex
        while let colon = text[from...].firstIndex(of: ":") {
            let after = text.index(after: colon)
            // An address has a colon too, but no space behind it.
            if after == text.endIndex || text[after] == " " {
                let name = text[..<colon].trimmed
                return name.isEmpty ? nil : (String(name), text[after...].trimmed)
            }
            from = after
        }
        return nil
    }
}

/// Quotation marks and commas.
private enum FieldText {
    /// Without quotation marks, or without a comment behind it.
    static func unquoted(_ text: some StringProtocol) -> String {
        let text = Substring(text).trimmed
        if text.count >= 2, let first = text.first, first == text.last {
            let inner = text.dropFirst().dropLast()
            if first == "\"" { return String(inner.replacing("\\\"", with: "\"")) }
            if first == "'" { return String(inner.replacing("''", with: "'")) }
        }
        return String((text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text).trimmed)
    }

    /// The parts between commas that stand in no quotation marks and no brackets.
    static func split(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var quote: Character?
        var depth = 0
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "[" || character == "{" {
                depth += 1
            } else if character == "]" || character == "}" {
                depth -= 1
            } else if character == ",", depth == 0 {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        parts.append(text[start...])
        return parts
    }
}

extension Substring {
    /// Without spaces around it.
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
