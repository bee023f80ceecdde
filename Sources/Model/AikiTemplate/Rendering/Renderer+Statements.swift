extension Renderer {
    /// How a body ended.
    enum Flow {
        /// At its end.
        case normal
        /// At a `break`.
        case broken
        /// At a `continue`.
        case continued
    }

    /// Executes statements until one leaves the loop around it.
    func execute(
        _ statements: [Statement], in scope: Scope
    ) throws(TemplateError) -> Flow {
        for statement in statements {
            line = statement.line
            try step()
            let flow = try execute(statement, in: scope)
            guard flow == .normal else { return flow }
        }
        return .normal
    }

    private func execute(
        _ statement: Statement, in scope: Scope
    ) throws(TemplateError) -> Flow {
        switch statement.kind {
        case .text(let text): try write(text)
        case .output(let expression): try write(try printed(try evaluate(expression, in: scope)))
        case .condition(let branches, let otherwise):
            return try condition(branches, otherwise, in: scope)
        case .loop(let loop): try self.loop(loop, in: scope)
        case .set(let target, let expression):
            try assign(try evaluate(expression, in: scope), to: target, in: scope)
        case .setBlock(let target, let filters, let body):
            let text = try filtered(body, filters, in: scope)
            try assign(text, to: target, in: scope)
        case .macro(let definition):
            hold(scope)
            scope.set(definition.name, to: .object(MacroObject(definition, scope: scope)))
        case .call(let definition, let expression):
            try callBlock(definition, expression, in: scope)
        case .filter(let filters, let body):
            try write(try printed(try filtered(body, filters, in: scope)))
        case .with(let pairs, let body): return try with(pairs, body, in: scope)
        case .scope(let body): return try inner(body, in: scope)
        case .autoescape(let expression, let body):
            guard try !evaluate(expression, in: scope).isTrue else {
                throw .unsupportedStatement(line: statement.line, name: "autoescape true")
            }
            return try inner(body, in: scope)
        case .breakLoop: return .broken
        case .continueLoop: return .continued
        }
        return .normal
    }

    private func inner(_ body: [Statement], in scope: Scope) throws(TemplateError) -> Flow {
        try nested { () throws(TemplateError) in
            try execute(body, in: Scope(parent: scope))
        }
    }

    private func condition(
        _ branches: [(condition: Expression, body: [Statement])], _ otherwise: [Statement],
        in scope: Scope
    ) throws(TemplateError) -> Flow {
        try nested { () throws(TemplateError) in
            for branch in branches where try evaluate(branch.condition, in: scope).isTrue {
                return try execute(branch.body, in: scope)
            }
            return try execute(otherwise, in: scope)
        }
    }

    private func with(
        _ pairs: [(target: Statement.Target, value: Expression)], _ body: [Statement],
        in scope: Scope
    ) throws(TemplateError) -> Flow {
        let inside = Scope(parent: scope)
        for pair in pairs {
            try assign(try evaluate(pair.value, in: scope), to: pair.target, in: inside)
        }
        return try nested { () throws(TemplateError) in try execute(body, in: inside) }
    }

    /// What a body writes, put through filters.
    private func filtered(
        _ body: [Statement], _ filters: [Expression.Postfix], in scope: Scope
    ) throws(TemplateError) -> Value {
        let inside = Scope(parent: scope)
        let text = try captured { () throws(TemplateError) in
            _ = try nested { () throws(TemplateError) in try execute(body, in: inside) }
        }
        var value = Value.string(text)
        for filter in filters { value = try apply(filter, to: value, in: inside) }
        return value
    }

    // MARK: Assignment

    /// Assigns a value, or its elements where there are several targets.
    func assign(
        _ value: Value, to target: Statement.Target, in scope: Scope
    ) throws(TemplateError) {
        switch target {
        case .name(let name): scope.set(name, to: value)
        case .attribute(let name, let attribute):
            guard case .object(let object) = scope[name], let space = object as? NamespaceObject
            else { throw invalid("cannot set an attribute of '\(name)', which is no namespace") }
            try checkNamespaceKey(attribute)
            space.attributes.set(attribute, to: value)
        case .tuple(let targets):
            let elements = try elements(of: value)
            guard elements.count == targets.count else {
                throw invalid("cannot unpack \(elements.count) values into \(targets.count)")
            }
            for (inner, element) in zip(targets, elements) {
                try assign(element, to: inner, in: scope)
            }
        }
    }

    /// Refuses names that a namespace may not have.
    func checkNamespaceKey(_ name: String) throws(TemplateError) {
        if name.hasPrefix("_") { throw invalid("a namespace cannot hold '\(name)'") }
    }

    // MARK: Loops

    private func loop(_ loop: Statement.Loop, in scope: Scope) throws(TemplateError) {
        let iterable = try evaluate(loop.iterable, in: scope)
        try self.loop(loop, over: iterable, level: 0, in: scope)
    }

    /// Renders a loop's body for each element.
    func loop(
        _ loop: Statement.Loop, over iterable: Value, level: Int, in scope: Scope
    ) throws(TemplateError) {
        try nested { () throws(TemplateError) in
            let elements = try chosen(try elements(of: iterable), loop, in: scope)
            guard !elements.isEmpty else {
                _ = try execute(loop.otherwise, in: Scope(parent: scope))
                return
            }
            if loop.isRecursive { hold(scope) }
            let object = LoopObject(
                elements, level: level, recursion: loop.isRecursive ? (loop, scope) : nil)
            _ = try checked(.object(object))
            for (index, element) in elements.enumerated() {
                object.index = index
                let inside = Scope(parent: scope)
                try assign(element, to: loop.target, in: inside)
                inside.set("loop", to: .object(object))
                try step()
                if try execute(loop.body, in: inside) == .broken { break }
            }
        }
    }

    private func chosen(
        _ elements: [Value], _ loop: Statement.Loop, in scope: Scope
    ) throws(TemplateError) -> [Value] {
        guard let condition = loop.condition else { return elements }
        var chosen: [Value] = []
        for element in elements {
            let inside = Scope(parent: scope)
            try assign(element, to: loop.target, in: inside)
            try step()
            if try evaluate(condition, in: inside).isTrue { chosen.append(element) }
        }
        return chosen
    }

    private func callBlock(
        _ definition: MacroDefinition, _ expression: Expression, in scope: Scope
    ) throws(TemplateError) {
        guard case .postfix(let base, let postfixes) = expression.kind,
            case .call(let list, let line) = postfixes.last
        else { throw invalid("'call' needs a call") }
        hold(scope)
        var arguments = try self.arguments(list, in: scope)
        let caller = Value.object(MacroObject(definition, scope: scope))
        arguments.named.append((name: "caller", value: caller))
        let callee = try evaluate(base, postfixes.dropLast(), in: scope)
        self.line = line
        try write(try printed(try call(callee, arguments, what: base)))
    }
}
