/// The tests of Jinja, by every name they have.
enum TestName: String {
    case odd, even, divisibleby, defined, undefined, filter, test, none, boolean
    case isFalse = "false"
    case isTrue = "true"
    case integer, float, lower, upper, string, mapping, number, sequence, iterable, callable
    case sameas, escaped
    case isIn = "in"
    case eq, equalto
    case equalSign = "=="
    case ne
    case notEqualSign = "!="
    case gt, greaterthan
    case greaterSign = ">"
    case ge
    case greaterOrEqualSign = ">="
    case lt, lessthan
    case lessSign = "<"
    case le
    case lessOrEqualSign = "<="
}

extension Renderer {
    /// Whether a value passes a test.
    func test(
        _ name: String, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Bool {
        guard let test = TestName(rawValue: name) else {
            throw .unknownTest(line: line, name: name)
        }
        if let sign = comparison(test) {
            let other = try bind(arguments, ["other"], required: 1, of: name)[0] ?? .none
            return try compare(value, sign, other)
        }
        switch test {
        case .sameas:
            let other = try bind(arguments, ["other"], required: 1, of: name)[0] ?? .none
            return value.isSame(as: other)
        case .divisibleby:
            let number = try bind(arguments, ["num"], required: 1, of: name)[0] ?? .none
            return try equal(try combine(value, .modulo, number), .integer(0))
        default:
            _ = try bind(arguments, [], of: name)
            return try property(test, value)
        }
    }

    private func comparison(_ test: TestName) -> ComparisonOperator? {
        switch test {
        case .eq, .equalto, .equalSign: .equal
        case .ne, .notEqualSign: .notEqual
        case .gt, .greaterthan, .greaterSign: .greater
        case .ge, .greaterOrEqualSign: .greaterOrEqual
        case .lt, .lessthan, .lessSign: .less
        case .le, .lessOrEqualSign: .lessOrEqual
        case .isIn: .isIn
        default: nil
        }
    }

    private func property(_ test: TestName, _ value: Value) throws(TemplateError) -> Bool {
        switch test {
        case .odd: return try equal(try combine(value, .modulo, .integer(2)), .integer(1))
        case .even: return try equal(try combine(value, .modulo, .integer(2)), .integer(0))
        case .defined: return !value.isUndefined
        case .undefined: return value.isUndefined
        case .none: return value.isNone
        case .filter: return value.text.map { FilterName(rawValue: $0) != nil } ?? false
        case .test: return value.text.map { TestName(rawValue: $0) != nil } ?? false
        case .lower, .upper:
            let text = try printed(value)
            let method: StringMethod = test == .lower ? .islower : .isupper
            return try call(method, of: text, CallArguments(), origin: .string(text)).isTrue
        case .escaped: return value.isSafe
        default: return hasType(test, value)
        }
    }

    private func hasType(_ test: TestName, _ value: Value) -> Bool {
        switch (test, value) {
        case (.boolean, .bool), (.integer, .integer), (.float, .double), (.string, .string),
            (.string, .safe), (.mapping, .dictionary), (.number, .integer), (.number, .double),
            (.number, .bool):
            true
        case (.isTrue, .bool(let truth)): truth
        case (.isFalse, .bool(let truth)): !truth
        case (.sequence, .string), (.sequence, .safe), (.sequence, .list), (.sequence, .tuple),
            (.sequence, .dictionary):
            true
        case (.iterable, .string), (.iterable, .safe), (.iterable, .list), (.iterable, .tuple),
            (.iterable, .dictionary), (.iterable, .undefined):
            true
        case (.sequence, .object(let object)): object.isSequence
        case (.iterable, .object(let object)): object.isIterable
        case (.callable, .object(let object)): object.isCallable
        // Python's `Undefined` has the methods of a sequence and of a function.
        case (.callable, .undefined): true
        case (.sequence, .undefined): true
        default: false
        }
    }
}
