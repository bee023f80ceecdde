extension Renderer {
    /// `value.name`: an attribute or method, else an item, else undefined.
    func attribute(_ name: String, of value: Value) throws(TemplateError) -> Value {
        if case .undefined(let what) = value { throw .undefined(line: line, what: what) }
        if let found = member(name, of: value) { return found }
        if case .dictionary(let dictionary) = value, let item = dictionary[name] { return item }
        return missing(name, of: value)
    }

    /// `value[key]`: an item, else an attribute, else undefined.
    func item(_ key: Value, of value: Value) throws(TemplateError) -> Value {
        if case .undefined(let what) = value { throw .undefined(line: line, what: what) }
        switch value {
        case .dictionary(let dictionary):
            if let hashed = try lookupKey(key), let found = dictionary[hashed] { return found }
        case .list(let list), .tuple(let list):
            if let found = element(list.elements, at: key) { return found }
        case .string(let text), .safe(let text):
            if let index = key.integer, let found = try character(of: text, at: index) {
                return value.isSafe ? .safe(found) : .string(found)
            }
        case .object(let range as RangeObject):
            if let index = key.integer {
                let position = index < 0 ? index + range.count : index
                if (0..<range.count).contains(position) {
                    return .integer(range.start + position * range.step)
                }
            }
        default: break
        }
        if let name = key.text {
            return member(name, of: value) ?? missing(name, of: value)
        }
        return missing(try represented(key), of: value)
    }

    private func missing(_ name: String, of value: Value) -> Value {
        .undefined(what: "'\(name)' of a \(value.typeName)")
    }

    private func element(_ elements: [Value], at key: Value) -> Value? {
        guard let index = key.integer else { return nil }
        let position = index < 0 ? index + elements.count : index
        return elements.indices.contains(position) ? elements[position] : nil
    }

    private func character(of text: String, at index: Int) throws(TemplateError) -> String? {
        try step(text.utf8.count / 64)
        let scalars = text.unicodeScalars
        let start = index < 0 ? scalars.endIndex : scalars.startIndex
        let limit = index < 0 ? scalars.startIndex : scalars.endIndex
        guard let position = scalars.index(start, offsetBy: index, limitedBy: limit),
            position < scalars.endIndex
        else { return nil }
        return String(scalars[position])
    }

    /// A method or attribute that Python's type has, nil where it has none of that name.
    private func member(_ name: String, of value: Value) -> Value? {
        let hasMethod: Bool
        switch value {
        case .string, .safe: hasMethod = StringMethod(rawValue: name) != nil
        case .dictionary: hasMethod = DictionaryMethod(rawValue: name) != nil
        case .list: hasMethod = ListMethod(rawValue: name) != nil
        case .tuple: hasMethod = ["count", "index"].contains(name)
        case .object(let object):
            if let attribute = object.attribute(name) { return attribute }
            hasMethod = hasObjectMethod(name, object)
        default: return nil
        }
        guard hasMethod else {
            return isMutation(name, of: value)
                ? .undefined(what: "'\(name)' of a \(value.typeName), which cannot be changed,")
                : nil
        }
        return .object(MethodObject(receiver: value, name: name))
    }

    private func hasObjectMethod(_ name: String, _ object: TemplateObject) -> Bool {
        switch object {
        case is LoopObject: ["cycle", "changed"].contains(name)
        case is CyclerObject: ["next", "reset"].contains(name)
        case is RangeObject: ["count", "index"].contains(name)
        default: false
        }
    }

    /// Whether the sandbox hides a method because it changes its value.
    private func isMutation(_ name: String, of value: Value) -> Bool {
        switch value {
        case .list:
            ["append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove"]
                .contains(name)
        case .dictionary: ["clear", "pop", "popitem", "setdefault", "update"].contains(name)
        default: false
        }
    }

    // MARK: Slices

    /// `value[start:stop:step]`.
    func slice(_ value: Value, _ bounds: [Value]) throws(TemplateError) -> Value {
        switch value {
        case .undefined(let what): throw .undefined(line: line, what: what)
        case .string(let text), .safe(let text):
            let scalars = Array(text.unicodeScalars)
            let chosen = try indices(bounds, count: scalars.count)
            return try like(value, PythonText.string(chosen.map { scalars[$0] }))
        case .list(let list):
            let chosen = try indices(bounds, count: list.elements.count)
            try charge(elements: chosen.count)
            return .list(ValueList(chosen.map { list.elements[$0] }, depth: list.depth))
        case .tuple(let list):
            let chosen = try indices(bounds, count: list.elements.count)
            try charge(elements: chosen.count)
            return .tuple(ValueList(chosen.map { list.elements[$0] }, depth: list.depth))
        case .object(let range as RangeObject):
            let (start, stop, step) = try sliceBounds(bounds, count: range.count)
            let count = stride(from: start, to: stop, by: step).underestimatedCount
            return .object(
                RangeObject(
                    start: range.start + start * range.step, stop: range.start + stop * range.step,
                    step: range.step * step, count: count))
        default: throw invalid("\(article(value)) cannot be sliced")
        }
    }

    private func indices(_ bounds: [Value], count: Int) throws(TemplateError) -> [Int] {
        let (start, stop, step) = try sliceBounds(bounds, count: count)
        try self.step(count / 64)
        return Array(stride(from: start, to: stop, by: step))
    }

    private func sliceBounds(
        _ bounds: [Value], count: Int
    ) throws(TemplateError) -> (start: Int, stop: Int, step: Int) {
        func bound(_ index: Int) throws(TemplateError) -> Int? {
            if bounds[index].isNone { return nil }
            guard let value = bounds[index].integer else {
                throw invalid("a slice needs whole numbers, not \(article(bounds[index]))")
            }
            return value
        }
        let step = try bound(2) ?? 1
        guard step != 0 else { throw invalid("the step of a slice cannot be 0") }
        let lower = step > 0 ? 0 : -1
        let upper = step > 0 ? count : count - 1
        func clamped(_ index: Int) -> Int {
            min(upper, max(lower, index < 0 ? index + count : index))
        }
        // A step past the end is no different from one to the end, and cannot overflow.
        let reach = min(count + 1, max(-count - 1, step))
        let start = try bound(0).map(clamped) ?? (step > 0 ? lower : upper)
        let stop = try bound(1).map(clamped) ?? (step > 0 ? upper : lower)
        return (start, stop, reach)
    }
}
