public import AikiBase

/// Why a chat template cannot be read or rendered; lines count from 1.
public enum TemplateError: AikiError, Equatable {
    /// The source is not a template.
    case syntax(line: Int, problem: String)
    /// A statement that this implementation does not have.
    case unsupportedStatement(line: Int, name: String)
    /// A filter that nobody knows.
    case unknownFilter(line: Int, name: String)
    /// A test that nobody knows.
    case unknownTest(line: Int, name: String)
    /// A method that a value does not have, or that templates may not call.
    case unknownMethod(line: Int, type: String, name: String)
    /// A value was used that does not exist.
    case undefined(line: Int, what: String)
    /// An operation does not fit its values.
    case invalidOperation(line: Int, problem: String)
    /// The template itself refuses: it called `raise_exception`.
    case raised(line: Int, message: String)
    /// A whole number does not fit 64 bits.
    case overflow(line: Int)
    /// Expressions, statements, calls or values are nested too deeply.
    case tooDeep(line: Int, limit: Int)
    /// Rendering takes too many steps.
    case tooManySteps(line: Int, limit: Int)
    /// The output, or a single value, is too large.
    case tooLarge(line: Int, limitBytes: Int)
    /// Rendering builds too much data in all.
    case tooMuchData(line: Int, limitBytes: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .syntax: "template.syntax"
        case .unsupportedStatement: "template.unsupported-statement"
        case .unknownFilter: "template.unknown-filter"
        case .unknownTest: "template.unknown-test"
        case .unknownMethod: "template.unknown-method"
        case .undefined: "template.undefined"
        case .invalidOperation: "template.invalid-operation"
        case .raised: "template.raised"
        case .overflow: "template.overflow"
        case .tooDeep: "template.too-deep"
        case .tooManySteps: "template.too-many-steps"
        case .tooLarge: "template.too-large"
        case .tooMuchData: "template.too-much-data"
        }
    }

    /// What happened, with its line.
    public var message: String {
        switch self {
        case .syntax(let line, let problem): "Line \(line) of the template: \(problem)."
        case .unsupportedStatement(let line, let name):
            "Line \(line) of the template: the statement '\(name)' is not supported."
        case .unknownFilter(let line, let name):
            "Line \(line) of the template: there is no filter '\(name)'."
        case .unknownTest(let line, let name):
            "Line \(line) of the template: there is no test '\(name)'."
        case .unknownMethod(let line, let type, let name):
            "Line \(line) of the template: '\(name)' of a \(type) cannot be used."
        case .undefined(let line, let what):
            "Line \(line) of the template: \(what) is undefined."
        case .invalidOperation(let line, let problem):
            "Line \(line) of the template: \(problem)."
        case .raised(_, let message): message
        case .overflow(let line):
            "Line \(line) of the template: a whole number does not fit 64 bits."
        case .tooDeep(let line, let limit):
            "Line \(line) of the template: nested deeper than \(limit) levels."
        case .tooManySteps(let line, let limit):
            "Line \(line) of the template: rendering takes more than \(limit) steps."
        case .tooLarge(let line, let limitBytes):
            "Line \(line) of the template: a text or list exceeds \(limitBytes) bytes."
        case .tooMuchData(let line, let limitBytes):
            "Line \(line) of the template: rendering builds more than \(limitBytes) bytes."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .raised: "Change the order, roles or contents of the messages."
        case .tooManySteps, .tooLarge, .tooMuchData: "Send fewer or shorter messages."
        case .undefined: "Pass the variable, or use a template that does not need it."
        case .syntax, .unsupportedStatement, .unknownFilter, .unknownTest, .unknownMethod,
            .invalidOperation, .overflow, .tooDeep:
            "Use another chat template for this model."
        }
    }
}
