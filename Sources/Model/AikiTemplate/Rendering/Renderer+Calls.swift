import AikiBase

extension Renderer {
    /// Calls a value.
    func call(
        _ callee: Value, _ arguments: CallArguments, what: Expression
    ) throws(TemplateError) -> Value {
        switch callee {
        case .undefined(let what): throw .undefined(line: line, what: what)
        case .object(let function as FunctionObject):
            return try call(function.name, arguments)
        case .object(let method as MethodObject):
            return try checked(try call(method.name, of: method.receiver, arguments))
        case .object(let macro as MacroObject):
            return .string(try call(macro, arguments))
        case .object(let loop as LoopObject):
            return .string(try recurse(loop, arguments))
        case .object(let joiner as JoinerObject):
            _ = try bind(arguments, [], of: "joiner")
            defer { joiner.isUsed = true }
            return joiner.isUsed ? joiner.separator : .string("")
        default: throw invalid("\(article(callee)) cannot be called")
        }
    }

    private func recurse(
        _ object: LoopObject, _ arguments: CallArguments
    ) throws(TemplateError) -> String {
        guard let recursion = object.recursion else {
            throw invalid("only a loop marked 'recursive' can be called")
        }
        let iterable = try bind(arguments, ["iterable"], required: 1, of: "loop")[0] ?? .none
        return try captured { () throws(TemplateError) in
            try loop(recursion.loop, over: iterable, level: object.level + 1, in: recursion.scope)
        }
    }

    // MARK: Macros

    private func call(
        _ macro: MacroObject, _ arguments: CallArguments
    ) throws(TemplateError) -> String {
        let definition = macro.definition
        let inside = Scope(parent: macro.scope)
        let count = min(arguments.positional.count, definition.parameters.count)
        var named = arguments.named
        for (index, parameter) in definition.parameters.enumerated() {
            let position = named.firstIndex { $0.name == parameter.name }
            if index < count {
                guard position == nil else {
                    throw invalid("'\(definition.name)' was given '\(parameter.name)' twice")
                }
                inside.set(parameter.name, to: arguments.positional[index])
            } else if let position {
                inside.set(parameter.name, to: named.remove(at: position).value)
            } else if parameter.fallback == nil {
                inside.set(parameter.name, to: .undefined(what: "'\(parameter.name)'"))
            }
        }
        try bindRest(macro, Array(arguments.positional.dropFirst(count)), named, in: inside)
        return try captured { () throws(TemplateError) in
            _ = try nested { () throws(TemplateError) in
                try setFallbacks(macro, count, arguments.named, in: inside)
                return try execute(definition.body, in: inside)
            }
        }
    }

    private func setFallbacks(
        _ macro: MacroObject, _ count: Int, _ named: [(name: String, value: Value)],
        in inside: Scope
    ) throws(TemplateError) {
        for (index, parameter) in macro.definition.parameters.enumerated() where index >= count {
            if named.contains(where: { $0.name == parameter.name }) { continue }
            guard let fallback = parameter.fallback else { continue }
            inside.set(parameter.name, to: try evaluate(fallback, in: inside))
        }
    }

    private func bindRest(
        _ macro: MacroObject, _ positional: [Value], _ named: [(name: String, value: Value)],
        in inside: Scope
    ) throws(TemplateError) {
        let definition = macro.definition
        var named = named
        let isCallerParameter = definition.parameters.contains { $0.name == "caller" }
        if definition.takesCaller, !isCallerParameter {
            let position = named.firstIndex { $0.name == "caller" }
            let caller = position.map { named.remove(at: $0).value }
            inside.set("caller", to: caller ?? .undefined(what: "'caller'"))
        }
        if definition.takesNamedRest {
            var dictionary = ValueDictionary()
            for (name, value) in named { dictionary.set(name, to: value) }
            inside.set("kwargs", to: try checked(.dictionary(dictionary)))
        } else if let first = named.first {
            throw invalid("'\(definition.name)' has no argument '\(first.name)'")
        }
        if definition.takesRest {
            inside.set("varargs", to: try checked(.tuple(positional)))
        } else if !positional.isEmpty {
            throw invalid(
                "'\(definition.name)' takes \(definition.parameters.count) arguments, not "
                    + "\(definition.parameters.count + positional.count)")
        }
    }

    // MARK: Functions

    private func call(
        _ function: FunctionName, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        switch function {
        case .range: return try range(arguments)
        case .namespace:
            let attributes = try dictionary(arguments, of: "namespace")
            for key in attributes.keys { try checkNamespaceKey(key.text ?? "") }
            let space = NamespaceObject(attributes)
            hold(space)
            return .object(space)
        case .dict: return try checked(.dictionary(try dictionary(arguments, of: "dict")))
        case .cycler:
            guard !arguments.positional.isEmpty, arguments.named.isEmpty else {
                throw invalid("'cycler' needs at least one value")
            }
            return try checked(.object(CyclerObject(arguments.positional)))
        case .joiner:
            let separator = try bind(arguments, ["sep"], of: "joiner")[0] ?? .string(", ")
            return try checked(.object(JoinerObject(separator: separator)))
        case .raiseException:
            let message = try bind(arguments, ["message"], required: 1, of: "raise_exception")[0]
            throw .raised(line: line, message: try printed(message ?? .none))
        case .strftimeNow:
            let bound = try bind(arguments, ["format"], required: 1, of: "strftime_now")
            let format = try text(bound[0], of: "strftime_now")
            try charge(bytes: format.utf8.count * 16)
            return try string(
                DateFormat(date: clock.now(), timeZone: timeZone).formatted(format))
        }
    }

    private func range(_ arguments: CallArguments) throws(TemplateError) -> Value {
        guard arguments.named.isEmpty, (1...3).contains(arguments.positional.count) else {
            throw invalid("'range' takes one to three whole numbers")
        }
        var numbers: [Int] = []
        for value in arguments.positional { numbers.append(try whole(value, 0, of: "range")) }
        let start = numbers.count > 1 ? numbers[0] : 0
        let stop = numbers.count > 1 ? numbers[1] : numbers[0]
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw invalid("the step of 'range' cannot be 0") }
        let (distance, isTooFar) = stop.subtractingReportingOverflow(start)
        guard !isTooFar, step != .min else { throw .overflow(line: line) }
        let isEmpty = step > 0 ? distance <= 0 : distance >= 0
        let count = isEmpty ? 0 : Int((distance.magnitude - 1) / step.magnitude) + 1
        guard count <= limits.rangeCountMax else {
            throw invalid("'range' of \(count) elements exceeds \(limits.rangeCountMax)")
        }
        return .object(RangeObject(start: start, stop: stop, step: step, count: count))
    }

    /// What Python's `dict` makes of its arguments.
    private func dictionary(
        _ arguments: CallArguments, of function: String
    ) throws(TemplateError) -> ValueDictionary {
        guard arguments.positional.count <= 1 else {
            throw invalid("'\(function)' takes one dictionary and named values")
        }
        var dictionary = ValueDictionary()
        switch arguments.positional.first {
        case .dictionary(let given): dictionary = given
        case .some(let pairs):
            for pair in try elements(of: pairs) {
                let members = try elements(of: pair)
                guard members.count == 2 else {
                    throw invalid("'\(function)' needs pairs, not \(members.count) values")
                }
                dictionary.set(members[0], try hashed(members[0]), to: members[1])
            }
        case nil: break
        }
        try charge(elements: dictionary.count + arguments.named.count)
        for (name, value) in arguments.named { dictionary.set(name, to: value) }
        return dictionary
    }
}
