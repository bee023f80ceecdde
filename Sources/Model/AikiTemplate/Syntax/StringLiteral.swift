/// Undoes the escapes of a text literal, as Python's `unicode-escape` codec does.
enum StringLiteral {
    /// The text between the quotes with its escapes undone.
    static func unescape(_ bytes: ArraySlice<UInt8>, line: Int) throws(TemplateError) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result = String.UnicodeScalarView()
        var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            guard let letter = rest.popFirst() else {
                throw .syntax(line: line, problem: "an escape is not finished")
            }
            if let plain = simple[letter] {
                result.append(plain)
            } else if letter == "\n" {
                continue
            } else if let length = ["x": 2, "u": 4, "U": 8][letter] {
                result.append(try hexadecimal(&rest, digits: length, line: line))
            } else if ("0"..."7").contains(letter) {
                result.append(octal(first: letter, &rest))
            } else if letter == "N" {
                throw .syntax(line: line, problem: "the escape '\\N' is not supported")
            } else {
                result.append("\\")
                result.append(letter)
            }
        }
        return String(result)
    }

    private static let simple: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}",
        "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    ]

    private static func hexadecimal(
        _ rest: inout Substring.UnicodeScalarView, digits: Int, line: Int
    ) throws(TemplateError) -> Unicode.Scalar {
        let text = String(rest.prefix(digits))
        let isHexadecimal = text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard text.utf8.count == digits, isHexadecimal, let code = UInt32(text, radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw .syntax(line: line, problem: "a string has an invalid escape") }
        rest.removeFirst(digits)
        return scalar
    }

    private static func octal(
        first: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
    ) -> Unicode.Scalar {
        var code = first.value - 0x30
        for _ in 0..<2 {
            guard let digit = rest.first, ("0"..."7").contains(digit) else { break }
            code = code * 8 + digit.value - 0x30
            rest.removeFirst()
        }
        return Unicode.Scalar(code) ?? "\u{FFFD}"
    }
}
