/// The front matter of a note: YAML between two lines of `---` at its start.
///
/// Of YAML is read what such blocks are made of: fields, nested ones, lists in brackets and a line an
/// item, quoted text, text over several lines (`|`, `>` and plain). Every scalar stays text. What is
/// none of these is kept under the name of the field it belongs to, as it stands.
enum NoteFields {
    /// Bytes of a block; a longer one is text.
    static let bytesMax = 256 << 10
    /// Fields of one note.
    static let fieldsMax = 4_096
    /// Fields inside fields.
    private static let depthMax = 16

    /// The fields in their order; none where the note has no such block.
    static func read(_ text: String) -> [NoteFacet] {
        guard let block = block(of: text) else { return [] }
        var reader = FieldReader(lines: block.map(FieldLine.init))
        reader.readFields(deeperThan: -1, prefix: "", depth: 0)
        return Array(reader.facets.prefix(fieldsMax))
    }

    private static func block(of text: String) -> [Substring]? {
        var text = Substring(text)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        guard text.hasPrefix("---") else { return nil }
        let start = String(decoding: text.utf8.prefix(bytesMax), as: UTF8.self)
        let lines = start.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.first?.trimmed == "---",
            let end = lines.dropFirst().firstIndex(where: {
                $0.trimmed == "---" || $0.trimmed == "..."
            })
        else { return nil }
        return Array(lines[1..<end])
    }

    /// Reads the lines of a block.
    private struct FieldReader {
        let lines: [FieldLine]
        var facets: [NoteFacet] = []
        private var index = 0

        init(lines: [FieldLine]) { self.lines = lines }

        private var line: FieldLine? { index < lines.count ? lines[index] : nil }

        private mutating func add(_ name: String, _ value: some StringProtocol) {
            if !value.isEmpty { facets.append(NoteFacet(name: name, value: String(value))) }
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
                readValue(item.text, name: name, indent: line.indent, depth: depth)
            }
        }

        private mutating func readValue(
            _ value: Substring, name: String, indent: Int, depth: Int
        ) {
            switch value.first {
            case nil:
                if depth < depthMax {
                    readFields(deeperThan: indent, prefix: name, depth: depth + 1)
                }
            case "|", ">":
                add(name, block(deeperThan: indent, isFolded: value.first == ">"))
            case "[" where value.last == "]" && !value.hasPrefix("[["):
                for part in FieldText.split(value.dropFirst().dropLast()) {
                    add(name, FieldText.unquoted(part))
                }
            default:
                add(name, FieldText.unquoted(value + continuation(deeperThan: indent)))
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
