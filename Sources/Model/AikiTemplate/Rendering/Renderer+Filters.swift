/// The filters of Jinja, but for those that need chance, HTML parsing or a terminal's width.
enum FilterName: String {
    case abs, attr, batch, capitalize, center, count
    case d
    case `default`
    case dictsort, e, escape, filesizeformat, first, float, forceescape, format, groupby, indent
    case int, items, join, last, length, list, lower, map, max, min, reject, rejectattr, replace
    case reverse, round, safe, select, selectattr, slice, sort, string, sum, title, tojson, trim
    case truncate, unique, upper, urlencode, wordcount, xmlattr
}

extension Renderer {
    /// The value that a filter makes of a value.
    func filter(
        _ name: String, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        guard let filter = FilterName(rawValue: name) else {
            throw .unknownFilter(line: line, name: name)
        }
        try step()
        switch filter {
        case .capitalize, .center, .lower, .upper, .title, .trim, .replace, .indent, .truncate,
            .wordcount, .format, .string, .safe, .escape, .e, .forceescape, .urlencode, .xmlattr,
            .tojson, .filesizeformat:
            return try textFilter(filter, value, arguments)
        case .abs, .float, .int, .round: return try numberFilter(filter, value, arguments)
        case .map, .select, .selectattr, .reject, .rejectattr, .groupby, .sort, .unique, .min,
            .max, .sum, .dictsort:
            return try collectionFilter(filter, value, arguments)
        default: return try elementFilter(filter, value, arguments)
        }
    }

    private func numberFilter(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        switch filter {
        case .abs:
            _ = try bind(arguments, [], of: "abs")
            if let integer = value.integer {
                return integer < 0 ? try negative(.integer(integer)) : .integer(integer)
            }
            guard let number = value.number else {
                throw invalid("'abs' needs a number, not \(article(value))")
            }
            return .double(number.magnitude)
        case .float:
            let fallback = try bind(arguments, ["default"], of: "float")[0] ?? .double(0)
            if case .undefined(let what) = value { throw .undefined(line: line, what: what) }
            return NumberText.double(value).map { .double($0) } ?? fallback
        case .int:
            let bound = try bind(arguments, ["default", "base"], of: "int")
            if case .undefined(let what) = value { throw .undefined(line: line, what: what) }
            let base = try whole(bound[1], 10, of: "int")
            return try integer(value, base: base) ?? bound[0] ?? .integer(0)
        default:
            let bound = try bind(arguments, ["precision", "method"], of: "round")
            let precision = try whole(bound[0], 0, of: "round")
            return try rounded(value, precision, bound[1]?.text ?? "common")
        }
    }

    private func integer(_ value: Value, base: Int) throws(TemplateError) -> Value? {
        if let integer = value.integer { return .integer(integer) }
        if let text = value.text, let integer = NumberText.integer(text, base: base) {
            return .integer(integer)
        }
        guard let number = NumberText.double(value) else { return nil }
        guard number.isFinite else {
            if case .double = value, number.isInfinite {
                throw invalid("an infinite number cannot be made whole")
            }
            return nil
        }
        guard number.magnitude < 0x1p63 else { throw .overflow(line: line) }
        return .integer(Int(number))
    }

    // MARK: Elements

    private func elementFilter(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let name = filter.rawValue
        switch filter {
        case .count, .length:
            _ = try bind(arguments, [], of: name)
            return .integer(try length(of: value))
        case .d, .default:
            let bound = try bind(arguments, ["default_value", "boolean"], of: name)
            let isMissing = value.isUndefined || (bound[1]?.isTrue == true && !value.isTrue)
            return isMissing ? bound[0] ?? .string("") : value
        case .first, .last:
            _ = try bind(arguments, [], of: name)
            return try end(filter, of: value)
        case .list:
            _ = try bind(arguments, [], of: name)
            return try list(try elements(of: value))
        case .join: return try joined(value, arguments)
        case .reverse:
            _ = try bind(arguments, [], of: name)
            return try reversed(value)
        case .items:
            _ = try bind(arguments, [], of: name)
            if value.isUndefined { return .object(GeneratorObject([])) }
            guard case .dictionary(let dictionary) = value else {
                throw invalid("'items' needs a dictionary, not \(article(value))")
            }
            try charge(elements: dictionary.count)
            return try checked(.object(GeneratorObject(dictionary.items)))
        case .attr:
            let bound = try bind(arguments, ["name"], required: 1, of: name)
            let found = try attribute(try text(bound[0], of: name), of: value)
            if case .dictionary = value, case .object(let method as MethodObject) = found {
                return .object(method)
            }
            if case .dictionary = value { return .undefined(what: "an attribute") }
            return found
        case .batch, .slice: return try grouped(filter, value, arguments)
        default: throw .unknownFilter(line: line, name: name)
        }
    }

