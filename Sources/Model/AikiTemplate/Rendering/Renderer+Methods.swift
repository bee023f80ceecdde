/// Methods of `dict` that change nothing.
enum DictionaryMethod: String {
    case get, items, keys, values, copy
}

/// Methods of `list` that change nothing.
enum ListMethod: String {
    case count, index, copy
}

extension Renderer {
    /// Calls a method of a value.
    func call(
        _ name: String, of receiver: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        switch receiver {
        case .string(let text), .safe(let text):
            guard let method = StringMethod(rawValue: name) else { break }
            return try call(method, of: text, arguments, origin: receiver)
        case .dictionary(let dictionary):
            guard let method = DictionaryMethod(rawValue: name) else { break }
            return try call(method, of: dictionary, arguments)
        case .list(let list), .tuple(let list):
            guard let method = ListMethod(rawValue: name) else { break }
            return try call(method, of: list, arguments, receiver)
        case .object(let object):
            return try call(name, of: object, arguments)
        default: break
        }
        throw .unknownMethod(line: line, type: receiver.typeName, name: name)
    }

    private func call(
        _ method: DictionaryMethod, of dictionary: ValueDictionary, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        guard arguments.named.isEmpty else { throw invalid("'get' takes no named arguments") }
        guard method == .get else {
            _ = try bind(arguments, [], of: method.rawValue)
            try charge(elements: dictionary.count)
            switch method {
            case .items: return .object(ViewObject(dictionary.items, name: "dict_items"))
            case .keys: return .object(ViewObject(dictionary.keys, name: "dict_keys"))
            case .values: return .object(ViewObject(dictionary.values, name: "dict_values"))
            case .copy, .get: return .dictionary(dictionary)
            }
        }
        let bound = try bind(arguments, ["key", "default"], required: 1, of: "get")
        return dictionary[try hashed(bound[0] ?? .none)] ?? bound[1] ?? .none
    }

    private func call(
        _ method: ListMethod, of list: ValueList, _ arguments: CallArguments, _ receiver: Value
    ) throws(TemplateError) -> Value {
        try step(list.elements.count / 8)
        switch method {
        case .copy: return receiver
        case .count:
            let wanted = try bind(arguments, ["value"], required: 1, of: "count")[0] ?? .none
            var count = 0
            for element in list.elements {
                if try equal(element, wanted) { count += 1 }
            }
            return .integer(count)
        case .index:
            let bound = try bind(arguments, ["value", "start", "stop"], required: 1, of: "index")
            let wanted = bound[0] ?? .none
            let count = list.elements.count
            func position(_ value: Value?, _ fallback: Int) throws(TemplateError) -> Int {
                let index = try whole(value, fallback, of: "index")
                return min(count, max(0, index < 0 ? index + count : index))
            }
            let start = try position(bound[1], 0)
            let stop = try position(bound[2], count)
            let range = start..<max(start, stop)
            guard let index = try firstIndex(of: wanted, in: list.elements, range) else {
                throw invalid("the value is not in the list")
            }
            return .integer(index)
        }
    }

    private func call(
        _ name: String, of object: TemplateObject, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        switch (object, name) {
        case (let loop as LoopObject, "cycle"):
            guard !arguments.positional.isEmpty else { throw invalid("'cycle' needs values") }
            return arguments.positional[loop.index % arguments.positional.count]
        case (let loop as LoopObject, "changed"):
            hold(loop)
            let values = arguments.positional
            guard let last = loop.changed, try equal(last, values) else {
                loop.changed = values
                return .bool(true)
            }
            return .bool(false)
        case (let cycler as CyclerObject, "next"):
            defer { cycler.position = (cycler.position + 1) % cycler.items.count }
            return cycler.items[cycler.position]
        case (let cycler as CyclerObject, "reset"):
            cycler.position = 0
            return .none
        case (let range as RangeObject, _):
            let list = ValueList(range.iterate() ?? [])
            return try call(name == "count" ? .count : .index, of: list, arguments, .none)
        default:
            throw .unknownMethod(line: line, type: object.typeName, name: name)
        }
    }
}
