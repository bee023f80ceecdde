extension Renderer {
    /// `text.format(…)`, `text.format_map(…)`.
    func format(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments, _ origin: Value
    ) throws(TemplateError) -> Value {
        var arguments = arguments
        if method == .formatMap {
            let bound = try bind(arguments, ["mapping"], required: 1, of: "format_map")
            guard case .dictionary(let dictionary) = bound[0] else {
                throw invalid("'format_map' needs a dictionary")
            }
            arguments = CallArguments()
            for (key, value) in zip(dictionary.keys, dictionary.values) {
                if let name = key.text { arguments.named.append((name, value)) }
            }
        }
        var counter = 0
        return try like(origin, try format(text, arguments, &counter, depth: 0, origin.isSafe))
    }

    private func format(
        _ text: String, _ arguments: CallArguments, _ counter: inout Int, depth: Int, _ isSafe: Bool
    ) throws(TemplateError) -> String {
        guard depth < 3 else { throw invalid("fields of a format are nested too deeply") }
        var result = ""
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            if scalar == "}" || scalar == "{", rest.first == scalar {
                rest.removeFirst()
                result.unicodeScalars.append(scalar)
            } else if scalar == "{" {
                let field = try field(&rest)
                result += try formatted(field, arguments, &counter, depth: depth, isSafe)
                try charge(bytes: result.utf8.count / 64)
            } else if scalar == "}" {
                throw invalid("a format has a single '}'")
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// What stands between braces.
    private func field(
        _ rest: inout ArraySlice<Unicode.Scalar>
    ) throws(TemplateError) -> [Unicode.Scalar] {
        var field: [Unicode.Scalar] = []
        var depth = 1
        while let scalar = rest.popFirst() {
            if scalar == "{" { depth += 1 }
            if scalar == "}" { depth -= 1 }
            if depth == 0 { return field }
            field.append(scalar)
        }
        throw invalid("a format has a single '{'")
    }

    private func formatted(
        _ field: [Unicode.Scalar], _ arguments: CallArguments, _ counter: inout Int, depth: Int,
        _ isSafe: Bool
    ) throws(TemplateError) -> String {
        let path = field.prefix { $0 != "!" && $0 != ":" }
        var rest = field.dropFirst(path.count)
        var conversion: Unicode.Scalar?
        if rest.first == "!" {
            conversion = rest.dropFirst().first
            rest = rest.dropFirst(2)
            guard let letter = conversion, ["s", "r", "a"].contains(letter),
                rest.isEmpty || rest.first == ":"
            else { throw invalid("a format has an unknown conversion") }
        }
        var value = try self.value(at: Array(path), arguments, &counter)
        let nested = try format(
            PythonText.string(rest.dropFirst()), arguments, &counter, depth: depth + 1, false)
        if conversion == "s" { value = .string(try printed(value)) }
        if conversion == "r" || conversion == "a" { value = .string(try represented(value)) }
        guard let layout = FormatSpecification(nested),
            let text = layout.formatted(value, printed: try printed(value))
        else { throw invalid("the format '\(nested)' does not fit \(article(value))") }
        return isSafe && !value.isSafe ? PythonText.escaped(text) : text
    }

    /// `0.name[key]`, from the arguments.
    private func value(
        at path: [Unicode.Scalar], _ arguments: CallArguments, _ counter: inout Int
    ) throws(TemplateError) -> Value {
        let first = PythonText.string(path.prefix { $0 != "." && $0 != "[" })
        var rest = path.dropFirst(first.unicodeScalars.count)
        var value: Value
        if first.isEmpty || first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let index = first.isEmpty ? counter : Int(first) ?? .max
            if first.isEmpty { counter += 1 }
            guard index < arguments.positional.count else {
                throw invalid("a format needs more values than were given")
            }
            value = arguments.positional[index]
        } else {
            guard let named = arguments.named(first) else {
                throw invalid("'{\(first)}' names no value")
            }
            value = named
        }
        while let mark = rest.popFirst() {
            try step()
            if mark == "." {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(name.count)
                value = try attribute(PythonText.string(name), of: value)
            } else {
                let name = PythonText.string(rest.prefix { $0 != "]" })
                rest = rest.dropFirst(name.unicodeScalars.count + 1)
                value = try item(Int(name).map { .integer($0) } ?? .string(name), of: value)
            }
        }
        return value
    }
}
