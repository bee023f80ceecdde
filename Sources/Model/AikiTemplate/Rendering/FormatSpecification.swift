import Foundation

/// How one value is laid out by `str.format`, or by `%`, which knows part of it.
struct FormatSpecification: Equatable {
    var fill: Unicode.Scalar = " "
    /// `<`, `>`, `^`, or `=` for padding between sign and digits.
    var alignment: Unicode.Scalar?
    /// `+`, `-`, or a space.
    var sign: Unicode.Scalar = "-"
    var isAlternate = false
    var width = 0
    /// `,` or `_` between groups of digits.
    var grouping: Unicode.Scalar?
    var precision: Int?
    /// The letter at the end.
    var type: Unicode.Scalar?

    /// The greatest width and precision, so that no layout grows without bound.
    static let sizeMax = 10_000

    init() {}

    /// Reads Python's format mini-language; nil where the text is none.
    init?(_ text: String) {
        var rest = Array(text.unicodeScalars)[...]
        let alignments: Set<Unicode.Scalar> = ["<", ">", "^", "="]
        if rest.count > 1, alignments.contains(rest[1]) {
            fill = rest[0]
            alignment = rest[1]
            rest = rest.dropFirst(2)
        } else if let first = rest.first, alignments.contains(first) {
            alignment = first
            rest = rest.dropFirst()
        }
        if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
        if rest.first == "#" {
            isAlternate = true
            rest = rest.dropFirst()
        }
        if rest.first == "0" {
            if alignment == nil {
                fill = "0"
                alignment = "="
            }
            rest = rest.dropFirst()
        }
        guard let width = Self.number(&rest) else { return nil }
        self.width = width ?? 0
        if let first = rest.first, first == "," || first == "_" { grouping = rest.removeFirst() }
        if rest.first == "." {
            rest = rest.dropFirst()
            guard case .some(.some(let digits)) = Self.number(&rest) else { return nil }
            precision = digits
        }
        type = rest.popFirst()
        guard rest.isEmpty else { return nil }
    }

    /// Digits at the start; nil inside where there are none, nil outside where they are too many.
    static func number(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int?? {
        var value: Int?
        while let digit = rest.first, ("0"..."9").contains(digit) {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            guard (value ?? 0) <= sizeMax else { return nil }
            rest.removeFirst()
        }
        return .some(value)
    }

    /// A value's text, padded; nil where the type does not fit the value.
    func formatted(_ value: Value, printed: String) -> String? {
        switch value {
        case .integer, .bool, .double: return number(value, printed)
        case .string, .safe:
            guard type == nil || type == "s", grouping == nil, alignment != "=" else { return nil }
            let text = precision.map { PythonText.string(printed.unicodeScalars.prefix($0)) }
            return padded("", text ?? printed, defaultAlignment: "<")
        default: return self == FormatSpecification() ? printed : nil
        }
    }

    private func number(_ value: Value, _ printed: String) -> String? {
        guard let digits = digits(of: value, printed) else { return nil }
        let isNegative = digits.hasPrefix("-")
        let body = isNegative ? String(digits.dropFirst()) : digits
        let mark = isNegative ? "-" : sign == "-" ? "" : String(sign)
        return padded(mark, grouped(body), defaultAlignment: ">")
    }

    private func digits(of value: Value, _ printed: String) -> String? {
        if case .bool = value, self == FormatSpecification() { return printed }
        if let integer = value.integer {
            switch type {
            case nil, "d", "n": return precision == nil ? String(integer) : nil
            case "b": return radix(integer, 2, "0b")
            case "o": return radix(integer, 8, "0o")
            case "x": return radix(integer, 16, "0x")
            case "X": return radix(integer, 16, "0x").uppercased()
            case "c":
                return UInt32(exactly: integer).flatMap(Unicode.Scalar.init).map { String($0) }
            default: break
            }
        }
        guard let number = value.number else { return nil }
        return real(number)
    }

    private func radix(_ value: Int, _ radix: Int, _ prefix: String) -> String {
        (value < 0 ? "-" : "") + (isAlternate ? prefix : "")
            + String(value.magnitude, radix: radix)
    }

    private func real(_ value: Double) -> String? {
        let digits = precision ?? 6
        guard value.isFinite else { return PythonText.printed(value) }
        switch type {
        case "f", "F": return String(format: "%.\(digits)f", value)
        case "e": return String(format: "%.\(digits)e", value)
        case "E": return String(format: "%.\(digits)E", value)
        case "g": return String(format: "%.\(digits)g", value)
        case "G": return String(format: "%.\(digits)G", value)
        case "%": return String(format: "%.\(digits)f", value * 100) + "%"
        case nil:
            guard let precision else { return PythonText.printed(value) }
            let text = String(format: "%.\(max(1, precision))g", value)
            return text.contains("e") || text.contains(".") ? text : text + ".0"
        default: return nil
        }
    }

    private func grouped(_ digits: String) -> String {
        guard let grouping else { return digits }
        let whole = digits.prefix { $0.isNumber }
        var result = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result.unicodeScalars.append(grouping) }
            result.append(digit)
        }
        return result + digits.dropFirst(whole.count)
    }

    private func padded(
        _ mark: String, _ body: String, defaultAlignment: Unicode.Scalar
    ) -> String {
        let missing = width - mark.unicodeScalars.count - body.unicodeScalars.count
        guard missing > 0 else { return mark + body }
        func fills(_ count: Int) -> String { String(repeating: String(fill), count: count) }
        switch alignment ?? defaultAlignment {
        case "<": return mark + body + fills(missing)
        case "^": return fills(missing / 2) + mark + body + fills(missing - missing / 2)
        case "=": return mark + fills(missing) + body
        default: return fills(missing) + mark + body
        }
    }
}
