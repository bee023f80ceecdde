extension Renderer {
    /// Filters that look into the elements of a collection.
    func collectionFilter(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        switch filter {
        case .map: return try mapped(value, arguments)
        case .select, .selectattr, .reject, .rejectattr:
            return try selected(filter, value, arguments)
        case .groupby: return try groupedBy(value, arguments)
        case .sort: return try sortedValue(value, arguments)
        case .unique: return try unique(value, arguments)
        case .min, .max: return try extreme(filter, value, arguments)
        case .sum:
            let bound = try bind(arguments, ["attribute", "start"], of: "sum")
            var total = bound[1] ?? .integer(0)
            for element in try elements(of: value) {
                total = try combine(total, .add, try self.value(at: bound[0], of: element))
            }
            return total
        default: return try sortedDictionary(value, arguments)
        }
    }

    /// An element's attribute by a path of names and numbers; the element itself for no path.
    func value(
        at path: Value?, of element: Value, fallback: Value? = nil
    ) throws(TemplateError) -> Value {
        guard let path, !path.isNone else { return element }
        var value = element
        for part in keys(of: path) {
            try step()
            value = try item(part, of: value)
            if value.isUndefined, let fallback { value = fallback }
        }
        return value
    }

    private func keys(of path: Value) -> [Value] {
        guard let text = path.text else { return [path] }
        return text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            let isNumber = !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            return isNumber ? .integer(Int(part) ?? .max) : .string(String(part))
        }
    }

    private func mapped(_ value: Value, _ arguments: CallArguments) throws(TemplateError) -> Value {
        guard value.isTrue else { return .object(GeneratorObject([])) }
        var results: [Value] = []
        if arguments.positional.isEmpty, let path = arguments.named("attribute") {
            var fallback = arguments.named("default")
            if fallback?.isNone == true { fallback = nil }
            for (name, _) in arguments.named where name != "attribute" && name != "default" {
                throw invalid("'map' has no argument '\(name)'")
            }
            for element in try elements(of: value) {
                results.append(try self.value(at: path, of: element, fallback: fallback))
            }
        } else {
            guard let first = arguments.positional.first else {
                throw invalid("'map' needs a filter's name or an attribute")
            }
            let name = try text(first, of: "map")
            var rest = arguments
            rest.positional.removeFirst()
            for element in try elements(of: value) {
                results.append(try filter(name, element, rest))
            }
        }
        try charge(elements: results.count)
        return try checked(.object(GeneratorObject(results)))
    }

    private func selected(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        guard value.isTrue else { return .object(GeneratorObject([])) }
        var rest = arguments
        var path: Value?
        if filter == .selectattr || filter == .rejectattr {
            guard !rest.positional.isEmpty else {
                throw invalid("'\(filter.rawValue)' needs an attribute")
            }
            path = rest.positional.removeFirst()
        }
        let name = rest.positional.isEmpty ? nil : rest.positional.removeFirst()
        let wanted = filter == .select || filter == .selectattr
        var results: [Value] = []
        for element in try elements(of: value) {
            try step()
            let subject = try self.value(at: path, of: element)
            let passes: Bool
            if let name {
                passes = try test(try text(name, of: filter.rawValue), subject, rest)
            } else {
                passes = subject.isTrue
            }
            if passes == wanted { results.append(element) }
        }
        try charge(elements: results.count)
        return try checked(.object(GeneratorObject(results)))
    }

    // MARK: Order

    /// Sorts stably by merging; `order` is below 0 where the first argument goes first.
    func sorted<Element>(
        _ elements: [Element], _ order: (Element, Element) throws(TemplateError) -> Int
    ) throws(TemplateError) -> [Element] {
        guard elements.count > 1 else { return elements }
        let middle = elements.count / 2
        let left = try sorted(Array(elements[..<middle]), order)
        let right = try sorted(Array(elements[middle...]), order)
        var merged: [Element] = []
        merged.reserveCapacity(elements.count)
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            try step()
            if try order(right[second], left[first]) < 0 {
                merged.append(right[second])
                second += 1
            } else {
                merged.append(left[first])
                first += 1
            }
        }
        return merged + left[first...] + right[second...]
    }

    /// Text in lower case where case does not count.
    private func sortKey(_ value: Value, _ isCaseSensitive: Bool) -> Value {
        guard !isCaseSensitive, let text = value.text else { return value }
        return .string(text.lowercased())
    }

    private func sortedValue(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["reverse", "case_sensitive", "attribute"], of: "sort")
        let isCaseSensitive = bound[1]?.isTrue ?? false
        let paths: [Value?] =
            bound[2]?.text.map { $0.split(separator: ",").map { .string(String($0)) } }
            ?? [bound[2]]
        var keyed: [(key: Value, value: Value)] = []
        for element in try elements(of: value) {
            var parts: [Value] = []
            for path in paths {
                parts.append(sortKey(try self.value(at: path, of: element), isCaseSensitive))
            }
            keyed.append((.list(parts), element))
        }
        return try list(try ordered(keyed, isReversed: bound[0]?.isTrue ?? false))
    }

    private func ordered(
        _ keyed: [(key: Value, value: Value)], isReversed: Bool
    ) throws(TemplateError) -> [Value] {
        try sorted(keyed) { (left, right) throws(TemplateError) in
            isReversed
                ? try order(right.key, left.key) ?? 0 : try order(left.key, right.key) ?? 0
        }.map(\.value)
    }

    private func sortedDictionary(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["case_sensitive", "by", "reverse"], of: "dictsort")
        if case .undefined(let what) = value { throw .undefined(line: line, what: what) }
        guard case .dictionary(let dictionary) = value else {
            throw invalid("'dictsort' needs a dictionary, not \(article(value))")
        }
        let by = bound[1]?.text ?? "key"
        guard by == "key" || by == "value" else {
            throw invalid("'dictsort' sorts by 'key' or 'value', not '\(by)'")
        }
        let isCaseSensitive = bound[0]?.isTrue ?? false
        let keys = by == "key" ? dictionary.keys : dictionary.values
        let keyed = zip(keys, dictionary.items).map { key, item in
            (key: sortKey(key, isCaseSensitive), value: item)
        }
        return try list(try ordered(keyed, isReversed: bound[2]?.isTrue ?? false))
    }

    private func unique(_ value: Value, _ arguments: CallArguments) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["case_sensitive", "attribute"], of: "unique")
        var seen: Set<ValueDictionary.Key> = []
        var results: [Value] = []
        for element in try elements(of: value) {
            try step()
            let key = sortKey(
                try self.value(at: bound[1], of: element), bound[0]?.isTrue ?? false)
            if seen.insert(try hashed(key)).inserted { results.append(element) }
        }
        try charge(elements: results.count)
        return try checked(.object(GeneratorObject(results)))
    }

    private func extreme(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["case_sensitive", "attribute"], of: filter.rawValue)
        var best: (key: Value, value: Value)?
        for element in try elements(of: value) {
            let key = sortKey(
                try self.value(at: bound[1], of: element), bound[0]?.isTrue ?? false)
            guard let current = best else {
                best = (key, element)
                continue
            }
            let order = try order(key, current.key) ?? 0
            if filter == .min ? order < 0 : order > 0 { best = (key, element) }
        }
        return best?.value ?? .undefined(what: "the \(filter.rawValue) of no elements")
    }

    private func groupedBy(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let names = ["attribute", "default", "case_sensitive"]
        let bound = try bind(arguments, names, required: 1, of: "groupby")
        let isCaseSensitive = bound[2]?.isTrue ?? false
        var keyed: [(key: Value, value: Value)] = []
        for element in try elements(of: value) {
            let key = try self.value(at: bound[0], of: element, fallback: bound[1])
            keyed.append((sortKey(key, isCaseSensitive), .list([key, element])))
        }
        var groups: [(key: Value, shown: Value, members: [Value])] = []
        for pair in try ordered(keyed, isReversed: false) {
            guard case .list(let list) = pair else { continue }
            let key = sortKey(list.elements[0], isCaseSensitive)
            if let last = groups.last, try equal(last.key, key) {
                groups[groups.count - 1].members.append(list.elements[1])
            } else {
                groups.append((key, list.elements[0], [list.elements[1]]))
            }
        }
        return try list(groups.map { .object(GroupObject(key: $0.shown, members: $0.members)) })
    }
}

/// A group of `groupby`: a pair that also has names.
final class GroupObject: TemplateObject {
    private let key: Value
    private let members: Value

    init(key: Value, members: [Value]) {
        self.key = key
        self.members = .list(members)
        super.init(depth: ValueList([key, self.members]).depth)
    }

    override var typeName: String { "tuple" }
    override var length: Int? { 2 }
    override var isSequence: Bool { true }
    override func iterate() -> [Value]? { [key, members] }
    override func attribute(_ name: String) -> Value? {
        name == "grouper" ? key : name == "list" ? members : nil
    }
}
