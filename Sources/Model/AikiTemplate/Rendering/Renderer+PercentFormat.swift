extension Renderer {
    /// `text % values`.
    func format(
        _ text: String, with values: Value, isSafe: Bool = false
    ) throws(TemplateError) -> String {
        var reader = PercentReader(text)
        var rest: [Value]
        var isMapping = false
        switch values {
        case .tuple(let list): rest = list.elements
        // Whatever can be indexed by a key may be left over, as in Python.
        case .dictionary, .list, .undefined:
            rest = [values]
            isMapping = true
        default: rest = [values]
        }
        rest.reverse()
        var result = ""
        while let piece = try reader.next(line: line) {
            switch piece {
            case .text(let text): result += text
            case .field(var field):
                if field.takesWidth { field.layout.width = try takenSize(&rest) }
                if field.takesPrecision { field.layout.precision = try takenSize(&rest) }
                let value: Value
                if let key = field.key {
                    guard case .dictionary(let dictionary) = values, let found = dictionary[key]
                    else { throw invalid("'%(\(key))' names no value") }
                    value = found
                    isMapping = true
                } else {
                    guard let next = rest.popLast() else {
                        throw invalid("'%' needs more values than were given")
                    }
                    value = next
                }
                let part = try formatted(value, field)
                result += isSafe && !value.isSafe ? PythonText.escaped(part) : part
            }
            try charge(bytes: result.utf8.count / 64)
            try step()
        }
        guard rest.isEmpty || isMapping else {
            throw invalid("'%' was given more values than it uses")
        }
        return result
    }

    private func takenSize(_ rest: inout [Value]) throws(TemplateError) -> Int {
        guard let size = rest.popLast()?.integer, (0...FormatSpecification.sizeMax).contains(size)
        else { throw invalid("'*' needs a whole number up to \(FormatSpecification.sizeMax)") }
        return size
    }

    private func formatted(
        _ value: Value, _ field: PercentReader.Field
    ) throws(TemplateError) -> String {
        var layout = field.layout
        let wrong = invalid("'%\(field.letter)' does not fit \(article(value))")
        var subject = value
        switch field.letter {
        case "s": subject = .string(try printed(value))
        case "r", "a": subject = .string(try represented(value))
        case "c":
            if value.text?.unicodeScalars.count != 1 {
                guard let code = value.integer, let unit = UInt32(exactly: code),
                    let scalar = Unicode.Scalar(unit)
                else { throw wrong }
                subject = .string(String(scalar))
            }
        case "d", "i", "u":
            guard let number = value.number, number.isFinite, number.magnitude < 0x1p63 else {
                throw wrong
            }
            subject = .integer(value.integer ?? Int(number))
            layout.type = "d"
            guard let text = integerText(subject, layout) else { throw wrong }
            return text
        case "x", "X", "o":
            guard let integer = value.integer else { throw wrong }
            subject = .integer(integer)
            layout.type = field.letter
        case "e", "E", "f", "F", "g", "G":
            guard let number = value.number else { throw wrong }
            subject = .double(number)
            layout.type = field.letter
        default: throw invalid("'%\(field.letter)' is not a format")
        }
        if case .string = subject {
            if layout.alignment == "=" { layout.alignment = nil }
            layout.alignment = layout.alignment ?? ">"
            layout.fill = " "
        }
        guard let text = layout.formatted(subject, printed: try printed(subject)) else {
            throw wrong
        }
        return text
    }

    /// A whole number, where a precision asks for leading zeros.
    private func integerText(_ value: Value, _ layout: FormatSpecification) -> String? {
        var layout = layout
        guard let precision = layout.precision else {
            return layout.formatted(value, printed: "")
        }
        layout.precision = nil
        let digits = String((value.integer ?? 0).magnitude)
        let zeros = String(repeating: "0", count: max(0, precision - digits.count))
        let isNegative = (value.integer ?? 0) < 0
        let mark = isNegative ? "-" : layout.sign == "-" ? "" : String(layout.sign)
        layout.type = nil
        layout.alignment = layout.alignment == "<" ? "<" : ">"
        return layout.formatted(.string(mark + zeros + digits), printed: mark + zeros + digits)
    }
}

/// Cuts a `%` format into text and fields.
struct PercentReader {
    private var rest: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
        rest = Array(text.unicodeScalars)[...]
    }

    /// A piece of a format.
    enum Piece {
        /// Text as it is.
        case text(String)
        /// A value's place.
        case field(Field)
    }

    /// A value's place.
    struct Field {
        var key: String?
        var layout = FormatSpecification()
        var takesWidth = false
        var takesPrecision = false
        var letter: Unicode.Scalar = "s"
    }

    /// The next piece, nil at the end.
    mutating func next(line: Int) throws(TemplateError) -> Piece? {
        guard !rest.isEmpty else { return nil }
        guard rest.first == "%" else {
            let text = rest.prefix { $0 != "%" }
            rest = rest.dropFirst(text.count)
            return .text(PythonText.string(text))
        }
        rest = rest.dropFirst()
        if rest.first == "%" {
            rest = rest.dropFirst()
            return .text("%")
        }
        return .field(try field(line: line))
    }

    private mutating func field(line: Int) throws(TemplateError) -> Field {
        let incomplete = TemplateError.invalidOperation(
            line: line, problem: "a '%' format is not finished or too wide")
        var field = Field()
        if rest.first == "(" {
            let key = rest.dropFirst().prefix { $0 != ")" }
            rest = rest.dropFirst(key.count + 2)
            field.key = PythonText.string(key)
        }
        while let flag = rest.first, ["-", "+", " ", "0", "#"].contains(flag) {
            rest = rest.dropFirst()
            switch flag {
            case "-": field.layout.alignment = "<"
            case "+": field.layout.sign = "+"
            case " ": if field.layout.sign != "+" { field.layout.sign = " " }
            case "0":
                if field.layout.alignment == nil {
                    field.layout.alignment = "="
                    field.layout.fill = "0"
                }
            default: field.layout.isAlternate = true
            }
        }
        if field.layout.alignment == "<" { field.layout.fill = " " }
        if rest.first == "*" {
            rest = rest.dropFirst()
            field.takesWidth = true
        } else {
            guard let width = FormatSpecification.number(&rest) else { throw incomplete }
            field.layout.width = width ?? 0
        }
        if rest.first == "." {
            rest = rest.dropFirst()
            if rest.first == "*" {
                rest = rest.dropFirst()
                field.takesPrecision = true
            } else {
                guard let precision = FormatSpecification.number(&rest) else { throw incomplete }
                field.layout.precision = precision ?? 0
            }
        }
        guard let letter = rest.popFirst() else { throw incomplete }
        field.letter = letter
        return field
    }
}
