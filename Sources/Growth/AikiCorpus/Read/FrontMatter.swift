import AikiBase

/// The block of metadata that many markdown files begin with: YAML between two lines of `---`.
///
/// Of YAML the plain part is read that such blocks are made of: `name: value`, quotation marks, and
/// lists in brackets or a line an item. What is nested deeper stays out of the metadata, and no part
/// of the block stays in the text.
enum FrontMatter {
    /// Bytes of a block; a longer one is text.
    static let bytesMax = 64 << 10

    /// The text without the block, and what the block says.
    static func split(_ bytes: [UInt8]) -> (text: [UInt8], metadata: JSONObject) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let lines = bytes[start...].prefix(bytesMax).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        func isFence(_ line: ArraySlice<UInt8>) -> Bool {
            var line = line
            while let last = line.last, last <= 0x20 { line.removeLast() }
            return line.elementsEqual("---".utf8)
        }
        guard let first = lines.first, isFence(first),
            let end = lines.dropFirst().first(where: {
                isFence($0) || $0.elementsEqual("...".utf8)
            })
        else { return (bytes, [:]) }
        let block = bytes[first.endIndex..<end.startIndex]
        var rest = end.endIndex
        while rest < bytes.count, bytes[rest] == 0x0A || bytes[rest] == 0x0D { rest += 1 }
        return (Array(bytes[rest...]), parse(String(decoding: block, as: UTF8.self)))
    }

    private static func parse(_ block: String) -> JSONObject {
        var metadata = JSONObject()
        var list: (key: String, items: [JSONValue])?
        for line in block.split(whereSeparator: \.isNewline) {
            let text = line.trimmed
            if text.isEmpty || text.hasPrefix("#") { continue }
            if text.hasPrefix("- "), var open = list {
                open.items.append(.string(unquoted(text.dropFirst(2).trimmed)))
                metadata[open.key] = .array(open.items)
                list = open
                continue
            }
            guard line.first?.isWhitespace == false, let colon = text.firstIndex(of: ":") else {
                continue
            }
            let key = unquoted(text[..<colon].trimmed)
            let value = text[text.index(after: colon)...].trimmed
            list = value.isEmpty ? (key, []) : nil
            if value.hasPrefix("["), value.hasSuffix("]") {
                metadata[key] = .array(
                    value.dropFirst().dropLast().split(separator: ",").map {
                        .string(unquoted($0.trimmed))
                    })
            } else if !value.isEmpty {
                metadata[key] = .string(unquoted(value))
            }
        }
        return metadata
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let first = text.first, first == text.last,
            first == "\"" || first == "'"
        else { return String(text) }
        return String(text.dropFirst().dropLast())
    }
}

extension StringProtocol {
    /// Without the spaces around it.
    fileprivate var trimmed: Substring {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
