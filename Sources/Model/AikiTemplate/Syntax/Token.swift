/// A piece of a template's source.
struct Token: Sendable, Equatable {
    /// Where it starts, counted from 1.
    let line: Int
    /// What it is.
    let kind: Kind

    /// What a token is.
    enum Kind: Sendable, Equatable {
        /// Text between the tags.
        case data(String)
        /// `{%`, with its whitespace sign.
        case blockBegin
        /// `%}`.
        case blockEnd
        /// `{{`.
        case variableBegin
        /// `}}`.
        case variableEnd
        /// An identifier or keyword.
        case name(String)
        /// A text literal, unescaped.
        case string(String)
        /// A whole number.
        case integer(Int)
        /// A number with fraction or exponent.
        case double(Double)
        /// An operator or a bracket.
        case symbol(String)
        /// The end of the source.
        case end
    }
}

extension Token.Kind {
    /// The token as a person would name it.
    var description: String {
        switch self {
        case .data: "text"
        case .blockBegin: "'{%'"
        case .blockEnd: "'%}'"
        case .variableBegin: "'{{'"
        case .variableEnd: "'}}'"
        case .name(let name): "'\(name)'"
        case .string: "a string"
        case .integer, .double: "a number"
        case .symbol(let symbol): "'\(symbol)'"
        case .end: "the end of the template"
        }
    }
}
