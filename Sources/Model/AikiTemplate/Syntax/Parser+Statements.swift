extension Parser {
    /// Statements up to a tag of one of these names, or to the end of the template.
    mutating func body(until ends: Set<String>) throws(TemplateError) -> [Statement] {
        try nested { (parser) throws(TemplateError) in
            var statements: [Statement] = []
            while true {
                let line = parser.line
                switch parser.current {
                case .data(let text):
                    statements.append(Statement(line: line, kind: .text(text)))
                    parser.advance()
                case .variableBegin:
                    parser.advance()
                    let value = try parser.tupleOrExpression()
                    try parser.expect(.variableEnd)
                    statements.append(Statement(line: line, kind: .output(value)))
                case .blockBegin:
                    if case .name(let name) = parser.following, ends.contains(name) {
                        return statements
                    }
                    parser.advance()
                    if let kind = try parser.statement() {
                        statements.append(Statement(line: line, kind: kind))
                    }
                    try parser.expect(.blockEnd)
                case .end:
                    guard ends.isEmpty else {
                        throw parser.unexpected("'\(ends.sorted().joined(separator: "' or '"))'")
                    }
                    return statements
                default: throw parser.unexpected("text or a tag")
                }
            }
        }
    }

    /// The body of a tag: after its `%}` up to the end tag, whose name is then skipped.
    private mutating func block(_ end: String) throws(TemplateError) -> [Statement] {
        try expect(.blockEnd)
        let statements = try body(until: [end])
        advance()
        advance()
        return statements
    }

    private mutating func statement() throws(TemplateError) -> Statement.Kind? {
        let line = line
        let name = try expectName()
        switch name {
        case "if": return try condition()
        case "for": return try loop()
        case "set": return try set()
        case "macro": return try macro()
        case "call": return try callBlock()
        case "filter":
            let filters = try filterChain()
            return .filter(filters, body: try block("endfilter"))
        case "with": return try with()
        case "generation":
            return .scope(try block("endgeneration"))
        case "block":
            let blockName = try expectName()
            let statements = try block("endblock")
            _ = skip(name: blockName)
            return .scope(statements)
        case "autoescape":
            let value = try expression()
            return .autoescape(value, body: try block("endautoescape"))
        case "print":
            return .output(try tupleOrExpression())
        case "break", "continue":
            guard loopDepth > 0 else {
                throw .syntax(line: line, problem: "'\(name)' stands outside a loop")
            }
            return name == "break" ? .breakLoop : .continueLoop
        default:
            throw .unsupportedStatement(line: line, name: name)
        }
    }

    private mutating func condition() throws(TemplateError) -> Statement.Kind {
        var branches: [(condition: Expression, body: [Statement])] = []
        conditionDepth += 1
        defer { conditionDepth -= 1 }
        while true {
            let condition = try tupleOrExpression()
            _ = skip(symbol: ":")
            try expect(.blockEnd)
            branches.append((condition, try body(until: ["elif", "else", "endif"])))
            advance()
            let tag = try expectName()
            if tag == "elif" { continue }
            guard tag == "else" else { return .condition(branches, otherwise: []) }
            _ = skip(symbol: ":")
            return .condition(branches, otherwise: try block("endif"))
        }
    }

    private mutating func loop() throws(TemplateError) -> Statement.Kind {
        let target = try target(allowsAttribute: false)
        guard skip(name: "in") else { throw unexpected("'in'") }
        let iterable = try tupleOrExpression(allowsCondition: false)
        let filter = skip(name: "if") ? try expression() : nil
        let isRecursive = skip(name: "recursive")
        _ = skip(symbol: ":")
        try expect(.blockEnd)
        loopDepth += 1
        let statements = try body(until: ["else", "endfor"])
        loopDepth -= 1
        advance()
        var otherwise: [Statement] = []
        if try expectName() == "else" {
            _ = skip(symbol: ":")
            otherwise = try block("endfor")
        }
        return .loop(
            Statement.Loop(
                target: target, iterable: iterable, condition: filter, isRecursive: isRecursive,
                body: statements, otherwise: otherwise))
    }

    /// One target or several with commas between them, in parentheses or not.
    private mutating func target(allowsAttribute: Bool) throws(TemplateError) -> Statement.Target {
        var targets: [Statement.Target] = []
        var isTuple = false
        while true {
            if case .name = current {
            } else if !isSymbol("(") {
                break
            }
            targets.append(try singleTarget(allowsAttribute: allowsAttribute))
            guard skip(symbol: ",") else { break }
            isTuple = true
        }
        guard let first = targets.first else { throw unexpected("a name") }
        return isTuple ? .tuple(targets) : first
    }

    private mutating func singleTarget(
        allowsAttribute: Bool
    ) throws(TemplateError) -> Statement.Target {
        if skip(symbol: "(") {
            let inner = try nested { (parser) throws(TemplateError) in
                try parser.target(allowsAttribute: allowsAttribute)
            }
            try expect(symbol: ")")
            return inner
        }
        let name = try expectName()
        if allowsAttribute, skip(symbol: ".") {
            namesUsed.indices.last.map { _ = namesUsed[$0].insert(name) }
            return .attribute(name, try expectName())
        }
        let constants: Set = ["true", "false", "none", "True", "False", "None"]
        guard !constants.contains(name) else {
            throw .syntax(line: line, problem: "'\(name)' cannot be assigned to")
        }
        return .name(name)
    }

    private mutating func set() throws(TemplateError) -> Statement.Kind {
        let target = try target(allowsAttribute: true)
        if skip(symbol: "=") { return .set(target, try tupleOrExpression()) }
        let filters = isSymbol("|") ? try filterChain(isFirstPiped: true) : []
        return .setBlock(target, filters: filters, body: try block("endset"))
    }

    /// `name(arguments)|name …`.
    private mutating func filterChain(
        isFirstPiped: Bool = false
    ) throws(TemplateError) -> [Expression.Postfix] {
        var filters: [Expression.Postfix] = []
        if isFirstPiped { advance() }
        repeat {
            filters.append(try filter())
        } while skip(symbol: "|")
        return filters
    }

    private mutating func with() throws(TemplateError) -> Statement.Kind {
        var pairs: [(target: Statement.Target, value: Expression)] = []
        while current != .blockEnd {
            if !pairs.isEmpty { try expect(symbol: ",") }
            let target = try singleTarget(allowsAttribute: false)
            try expect(symbol: "=")
            pairs.append((target, try expression()))
        }
        return .with(pairs, body: try block("endwith"))
    }

    // MARK: Macros

    private mutating func macro() throws(TemplateError) -> Statement.Kind {
        let name = try expectName()
        namesUsed.append([])
        let parameters = try signature()
        return .macro(try definition(name, parameters, end: "endmacro"))
    }

    private mutating func callBlock() throws(TemplateError) -> Statement.Kind {
        namesUsed.append([])
        let parameters = isSymbol("(") ? try signature() : []
        let call = try expression()
        guard case .postfix(_, let postfixes) = call.kind, case .call = postfixes.last else {
            throw .syntax(line: call.line, problem: "'call' needs a call")
        }
        return .call(try definition("caller", parameters, end: "endcall"), call)
    }

    private mutating func signature() throws(TemplateError) -> [(name: String, Expression?)] {
        var parameters: [(name: String, Expression?)] = []
        try expect(symbol: "(")
        while !skip(symbol: ")") {
            if !parameters.isEmpty { try expect(symbol: ",") }
            let name = try expectName()
            let fallback = skip(symbol: "=") ? try expression() : nil
            if fallback == nil, let last = parameters.last, last.1 != nil {
                throw .syntax(line: line, problem: "'\(name)' needs a default as those before it")
            }
            parameters.append((name, fallback))
        }
        return parameters
    }

    private mutating func definition(
        _ name: String, _ parameters: [(name: String, Expression?)], end: String
    ) throws(TemplateError) -> MacroDefinition {
        let outerLoops = loopDepth
        loopDepth = 0
        let body = try block(end)
        loopDepth = outerLoops
        let used = namesUsed.popLast() ?? []
        if let outer = namesUsed.indices.last { namesUsed[outer].formUnion(used) }
        let declared = Set(parameters.map(\.name))
        return MacroDefinition(
            name: name, parameters: parameters.map { ($0.name, $0.1) }, body: body,
            takesRest: used.contains("varargs") && !declared.contains("varargs"),
            takesNamedRest: used.contains("kwargs") && !declared.contains("kwargs"),
            takesCaller: used.contains("caller"))
    }
}
