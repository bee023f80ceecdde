import Foundation

/// Numbers as Python's `int` and `float` read them from text.
enum NumberText {
    /// A whole number in a base; base 0 asks the prefix. Nil where the text is none.
    static func integer(_ text: String, base: Int) -> Int? {
        var digits = PythonText.trimmed(text)
        var isNegative = false
        if let sign = digits.utf8.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            digits.removeFirst()
        }
        var base = base
        let prefixes = ["0x": 16, "0o": 8, "0b": 2]
        if let radix = prefixes[String(digits.prefix(2)).lowercased()], base == radix || base == 0 {
            base = radix
            digits.removeFirst(2)
            if digits.hasPrefix("_") { digits.removeFirst() }
        } else if base == 0 {
            base = 10
        }
        guard (2...36).contains(base), let plain = joined(digits) else { return nil }
        guard plain.utf8.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) else {
            return nil
        }
        return Int((isNegative ? "-" : "") + plain, radix: base)
    }

    /// Digits without single underscores between them; nil where one stands elsewhere.
    private static func joined(_ digits: String) -> String? {
        if digits.isEmpty || digits.hasPrefix("_") || digits.hasSuffix("_") { return nil }
        if digits.contains("__") { return nil }
        return String(digits.filter { $0 != "_" })
    }

    /// A number as `float` reads it; nil where the value is none.
    static func double(_ value: Value) -> Double? {
        if let number = value.number { return number }
        guard let text = value.text.map({ PythonText.trimmed($0).lowercased() }) else { return nil }
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
        switch unsigned {
        case "inf", "infinity": return text.hasPrefix("-") ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        let isPlain = unsigned.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x65 || $0 == 0x2B || $0 == 0x2D
                || $0 == 0x5F
        }
        guard isPlain, let plain = joined(text), plain != "." else { return nil }
        return Double(plain.hasSuffix(".") ? plain + "0" : plain.replacing(".e", with: ".0e"))
            ?? strict(plain)
    }

    /// Forms that Swift does not read: `.5`, `-.5`, `5.`.
    private static func strict(_ text: String) -> Double? {
        guard let point = text.firstIndex(of: "."), text.count > 1 else { return nil }
        let before = text[..<point]
        return before.isEmpty || before == "-" || before == "+"
            ? Double(before + "0" + text[point...]) : nil
    }
}

extension Renderer {
    /// `value|round(precision, method)`.
    func rounded(
        _ value: Value, _ precision: Int, _ method: String
    ) throws(TemplateError) -> Value {
        guard ["common", "ceil", "floor"].contains(method) else {
            throw invalid("'round' knows 'common', 'ceil' and 'floor', not '\(method)'")
        }
        guard precision.magnitude <= 300 else { throw invalid("'round' of \(precision) digits") }
        guard let number = value.number else {
            throw invalid("'round' needs a number, not \(article(value))")
        }
        if method == "common" {
            if let integer = value.integer, precision >= 0 { return .integer(integer) }
            guard number.isFinite else { return .double(number) }
            if precision >= 0 {
                let text = String(format: "%.\(precision)f", number)
                return .double(Double(text) ?? number)
            }
            let scale = pow(10, Double(-precision))
            let result = (number / scale).rounded(.toNearestOrEven) * scale
            return value.integer == nil ? .double(result) : .integer(Int(result))
        }
        let scale = pow(10, Double(precision))
        let scaled = (number * scale).rounded(method == "ceil" ? .up : .down)
        guard scaled.isFinite else { throw invalid("'round' of a number that is too large") }
        return precision == 0 ? .double(scaled / 1) : .double(scaled / scale)
    }
}
