/// Puts messages together from lines: a backslash at the end of a line goes on with the next, and
/// `"""` begins and ends a block of lines.
package struct MessageReader: Sendable {
    /// The most bytes of one message.
    package static let bytesMax = 1 << 20

    private var lines: [String] = []
    private var isBlock = false

    /// Makes a reader.
    package init() {}

    /// Whether a message is begun and not ended.
    package var isOpen: Bool { isBlock || !lines.isEmpty }

    /// Takes a line; a message where it is complete.
    ///
    /// - Throws: ``InputError/tooLong(limit:)``; the message is then dropped.
    package mutating func push(_ line: String) throws(InputError) -> String? {
        guard lines.reduce(line.utf8.count, { $0 + $1.utf8.count + 1 }) <= Self.bytesMax else {
            drop()
            throw .tooLong(limit: Self.bytesMax)
        }
        if isBlock { return pushToBlock(line) }
        let quotes = "\"\"\""
        if lines.isEmpty, line.drop(while: \.isWhitespace).hasPrefix(quotes) {
            let rest = String(line.drop(while: \.isWhitespace).dropFirst(quotes.count))
            isBlock = true
            return rest.isEmpty ? nil : pushToBlock(rest)
        }
        guard line.hasSuffix("\\") else {
            lines.append(line)
            return take()
        }
        lines.append(String(line.dropLast()))
        return nil
    }

    /// The end of the input: what is there is the message.
    package mutating func finish() -> String? { isOpen ? take() : nil }

    /// Forgets what was begun.
    package mutating func drop() {
        lines = []
        isBlock = false
    }

    private mutating func pushToBlock(_ line: String) -> String? {
        let quotes = "\"\"\""
        var end = line[...]
        while let last = end.last, last.isWhitespace { end = end.dropLast() }
        guard end.hasSuffix(quotes) else {
            lines.append(line)
            return nil
        }
        let rest = String(end.dropLast(quotes.count))
        if !rest.isEmpty { lines.append(rest) }
        return take()
    }

    private mutating func take() -> String {
        defer { drop() }
        return lines.joined(separator: "\n")
    }
}
