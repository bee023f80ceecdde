import AikiBase

/// Why a grammar or a JSON schema cannot be followed.
package enum GrammarError: AikiError, Equatable {
    /// The text is not GBNF.
    case syntax(line: Int, problem: String)
    /// A rule is used that nothing defines.
    case undefinedRule(name: String)
    /// A rule starts with itself, so that no text would ever be read.
    case leftRecursion(rule: String)
    /// Groups, or schemas, stand inside each other too deeply.
    case tooDeep(limit: Int)
    /// The text is too long.
    case sourceTooLong(bytes: Int, limitBytes: Int)
    /// Repetitions and rules unfold to too many elements.
    case tooLarge(limit: Int)
    /// A schema asks for something that cannot be enforced.
    case unsupportedKeyword(path: String, keyword: String)
    /// A schema is wrong or contradicts itself.
    case invalidSchema(path: String, problem: String)

    /// A stable name.
    package var code: String {
        switch self {
        case .syntax: "grammar.syntax"
        case .undefinedRule: "grammar.undefined-rule"
        case .leftRecursion: "grammar.left-recursion"
        case .tooDeep: "grammar.too-deep"
        case .sourceTooLong: "grammar.source-too-long"
        case .tooLarge: "grammar.too-large"
        case .unsupportedKeyword: "grammar.unsupported-keyword"
        case .invalidSchema: "grammar.invalid-schema"
        }
    }

    /// What happened, with its numbers.
    package var message: String {
        switch self {
        case .syntax(let line, let problem): "Line \(line) of the grammar: \(problem)."
        case .undefinedRule(let name): "The grammar has no rule '\(name)'."
        case .leftRecursion(let rule): "The grammar's rule '\(rule)' starts with itself."
        case .tooDeep(let limit): "The grammar is nested deeper than \(limit) levels."
        case .sourceTooLong(let bytes, let limitBytes):
            "The grammar has \(bytes) bytes; \(limitBytes) are allowed."
        case .tooLarge(let limit): "The grammar unfolds to more than \(limit) elements."
        case .unsupportedKeyword(let path, let keyword):
            "The JSON schema's '\(keyword)' at '\(path)' is not supported."
        case .invalidSchema(let path, let problem): "The JSON schema at '\(path)': \(problem)."
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .syntax: "Correct the grammar at that line."
        case .undefinedRule: "Define the rule; a grammar starts at 'root'."
        case .leftRecursion: "Put something before the rule's use of itself, or use '*'."
        case .tooDeep, .tooLarge, .sourceTooLong: "Use a smaller grammar or schema."
        case .unsupportedKeyword: "Remove the keyword, or say it in the prompt."
        case .invalidSchema: "Correct the schema."
        }
    }
}
