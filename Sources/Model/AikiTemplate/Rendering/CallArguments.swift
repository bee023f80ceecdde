/// The values a function, filter, test or macro is called with.
struct CallArguments {
    /// By position.
    var positional: [Value] = []
    /// By name.
    var named: [(name: String, value: Value)] = []

    /// Arguments by position only.
    init(_ positional: [Value] = []) {
        self.positional = positional
    }

    /// The value of a name.
    func named(_ name: String) -> Value? {
        named.first { $0.name == name }?.value
    }
}

extension Renderer {
    /// Sorts arguments under the names of parameters; nil where one was not given.
    ///
    /// - Throws: an error where there are too many, one is unknown or given twice, or one of the
    ///   first `required` is missing.
    func bind(
        _ arguments: CallArguments, _ names: [String], required: Int = 0, of function: String
    ) throws(TemplateError) -> [Value?] {
        guard arguments.positional.count <= names.count else {
            throw invalid(
                "'\(function)' takes \(names.count) arguments, not \(arguments.positional.count)")
        }
        var bound: [Value?] = arguments.positional
        bound += Array(repeating: nil, count: names.count - bound.count)
        for (name, value) in arguments.named {
            guard let index = names.firstIndex(of: name) else {
                throw invalid("'\(function)' has no argument '\(name)'")
            }
            guard bound[index] == nil else {
                throw invalid("'\(function)' was given '\(name)' twice")
            }
            bound[index] = value
        }
        for index in 0..<required where bound[index] == nil {
            throw invalid("'\(function)' needs the argument '\(names[index])'")
        }
        return bound
    }

    /// A whole number among bound arguments.
    func whole(_ value: Value?, _ fallback: Int, of function: String) throws(TemplateError) -> Int {
        guard let value else { return fallback }
        guard let integer = value.integer else {
            throw invalid("'\(function)' needs a whole number, not \(article(value))")
        }
        return integer
    }

    /// Text among bound arguments.
    func text(_ value: Value?, of function: String) throws(TemplateError) -> String {
        guard let text = value?.text else {
            throw invalid("'\(function)' needs text, not \(article(value ?? .none))")
        }
        return text
    }

    /// A value's type as it stands in a sentence.
    func article(_ value: Value) -> String { "a value of type \(value.typeName)" }
}
