/// Cuts a template into tokens as Jinja does with `trim_blocks` and `lstrip_blocks`.
///
/// - A newline right after `%}` or `#}` is dropped; spaces before `{%` or `{#` at the start of a
/// line
///   are dropped; `-` next to a delimiter drops all white space on that side, `+` keeps it all.
/// - Every line ending becomes `\n`, and one at the very end is dropped.
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var isLineStart = true
    private var tokens: [Token] = []
    private var brackets: [UInt8] = []

    /// All tokens of a source; the last is `.end`.
    static func tokens(of source: String) throws(TemplateError) -> [Token] {
        var lexer = Lexer(source)
        try lexer.root()
        lexer.tokens.append(Token(line: lexer.line, kind: .end))
        return lexer.tokens
    }

    private init(_ source: String) {
        var normal: [UInt8] = []
        normal.reserveCapacity(source.utf8.count)
        var isAfterReturn = false
        for byte in source.utf8 {
            if byte == 0x0D {
                normal.append(0x0A)
            } else if !(byte == 0x0A && isAfterReturn) {
                normal.append(byte)
            }
            isAfterReturn = byte == 0x0D
        }
        if normal.last == 0x0A { normal.removeLast() }
        bytes = normal
    }

    private func failure(_ problem: String) -> TemplateError {
        .syntax(line: line, problem: problem)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private func starts(with text: StaticString, at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount
        where bytes[start + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func advance(to end: Int) {
        for index in position..<end where bytes[index] == 0x0A { line += 1 }
        if end > position { isLineStart = bytes[end - 1] == 0x0A }
        position = end
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private func spaceEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, isSpace(bytes[end]) { end += 1 }
        return end
    }

    // MARK: Text

    private mutating func root() throws(TemplateError) {
        while position < bytes.count {
            var tag = position
            while tag < bytes.count, !isTag(at: tag) { tag += 1 }
            guard tag < bytes.count else {
                emitData(position..<tag)
                advance(to: tag)
                return
            }
            let kind = bytes[tag + 1]
            let hasSign =
                tag + 2 < bytes.count && (bytes[tag + 2] == 0x2D || bytes[tag + 2] == 0x2B)
            let end = dataEnd(before: tag, kind: kind, sign: hasSign ? bytes[tag + 2] : nil)
            emitData(position..<end)
            advance(to: tag + 2 + (hasSign ? 1 : 0))
            switch kind {
            case UInt8(ascii: "#"): try comment()
            case UInt8(ascii: "{"):
                tokens.append(Token(line: line, kind: .variableBegin))
                try code(isBlock: false)
            default:
                if let bodyStart = rawStart() {
                    advance(to: bodyStart)
                    try raw()
                } else {
                    tokens.append(Token(line: line, kind: .blockBegin))
                    try code(isBlock: true)
                }
            }
        }
    }

    private func isTag(at index: Int) -> Bool {
        guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        return next == UInt8(ascii: "{") || next == UInt8(ascii: "%") || next == UInt8(ascii: "#")
    }

    /// Where text before a tag ends once white space is stripped.
    private func dataEnd(before tag: Int, kind: UInt8, sign: UInt8?) -> Int {
        if sign == UInt8(ascii: "-") { return trimmedEnd(position..<tag) }
        guard sign == nil, kind != UInt8(ascii: "{") else { return tag }
        var lineStart = tag
        while lineStart > position, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
        guard lineStart > position || isLineStart else { return tag }
        return bytes[lineStart..<tag].allSatisfy(isSpace) ? lineStart : tag
    }

    /// Text without white space at its end, also that beyond ASCII.
    private func trimmedEnd(_ range: Range<Int>) -> Int {
        let text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        let kept = text.reversed().drop { PythonText.isSpace($0) }
        return range.lowerBound + kept.reduce(0) { $0 + UTF8.width($1) }
    }

    private mutating func emitData(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let text = String(decoding: bytes[range], as: UTF8.self)
        tokens.append(Token(line: line, kind: .data(text)))
    }

    private mutating func comment() throws(TemplateError) {
        var end = position
        while end < bytes.count, !starts(with: "#}", at: end) { end += 1 }
        guard end < bytes.count else { throw failure("a comment is not closed") }
        let sign = end > position ? bytes[end - 1] : 0
        advance(to: end + 2)
        closeTag(sign: sign)
    }

    private mutating func closeTag(sign: UInt8) {
        if sign == UInt8(ascii: "-") {
            advance(to: spaceEnd(from: position))
        } else if sign != UInt8(ascii: "+"), byte() == 0x0A {
            advance(to: position + 1)
        }
    }

    // MARK: Raw

    /// Where the body of `{% raw %}` starts, if that is what stands here.
    private func rawStart() -> Int? {
        var index = spaceEnd(from: position)
        guard starts(with: "raw", at: index) else { return nil }
        index = spaceEnd(from: index + 3)
        if starts(with: "-%}", at: index) { return spaceEnd(from: index + 3) }
        return starts(with: "%}", at: index) ? index + 2 : nil
    }

    private mutating func raw() throws(TemplateError) {
        var tag = position
        while tag < bytes.count {
            if starts(with: "{%", at: tag) {
                var index = tag + 2
                var sign: UInt8?
                if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
                    sign = bytes[index]
                    index += 1
                }
                index = spaceEnd(from: index)
                if starts(with: "endraw", at: index) {
                    index = spaceEnd(from: index + 6)
                    if try rawEnd(tag: tag, sign: sign, end: index) { return }
                }
            }
            tag += 1
        }
        throw failure("a raw block is not closed")
    }

    private mutating func rawEnd(tag: Int, sign: UInt8?, end: Int) throws(TemplateError) -> Bool {
        var index = end
        var closingSign: UInt8 = 0
        if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
            closingSign = bytes[index]
            index += 1
        }
        guard starts(with: "%}", at: index) else { return false }
        emitData(position..<dataEnd(before: tag, kind: UInt8(ascii: "%"), sign: sign))
        advance(to: index + 2)
        closeTag(sign: closingSign)
        return true
    }

    // MARK: Code

    private mutating func code(isBlock: Bool) throws(TemplateError) {
        brackets = []
        while true {
            advance(to: spaceEnd(from: position))
            guard let byte = byte() else {
                tokens.append(Token(line: line, kind: .end))
                return
            }
            if brackets.isEmpty, closes(isBlock: isBlock) { return }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): try string(quote: byte)
            case 0x30...0x39: try number()
            case UInt8(ascii: "_"), 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: try name()
            default: try symbol()
            }
        }
    }

    private mutating func closes(isBlock: Bool) -> Bool {
        var index = position
        var sign: UInt8 = 0
        if bytes[index] == UInt8(ascii: "-") || (isBlock && bytes[index] == UInt8(ascii: "+")) {
            sign = bytes[index]
            index += 1
        }
        guard starts(with: isBlock ? "%}" : "}}", at: index) else { return false }
        tokens.append(Token(line: line, kind: isBlock ? .blockEnd : .variableEnd))
        advance(to: index + 2)
        if isBlock {
            closeTag(sign: sign)
        } else if sign == UInt8(ascii: "-") {
            advance(to: spaceEnd(from: position))
        }
        return true
    }

    private mutating func name() throws(TemplateError) {
        var end = position
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[position..<end], as: UTF8.self)
        for (index, scalar) in name.unicodeScalars.enumerated() where !scalar.isASCII {
            let isValid =
                index == 0 ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue
            guard isValid else { throw failure("'\(scalar)' cannot stand in a name") }
        }
        tokens.append(Token(line: line, kind: .name(name)))
        advance(to: end)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte)
            || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private mutating func string(quote: UInt8) throws(TemplateError) {
        var end = position + 1
        while end < bytes.count, bytes[end] != quote {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else { throw failure("a string is not closed") }
        let text = try StringLiteral.unescape(bytes[position + 1..<end], line: line)
        tokens.append(Token(line: line, kind: .string(text)))
        advance(to: end + 1)
    }

    private mutating func number() throws(TemplateError) {
        let isAfterDot = position > 0 && bytes[position - 1] == UInt8(ascii: ".")
        let (end, kind) = try NumberLiteral.read(
            bytes, from: position, allowsFraction: !isAfterDot, line: line)
        tokens.append(Token(line: line, kind: kind))
        advance(to: end)
    }

    private mutating func symbol() throws(TemplateError) {
        for text: StaticString in ["//", "**", "==", "!=", ">=", "<="]
        where starts(with: text, at: position) {
            tokens.append(Token(line: line, kind: .symbol(text.description)))
            advance(to: position + 2)
            return
        }
        let byte = bytes[position]
        guard "+-/*%~[](){}><=.:|,;".utf8.contains(byte) else {
            throw failure("'\(Character(Unicode.Scalar(byte)))' was not expected")
        }
        try balance(byte)
        let text = String(decoding: [byte], as: UTF8.self)
        tokens.append(Token(line: line, kind: .symbol(text)))
        advance(to: position + 1)
    }

    private mutating func balance(_ byte: UInt8) throws(TemplateError) {
        switch byte {
        case UInt8(ascii: "("): brackets.append(UInt8(ascii: ")"))
        case UInt8(ascii: "["): brackets.append(UInt8(ascii: "]"))
        case UInt8(ascii: "{"): brackets.append(UInt8(ascii: "}"))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            guard brackets.popLast() == byte else {
                throw failure("'\(Character(Unicode.Scalar(byte)))' closes nothing")
            }
        default: break
        }
    }
}
