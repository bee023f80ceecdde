extension Parser {
    /// An expression, or several with commas between them, which make a tuple.
    mutating func tupleOrExpression(
        allowsCondition: Bool = true
    ) throws(TemplateError) -> Expression {
        let line = line
        var values: [Expression] = []
        var isTuple = false
        while !endsTuple() {
            values.append(try expression(allowsCondition: allowsCondition))
            guard skip(symbol: ",") else { break }
            isTuple = true
        }
        guard let first = values.first else { throw unexpected("an expression") }
        return isTuple ? Expression(line: line, kind: .tuple(values)) : first
    }

    private func endsTuple() -> Bool {
        switch current {
        case .variableEnd, .blockEnd, .end: true
        case .symbol(let symbol): symbol == ")"
        case .name(let name): name == "recursive"
        default: false
        }
    }

    /// `or [if or [else expression]]`, one level of nesting.
    mutating func expression(allowsCondition: Bool = true) throws(TemplateError) -> Expression {
        try nested { (parser) throws(TemplateError) in
            var value = try parser.disjunction()
            guard allowsCondition else { return value }
            var chained = 0
            while parser.isName("if") {
                let line = parser.line
                chained += 1
                guard chained <= parser.limits.nestingMax else {
                    throw .tooDeep(line: line, limit: parser.limits.nestingMax)
                }
                parser.advance()
                parser.conditionDepth += 1
                let condition = try parser.disjunction()
                let otherwise = parser.skip(name: "else") ? try parser.expression() : nil
                parser.conditionDepth -= 1
                value = Expression(
                    line: line,
                    kind: .conditional(condition: condition, then: value, otherwise: otherwise))
            }
            return value
        }
    }

    private mutating func disjunction() throws(TemplateError) -> Expression {
        let line = line
        var values = [try conjunction()]
        while skip(name: "or") { values.append(try conjunction()) }
        return values.count == 1 ? values[0] : Expression(line: line, kind: .or(values))
    }

    private mutating func conjunction() throws(TemplateError) -> Expression {
        let line = line
        var values = [try negation()]
        while skip(name: "and") { values.append(try negation()) }
        return values.count == 1 ? values[0] : Expression(line: line, kind: .and(values))
    }

    private mutating func negation() throws(TemplateError) -> Expression {
        let line = line
        guard skip(name: "not") else { return try comparison() }
        let value = try nested { (parser) throws(TemplateError) in try parser.negation() }
        return Expression(line: line, kind: .not(value))
    }

    private mutating func comparison() throws(TemplateError) -> Expression {
        let line = line
        let first = try sum()
        var rest: [(ComparisonOperator, Expression)] = []
        while let sign = comparisonOperator() { rest.append((sign, try sum())) }
        return rest.isEmpty ? first : Expression(line: line, kind: .comparison(first, rest))
    }

    private mutating func comparisonOperator() -> ComparisonOperator? {
        switch current {
        case .symbol(let symbol):
            guard let sign = ComparisonOperator(rawValue: symbol) else { return nil }
            advance()
            return sign
        case .name("in"):
            advance()
            return .isIn
        case .name("not") where following == .name("in"):
            advance()
            advance()
            return .isNotIn
        default: return nil
        }
    }

    private mutating func sum() throws(TemplateError) -> Expression {
        let line = line
        let first = try concatenation()
        var rest: [(BinaryOperator, Expression)] = []
        while isSymbol("+") || isSymbol("-") {
            let sign: BinaryOperator = isSymbol("+") ? .add : .subtract
            advance()
            rest.append((sign, try concatenation()))
        }
        return rest.isEmpty ? first : Expression(line: line, kind: .arithmetic(first, rest))
    }

    private mutating func concatenation() throws(TemplateError) -> Expression {
        let line = line
        var values = [try product()]
        while skip(symbol: "~") { values.append(try product()) }
        return values.count == 1 ? values[0] : Expression(line: line, kind: .concatenation(values))
    }

    private mutating func product() throws(TemplateError) -> Expression {
        let line = line
        let first = try power()
        var rest: [(BinaryOperator, Expression)] = []
        while case .symbol(let symbol) = current, ["*", "/", "//", "%"].contains(symbol),
            let sign = BinaryOperator(rawValue: symbol)
        {
            advance()
            rest.append((sign, try power()))
        }
        return rest.isEmpty ? first : Expression(line: line, kind: .arithmetic(first, rest))
    }

    /// Unlike Python's, Jinja's `**` binds from the left and weaker than a sign.
    private mutating func power() throws(TemplateError) -> Expression {
        let line = line
        let first = try unary(allowsFilter: true)
        var rest: [(BinaryOperator, Expression)] = []
        while skip(symbol: "**") { rest.append((.power, try unary(allowsFilter: true))) }
        return rest.isEmpty ? first : Expression(line: line, kind: .arithmetic(first, rest))
    }

    private mutating func unary(allowsFilter: Bool) throws(TemplateError) -> Expression {
        let line = line
        let base: Expression
        if isSymbol("-") || isSymbol("+") {
            let isNegative = isSymbol("-")
            advance()
            let value = try nested { (parser) throws(TemplateError) in
                try parser.unary(allowsFilter: false)
            }
            base = Expression(line: line, kind: isNegative ? .negative(value) : .positive(value))
        } else {
            base = try primary()
        }
        var postfixes: [Expression.Postfix] = []
        while let postfix = try subscriptOrCall() { postfixes.append(postfix) }
        if allowsFilter {
            while let postfix = try filterOrTest() { postfixes.append(postfix) }
        }
        return postfixes.isEmpty ? base : Expression(line: line, kind: .postfix(base, postfixes))
    }

    private mutating func subscriptOrCall() throws(TemplateError) -> Expression.Postfix? {
        let line = line
        if isSymbol("(") { return .call(try arguments(), line: line) }
        if skip(symbol: ".") {
            if case .integer(let index) = current {
                advance()
                return .index(Expression(line: line, kind: .literal(.integer(index))))
            }
            return .attribute(try expectName(), line: line)
        }
        guard skip(symbol: "[") else { return nil }
        let postfix = try bracketed(line: line)
        try expect(symbol: "]")
        return postfix
    }

    private mutating func bracketed(line: Int) throws(TemplateError) -> Expression.Postfix {
        if !isSymbol(":") {
            let first = try expression()
            if isSymbol(",") {
                var values = [first]
                while skip(symbol: ",") {
                    if isSymbol("]") { break }
                    values.append(try expression())
                }
                return .index(Expression(line: line, kind: .tuple(values)))
            }
            guard isSymbol(":") else { return .index(first) }
            return try slice(start: first, line: line)
        }
        return try slice(start: nil, line: line)
    }

    private mutating func slice(
        start: Expression?, line: Int
    ) throws(TemplateError) -> Expression.Postfix {
        advance()
        let stop = isSymbol(":") || isSymbol("]") ? nil : try expression()
        var step: Expression?
        if skip(symbol: ":"), !isSymbol("]") { step = try expression() }
        return .slice(start: start, stop: stop, step: step, line: line)
    }

    // MARK: Filters and tests

    private mutating func filterOrTest() throws(TemplateError) -> Expression.Postfix? {
        if skip(symbol: "|") { return try filter() }
        if isName("is") {
            advance()
            return try test()
        }
        return isSymbol("(") ? .call(try arguments(), line: line) : nil
    }

    private mutating func dottedName() throws(TemplateError) -> String {
        var name = try expectName()
        while skip(symbol: ".") { name += "." + (try expectName()) }
        return name
    }

    /// A filter's name and arguments, after the bar.
    mutating func filter() throws(TemplateError) -> Expression.Postfix {
        let line = line
        let name = try dottedName()
        if conditionDepth == 0, FilterName(rawValue: name) == nil {
            throw .unknownFilter(line: line, name: name)
        }
        let arguments = isSymbol("(") ? try arguments() : Expression.Arguments()
        return .filter(name, arguments, line: line)
    }

    private mutating func test() throws(TemplateError) -> Expression.Postfix {
        let line = line
        let isNegated = skip(name: "not")
        let name = try dottedName()
        if conditionDepth == 0, TestName(rawValue: name) == nil {
            throw .unknownTest(line: line, name: name)
        }
        var list = Expression.Arguments()
        if isSymbol("(") {
            list = try arguments()
        } else if startsTestArgument() {
            guard !isName("is") else {
                throw .syntax(line: line, problem: "tests cannot be chained with 'is'")
            }
            var value = try primary()
            var postfixes: [Expression.Postfix] = []
            while let postfix = try subscriptOrCall() { postfixes.append(postfix) }
            if !postfixes.isEmpty {
                value = Expression(line: line, kind: .postfix(value, postfixes))
            }
            list.positional = [value]
        }
        return .test(name, list, isNegated: isNegated, line: line)
    }

    private func startsTestArgument() -> Bool {
        switch current {
        case .name(let name): !["else", "or", "and"].contains(name)
        case .string, .integer, .double: true
        case .symbol(let symbol): symbol == "[" || symbol == "{"
        default: false
        }
    }

    private mutating func arguments() throws(TemplateError) -> Expression.Arguments {
        try expect(symbol: "(")
        var list = Expression.Arguments()
        while !skip(symbol: ")") {
            if skip(symbol: "**") {
                guard list.namedSpread == nil else { throw unexpected("one '**' only") }
                list.namedSpread = try expression()
            } else if skip(symbol: "*") {
                guard list.spread == nil, list.namedSpread == nil else {
                    throw unexpected("one '*' only")
                }
                list.spread = try expression()
            } else if case .name(let name) = current, following == .symbol("=") {
                guard list.namedSpread == nil else { throw unexpected("')'") }
                advance()
                advance()
                list.named.append((name, try expression()))
            } else {
                guard list.named.isEmpty, list.spread == nil, list.namedSpread == nil else {
                    throw unexpected("a named argument")
                }
                list.positional.append(try expression())
            }
            if !isSymbol(")") { try expect(symbol: ",") }
        }
        return list
    }

    // MARK: Primary expressions

    private mutating func primary() throws(TemplateError) -> Expression {
        let line = line
        let token = current
        advance()
        switch token {
        case .name(let name): return Expression(line: line, kind: named(name))
        case .string(var text):
            while case .string(let more) = current {
                text += more
                advance()
            }
            return Expression(line: line, kind: .literal(.string(text)))
        case .integer(let value): return Expression(line: line, kind: .literal(.integer(value)))
        case .double(let value): return Expression(line: line, kind: .literal(.double(value)))
        case .symbol("("): return try parenthesis(line: line)
        case .symbol("["): return try list(line: line)
        case .symbol("{"): return try dictionary(line: line)
        default:
            throw .syntax(line: line, problem: "\(token.description) was not expected")
        }
    }

    private mutating func named(_ name: String) -> Expression.Kind {
        switch name {
        case "true", "True": return .literal(.bool(true))
        case "false", "False": return .literal(.bool(false))
        case "none", "None": return .literal(.none)
        default:
            if let last = namesUsed.indices.last { namesUsed[last].insert(name) }
            return .name(name)
        }
    }

    private mutating func parenthesis(line: Int) throws(TemplateError) -> Expression {
        if skip(symbol: ")") { return Expression(line: line, kind: .tuple([])) }
        let value = try tupleOrExpression()
        try expect(symbol: ")")
        return value
    }

    private mutating func list(line: Int) throws(TemplateError) -> Expression {
        var values: [Expression] = []
        while !skip(symbol: "]") {
            if !values.isEmpty { try expect(symbol: ",") }
            if skip(symbol: "]") { break }
            values.append(try expression())
        }
        return Expression(line: line, kind: .list(values))
    }

    private mutating func dictionary(line: Int) throws(TemplateError) -> Expression {
        var pairs: [(key: Expression, value: Expression)] = []
        while !skip(symbol: "}") {
            if !pairs.isEmpty { try expect(symbol: ",") }
            if skip(symbol: "}") { break }
            let key = try expression()
            try expect(symbol: ":")
            pairs.append((key, try expression()))
        }
        return Expression(line: line, kind: .dictionary(pairs))
    }
}
