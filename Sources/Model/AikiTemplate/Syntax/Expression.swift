/// What a template computes, with the line it stands on.
struct Expression: Sendable {
    /// Where it starts, counted from 1.
    let line: Int
    /// What it is.
    let kind: Kind

    /// The forms of expressions. Chains of one precedence are flat, so that long ones need no deep
    /// recursion.
    indirect enum Kind: Sendable {
        /// A constant.
        case literal(Literal)
        /// A variable.
        case name(String)
        /// `[a, b]`.
        case list([Expression])
        /// `(a, b)`.
        case tuple([Expression])
        /// `{a: b}`.
        case dictionary([(key: Expression, value: Expression)])
        /// `a + b - c`, from left to right.
        case arithmetic(Expression, [(BinaryOperator, Expression)])
        /// `a ~ b ~ c`.
        case concatenation([Expression])
        /// `-a`.
        case negative(Expression)
        /// `+a`.
        case positive(Expression)
        /// `not a`.
        case not(Expression)
        /// `a < b <= c`.
        case comparison(Expression, [(ComparisonOperator, Expression)])
        /// `a and b and c`.
        case and([Expression])
        /// `a or b or c`.
        case or([Expression])
        /// `a if b else c`.
        case conditional(condition: Expression, then: Expression, otherwise: Expression?)
        /// `a.b[c](d)|e is f`, from left to right.
        case postfix(Expression, [Postfix])
    }

    /// A constant.
    enum Literal: Sendable {
        /// `none`.
        case none
        /// `true`, `false`.
        case bool(Bool)
        /// A whole number.
        case integer(Int)
        /// Any other number.
        case double(Double)
        /// Text.
        case string(String)
    }

    /// What follows a value.
    enum Postfix: Sendable {
        /// `.name`.
        case attribute(String, line: Int)
        /// `[index]`.
        case index(Expression)
        /// `[start:stop:step]`.
        case slice(start: Expression?, stop: Expression?, step: Expression?, line: Int)
        /// `(arguments)`.
        case call(Arguments, line: Int)
        /// `|name(arguments)`.
        case filter(String, Arguments, line: Int)
        /// `is name(arguments)`.
        case test(String, Arguments, isNegated: Bool, line: Int)
    }

    /// The arguments of a call.
    struct Arguments: Sendable {
        /// By position.
        var positional: [Expression] = []
        /// By name.
        var named: [(name: String, value: Expression)] = []
        /// `*list`.
        var spread: Expression?
        /// `**dictionary`.
        var namedSpread: Expression?
    }
}

/// Operators on two values.
enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "**"
}

/// Comparisons of two values.
enum ComparisonOperator: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case isNotIn = "not in"
}
