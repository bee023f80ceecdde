/// What Python's `str` knows about characters.
enum PythonText {
    /// Whether `str.isspace` is true.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029,
            0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    /// Whether `str.splitlines` ends a line here.
    static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether `repr` shows it as it is.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    /// Whether `str.isalpha` is true of it.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }

    /// Whether `str.isdigit` is true of it.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    /// Lines without their ends, or with them.
    static func lines(of text: String, keepsEnds: Bool = false) -> [String] {
        var lines: [String] = []
        let scalars = Array(text.unicodeScalars)
        var start = 0
        var index = 0
        while index < scalars.count {
            guard isLineBreak(scalars[index]) else {
                index += 1
                continue
            }
            var next = index + 1
            if scalars[index] == "\r", next < scalars.count, scalars[next] == "\n" { next += 1 }
            lines.append(string(scalars[start..<(keepsEnds ? next : index)]))
            start = next
            index = next
        }
        if start < scalars.count { lines.append(string(scalars[start...])) }
        return lines
    }

    /// Text made of scalars.
    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Text without white space, or without any of some characters, at its ends.
    static func trimmed(
        _ text: String, of characters: String? = nil, start: Bool = true, end: Bool = true
    ) -> String {
        let set = characters.map { Set($0.unicodeScalars) }
        func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
            set.map { $0.contains(scalar) } ?? isSpace(scalar)
        }
        var rest = text.unicodeScalars[...]
        if start { while let first = rest.first, isTrimmed(first) { rest.removeFirst() } }
        if end { while let last = rest.last, isTrimmed(last) { rest.removeLast() } }
        return String(rest)
    }

    /// Where a text stands in another, as byte offsets that do not overlap; an empty text stands
    /// nowhere.
    static func occurrences(of part: String, in text: String, max: Int = .max) -> [Int] {
        occurrences(of: Array(part.utf8), in: Array(text.utf8), max: max)
    }

    /// The same for bytes.
    ///
    /// - Complexity: O(part + text), whatever they hold (Knuth 1977): both come from strangers.
    static func occurrences(of part: [UInt8], in text: [UInt8], max: Int = .max) -> [Int] {
        guard !part.isEmpty, part.count <= text.count, max > 0 else { return [] }
        let borders = Self.borders(of: part)
        var found: [Int] = []
        var matched = 0
        for (index, byte) in text.enumerated() {
            while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
            if part[matched] == byte { matched += 1 }
            guard matched == part.count else { continue }
            found.append(index + 1 - matched)
            if found.count == max { break }
            matched = 0
        }
        return found
    }

    /// For each beginning of a text, the length of the longest shorter one that it ends with.
    private static func borders(of part: [UInt8]) -> [Int] {
        var borders = [Int](repeating: 0, count: part.count)
        var length = 0
        for index in part.indices.dropFirst() {
            while length > 0, part[length] != part[index] { length = borders[length - 1] }
            if part[length] == part[index] { length += 1 }
            borders[index] = length
        }
        return borders
    }

    /// `str.title`: letters after something that is not a cased letter are capitals.
    static func titled(_ text: String) -> String {
        var result = ""
        var isAfterCased = false
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            result += isAfterCased ? properties.lowercaseMapping : properties.titlecaseMapping
            isAfterCased = properties.isCased
        }
        return result
    }

    /// `str.capitalize`.
    static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        return first.properties.titlecaseMapping
            + String(text.unicodeScalars.dropFirst()).lowercased()
    }

    /// Text fit to stand in HTML, as markupsafe escapes it.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\"": result.append(contentsOf: "&#34;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// `repr` of a float: the shortest digits that read back, with an exponent below 1e-4 and from
    /// 1e16 on.
    static func printed(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0.0" }
        let (digits, point) = shortestDigits(value.magnitude)
        if point > 16 || point < -3 {
            let exponent = point - 1
            let fraction = digits.dropFirst()
            let magnitude = String(exponent.magnitude)
            return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
                + (exponent < 0 ? "e-" : "e+") + (magnitude.count < 2 ? "0" : "") + magnitude
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The shortest digits of a positive number, and where the point stands after the first.
    private static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.lowercased().split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.hasSuffix("0") { digits.removeLast() }
        return (digits, whole.count + exponent - leading)
    }
}
