extension Renderer {
    /// The value of an expression.
    func evaluate(_ expression: Expression, in scope: Scope) throws(TemplateError) -> Value {
        switch expression.kind {
        case .literal(let literal): return value(literal)
        case .name(let name):
            try step()
            return scope[name] ?? .undefined(what: "'\(name)'")
        default:
            try step()
            return try nested { () throws(TemplateError) in
                try compound(expression, in: scope)
            }
        }
    }

    private func value(_ literal: Expression.Literal) -> Value {
        switch literal {
        case .none: .none
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        case .string(let text): .string(text)
        }
    }

    private func compound(_ expression: Expression, in scope: Scope) throws(TemplateError) -> Value
    {
        line = expression.line
        switch expression.kind {
        case .literal, .name: return try evaluate(expression, in: scope)
        case .list(let items): return try list(try values(items, in: scope))
        case .tuple(let items): return try checked(.tuple(try values(items, in: scope)))
        case .dictionary(let pairs): return try dictionary(pairs, in: scope)
        case .arithmetic(let first, let rest): return try arithmetic(first, rest, in: scope)
        case .concatenation(let items): return try concatenation(items, in: scope)
        case .negative(let inner): return try negative(try evaluate(inner, in: scope))
        case .positive(let inner): return try positive(try evaluate(inner, in: scope))
        case .not(let inner): return .bool(try !evaluate(inner, in: scope).isTrue)
        case .comparison(let first, let rest): return try comparison(first, rest, in: scope)
        case .and(let items): return try junction(items, stopsAt: false, in: scope)
        case .or(let items): return try junction(items, stopsAt: true, in: scope)
        case .conditional(let condition, let then, let otherwise):
            if try evaluate(condition, in: scope).isTrue { return try evaluate(then, in: scope) }
            guard let otherwise else { return .undefined(what: "an 'if' without 'else'") }
            return try evaluate(otherwise, in: scope)
        case .postfix(let base, let postfixes):
            return try evaluate(base, postfixes[...], in: scope)
        }
    }

    private func values(_ items: [Expression], in scope: Scope) throws(TemplateError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try evaluate(item, in: scope)) }
        return values
    }

    private func dictionary(
        _ pairs: [(key: Expression, value: Expression)], in scope: Scope
    ) throws(TemplateError) -> Value {
        var dictionary = ValueDictionary()
        try charge(elements: 3 * pairs.count)
        for pair in pairs {
            let key = try evaluate(pair.key, in: scope)
            let value = try evaluate(pair.value, in: scope)
            dictionary.set(key, try hashed(key), to: value)
        }
        return try checked(.dictionary(dictionary))
    }

    /// A value as a key.
    func hashed(_ value: Value) throws(TemplateError) -> ValueDictionary.Key {
        guard let key = try lookupKey(value) else {
            throw invalid("a \(value.typeName) cannot be a key")
        }
        return key
    }

    private func arithmetic(
        _ first: Expression, _ rest: [(BinaryOperator, Expression)], in scope: Scope
    ) throws(TemplateError) -> Value {
        var value = try evaluate(first, in: scope)
        for (sign, expression) in rest {
            let right = try evaluate(expression, in: scope)
            line = expression.line
            value = try combine(value, sign, right)
        }
        return value
    }

    private func concatenation(
        _ items: [Expression], in scope: Scope
    ) throws(TemplateError) -> Value {
        var text = ""
        for value in try values(items, in: scope) {
            let part = try printed(value)
            try charge(bytes: text.utf8.count + part.utf8.count)
            text += part
        }
        return .string(text)
    }

    private func comparison(
        _ first: Expression, _ rest: [(ComparisonOperator, Expression)], in scope: Scope
    ) throws(TemplateError) -> Value {
        var left = try evaluate(first, in: scope)
        for (sign, expression) in rest {
            let right = try evaluate(expression, in: scope)
            guard try compare(left, sign, right) else { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    private func junction(
        _ items: [Expression], stopsAt end: Bool, in scope: Scope
    ) throws(TemplateError) -> Value {
        var value = Value.none
        for item in items {
            value = try evaluate(item, in: scope)
            if value.isTrue == end { return value }
        }
        return value
    }

    // MARK: What follows a value

    /// The value of a base with everything that follows it.
    func evaluate(
        _ base: Expression, _ postfixes: ArraySlice<Expression.Postfix>, in scope: Scope
    ) throws(TemplateError) -> Value {
        var value = try evaluate(base, in: scope)
        for postfix in postfixes { value = try follow(value, postfix, base, in: scope) }
        return value
    }

    private func follow(
        _ value: Value, _ postfix: Expression.Postfix, _ base: Expression, in scope: Scope
    ) throws(TemplateError) -> Value {
        try step()
        switch postfix {
        case .attribute(let name, let line):
            self.line = line
            return try attribute(name, of: value)
        case .index(let expression):
            return try item(try evaluate(expression, in: scope), of: value)
        case .slice(let start, let stop, let step, let line):
            let bounds = try [start, stop, step].map { (bound) throws(TemplateError) -> Value in
                guard let bound else { return .none }
                return try evaluate(bound, in: scope)
            }
            self.line = line
            return try slice(value, bounds)
        case .call(let list, let line):
            let arguments = try arguments(list, in: scope)
            self.line = line
            return try call(value, arguments, what: base)
        case .filter, .test: return try apply(postfix, to: value, in: scope)
        }
    }

    /// Applies a filter or a test.
    func apply(
        _ postfix: Expression.Postfix, to value: Value, in scope: Scope
    ) throws(TemplateError) -> Value {
        switch postfix {
        case .filter(let name, let list, let line):
            let arguments = try arguments(list, in: scope)
            self.line = line
            return try filter(name, value, arguments)
        case .test(let name, let list, let isNegated, let line):
            let arguments = try arguments(list, in: scope)
            self.line = line
            return .bool(try test(name, value, arguments) != isNegated)
        default:
            return try follow(value, postfix, Expression(line: line, kind: .tuple([])), in: scope)
        }
    }

    /// The values of a call's arguments.
    func arguments(
        _ list: Expression.Arguments, in scope: Scope
    ) throws(TemplateError) -> CallArguments {
        var arguments = CallArguments()
        arguments.positional = try values(list.positional, in: scope)
        for named in list.named {
            arguments.named.append((named.name, try evaluate(named.value, in: scope)))
        }
        if let spread = list.spread {
            arguments.positional += try elements(of: try evaluate(spread, in: scope))
        }
        if let spread = list.namedSpread {
            guard case .dictionary(let dictionary) = try evaluate(spread, in: scope) else {
                throw invalid("'**' needs a dictionary")
            }
            for (key, value) in zip(dictionary.keys, dictionary.values) {
                guard let name = key.text else { throw invalid("names must be text") }
                arguments.named.append((name, value))
            }
        }
        return arguments
    }
}
