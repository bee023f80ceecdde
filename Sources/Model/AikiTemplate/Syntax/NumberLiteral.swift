/// Reads numbers as Jinja writes them: decimal, `0x`, `0o`, `0b`, underscores, fractions,
/// exponents.
enum NumberLiteral {
    /// Reads the number that starts at a byte.
    ///
    /// - Returns: where it ends, and the token.
    /// - Throws: ``TemplateError/overflow(line:)`` where it does not fit 64 bits.
    static func read(
        _ bytes: [UInt8], from start: Int, allowsFraction: Bool, line: Int
    ) throws(TemplateError) -> (end: Int, kind: Token.Kind) {
        if bytes[start] == 0x30, start + 1 < bytes.count,
            let radix = [0x78: 16, 0x6F: 8, 0x62: 2][Int(bytes[start + 1] | 0x20)]
        {
            let end = digitsEnd(bytes, from: start + 2, radix: radix)
            if end > start + 2 {
                return (end, try integer(bytes[start + 2..<end], radix: radix, line: line))
            }
        }
        let end = digitsEnd(bytes, from: start, radix: 10)
        if allowsFraction, let fractionEnd = fractionEnd(bytes, from: end) {
            let text = plain(bytes[start..<fractionEnd])
            guard let value = Double(text) else { throw .overflow(line: line) }
            return (fractionEnd, .double(value))
        }
        return (end, try integer(bytes[start..<end], radix: 10, line: line))
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 != 0x5F }, as: UTF8.self)
    }

    private static func integer(
        _ bytes: ArraySlice<UInt8>, radix: Int, line: Int
    ) throws(TemplateError) -> Token.Kind {
        guard let value = Int(plain(bytes), radix: radix) else { throw .overflow(line: line) }
        return .integer(value)
    }

    private static func digitsEnd(_ bytes: [UInt8], from start: Int, radix: Int) -> Int {
        var end = start
        while end < bytes.count {
            let isDigit = Character(Unicode.Scalar(bytes[end])).hexDigitValue.map { $0 < radix }
            let isJoined =
                bytes[end] == 0x5F && end + 1 < bytes.count
                && (Character(Unicode.Scalar(bytes[end + 1])).hexDigitValue ?? 99) < radix
            guard isDigit == true || isJoined else { break }
            end += 1
        }
        return end
    }

    private static func fractionEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        var end = start
        if end + 1 < bytes.count, bytes[end] == 0x2E, (0x30...0x39).contains(bytes[end + 1]) {
            end = digitsEnd(bytes, from: end + 1, radix: 10)
        }
        guard end < bytes.count, bytes[end] | 0x20 == 0x65 else { return end > start ? end : nil }
        var digits = end + 1
        if digits < bytes.count, bytes[digits] == 0x2B || bytes[digits] == 0x2D { digits += 1 }
        guard digits < bytes.count, (0x30...0x39).contains(bytes[digits]) else {
            return end > start ? end : nil
        }
        return digitsEnd(bytes, from: digits, radix: 10)
    }
}