    /// What Python's `len` gives.
    func length(of value: Value) throws(TemplateError) -> Int {
        switch value {
        case .undefined: return 0
        case .string(let text), .safe(let text):
            try step(text.utf8.count / 256)
            return text.unicodeScalars.count
        case .list(let list), .tuple(let list): return list.elements.count
        case .dictionary(let dictionary): return dictionary.count
        case .object(let object):
            if let length = object.length { return length }
        default: break
        }
        throw invalid("\(article(value)) has no length")
    }

    private func end(_ filter: FilterName, of value: Value) throws(TemplateError) -> Value {
        if case .object(let generator as GeneratorObject) = value {
            guard filter == .first else { throw invalid("'last' needs a list") }
            return generator.takeFirst() ?? .undefined(what: "the first of no elements")
        }
        let elements = try elements(of: value)
        return (filter == .first ? elements.first : elements.last)
            ?? .undefined(what: "the \(filter.rawValue) of no elements")
    }

    private func joined(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["d", "attribute"], of: "join")
        let separator =
            try bound[0].map { (value) throws(TemplateError) in try printed(value) } ?? ""
        var result = ""
        for (index, element) in try elements(of: value).enumerated() {
            let chosen = try bound[1].map { (path) throws(TemplateError) in
                try self.value(at: path, of: element)
            }
            if index > 0 { result += separator }
            result += try printed(chosen ?? element)
            try step()
            guard result.utf8.count <= limits.outputBytesMax else {
                throw .tooLarge(line: line, limitBytes: limits.outputBytesMax)
            }
        }
        return try string(result)
    }

    private func reversed(_ value: Value) throws(TemplateError) -> Value {
        if let text = value.text {
            return try like(value, PythonText.string(text.unicodeScalars.reversed()))
        }
        let elements = try elements(of: value)
        try charge(elements: elements.count)
        if case .object(is GeneratorObject) = value { return .list(elements.reversed()) }
        return .object(GeneratorObject(elements.reversed(), name: "reversed"))
    }

    /// `batch` and `slice`: lists of lists.
    private func grouped(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let names = [filter == .batch ? "linecount" : "slices", "fill_with"]
        let bound = try bind(arguments, names, required: 1, of: filter.rawValue)
        let count = try whole(bound[0], 1, of: filter.rawValue)
        let elements = try elements(of: value)
        var fill = bound[1]
        if fill?.isNone == true { fill = nil }
        try charge(elements: elements.count)
        var groups: [Value] = []
        if filter == .batch {
            guard count > 0 || elements.isEmpty else { throw invalid("'batch' needs a count") }
            for start in stride(from: 0, to: elements.count, by: max(1, count)) {
                var group = Array(elements[start..<Swift.min(start + count, elements.count)])
                if let fill, group.count < count {
                    try charge(elements: count - group.count)
                    group += Array(repeating: fill, count: count - group.count)
                }
                groups.append(.list(group))
            }
        } else {
            guard count != 0 else { throw invalid("'slice' needs a count other than 0") }
            try charge(elements: Swift.max(0, count))
            var start = 0
            for index in 0..<Swift.max(0, count) {
                let isLonger = index < elements.count % count
                let end = start + elements.count / count + (isLonger ? 1 : 0)
                var group = Array(elements[start..<end])
                if let fill, !isLonger { group.append(fill) }
                groups.append(.list(group))
                start = end
            }
        }
        return try checked(.object(GeneratorObject(groups)))
    }
}
