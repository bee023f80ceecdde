extension Renderer {
    /// What Python's `str` gives.
    func printed(_ value: Value) throws(TemplateError) -> String {
        switch value {
        case .undefined: return ""
        case .string(let text), .safe(let text): return text
        default:
            var result = ""
            try represent(value, into: &result, depth: 0)
            return result
        }
    }

    /// What Python's `repr` gives.
    func represented(_ value: Value) throws(TemplateError) -> String {
        var result = ""
        try represent(value, into: &result, depth: 0)
        return result
    }

    private func represent(
        _ value: Value, into result: inout String, depth: Int
    ) throws(TemplateError) {
        try step()
        guard depth <= limits.valueDepthMax + 1 else {
            throw .tooDeep(line: line, limit: limits.valueDepthMax)
        }
        let start = result.utf8.count
        switch value {
        case .undefined: result += "Undefined"
        case .none: result += "None"
        case .bool(let value): result += value ? "True" : "False"
        case .integer(let value): result += String(value)
        case .double(let value): result += PythonText.printed(value)
        case .string(let text): quote(text, into: &result)
        case .safe(let text):
            result += "Markup("
            quote(text, into: &result)
            result += ")"
        case .list(let list):
            try represent(list.elements, "[", "]", into: &result, depth: depth)
        case .tuple(let list):
            let end = list.elements.count == 1 ? ",)" : ")"
            try represent(list.elements, "(", end, into: &result, depth: depth)
        case .dictionary(let dictionary):
            try represent(dictionary, into: &result, depth: depth)
        case .object(let object):
            try represent(object, into: &result, depth: depth)
        }
        if depth == 0 { try charge(bytes: result.utf8.count - start) }
        guard result.utf8.count <= limits.outputBytesMax else {
            throw .tooLarge(line: line, limitBytes: limits.outputBytesMax)
        }
    }

    private func represent(
        _ elements: [Value], _ open: String, _ close: String, into result: inout String, depth: Int
    ) throws(TemplateError) {
        result += open
        for (index, element) in elements.enumerated() {
            if index > 0 { result += ", " }
            try represent(element, into: &result, depth: depth + 1)
        }
        result += close
    }

    private func represent(
        _ dictionary: ValueDictionary, into result: inout String, depth: Int
    ) throws(TemplateError) {
        result += "{"
        for (index, key) in dictionary.keys.enumerated() {
            if index > 0 { result += ", " }
            try represent(key, into: &result, depth: depth + 1)
            result += ": "
            try represent(dictionary.values[index], into: &result, depth: depth + 1)
        }
        result += "}"
    }

    private func represent(
        _ object: TemplateObject, into result: inout String, depth: Int
    ) throws(TemplateError) {
        switch object {
        case let space as NamespaceObject:
            result += "<Namespace "
            try represent(space.attributes, into: &result, depth: depth + 1)
            result += ">"
        case let macro as MacroObject:
            result += "<Macro "
            quote(macro.definition.name, into: &result)
            result += ">"
        case let group as GroupObject:
            try represent(group.iterate() ?? [], "(", ")", into: &result, depth: depth + 1)
        case let view as ViewObject:
            let elements = view.iterate() ?? []
            try represent(
                elements, view.typeName + "([", "])", into: &result, depth: depth + 1)
        default: result += object.printed
        }
    }

    /// Text in quotes as `repr` writes it.
    private func quote(_ text: String, into result: inout String) {
        let usesDouble = text.utf8.contains(0x27) && !text.utf8.contains(0x22)
        let mark: Unicode.Scalar = usesDouble ? "\"" : "'"
        result.unicodeScalars.append(mark)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\\": result += "\\\\"
            case mark:
                result += "\\"
                result.unicodeScalars.append(scalar)
            default:
                if PythonText.isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(scalar)
                }
            }
        }
        result.unicodeScalars.append(mark)
    }

    private func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (prefix, width) =
            scalar.value < 0x100
            ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
