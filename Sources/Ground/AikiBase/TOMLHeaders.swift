/// Finds table headers that must not reach the TOML parser.
///
/// The parser ends the process where the name in a header begins with a character that no name may
/// begin with (`[!x]`), so a file that a person edits is looked through first.
public enum TOMLHeaders {
    /// The line, from 1, of the first header whose name cannot begin so; nil where there is none.
    ///
    /// What is wrong before it in other ways is left to the parser, which then stops there.
    ///
    /// - Complexity: O(bytes).
    public static func firstUnreadableLine(in text: String) -> Int? {
        var scanner = Scanner(bytes: Array(text.utf8))
        return scanner.firstUnreadableLine()
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var line = 1

        init(bytes: [UInt8]) {
            self.bytes = bytes
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

        private mutating func advance() {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }

        private mutating func skipBlanks() {
            while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D { advance() }
        }

        private mutating func skipLine() {
            while let byte = current, byte != UInt8(ascii: "\n") { advance() }
        }

        mutating func firstUnreadableLine() -> Int? {
            while current != nil {
                skipBlanks()
                switch current {
                case UInt8(ascii: "[")?:
                    if !isReadableHeader() { return line }
                    skipLine()
                case UInt8(ascii: "#")?: skipLine()
                case UInt8(ascii: "\n")?: advance()
                default: skipStatement()
                }
            }
            return nil
        }

        /// Whether what follows the brackets can begin a name, or is refused by the parser itself.
        private mutating func isReadableHeader() -> Bool {
            advance()
            if current == UInt8(ascii: "[") { advance() }
            skipBlanks()
            guard let byte = current else { return true }
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"):
                return true
            default: return false
            }
        }

        /// A key and its value, which may go over lines in brackets and long strings.
        private mutating func skipStatement() {
            var depth = 0
            while let byte = current {
                switch byte {
                case UInt8(ascii: "\n"):
                    advance()
                    if depth == 0 { return }
                case UInt8(ascii: "#"): skipLine()
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    advance()
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth = max(0, depth - 1)
                    advance()
                case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(quote: byte)
                default: advance()
                }
            }
        }

        private mutating func skipString(quote: UInt8) {
            let hasEscapes = quote == UInt8(ascii: "\"")
            let isLong = bytes[position...].starts(with: [quote, quote, quote])
            position += isLong ? 3 : 1
            while let byte = current {
                if hasEscapes, byte == UInt8(ascii: "\\") {
                    advance()
                    if current != nil, isLong || current != UInt8(ascii: "\n") { advance() }
                } else if isLong {
                    if bytes[position...].starts(with: [quote, quote, quote]) {
                        position += 3
                        return
                    }
                    advance()
                } else if byte == quote {
                    position += 1
                    return
                } else if byte == UInt8(ascii: "\n") {
                    // The parser refuses it here; the statement ends.
                    return
                } else {
                    advance()
                }
            }
        }
    }
}
