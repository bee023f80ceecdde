/// What a template does, with the line it stands on.
struct Statement: Sendable {
    /// Where it starts, counted from 1.
    let line: Int
    /// What it is.
    let kind: Kind

    /// The forms of statements.
    indirect enum Kind: Sendable {
        /// Text as it is.
        case text(String)
        /// `{{ value }}`.
        case output(Expression)
        /// `{% if %} … {% elif %} … {% else %}`.
        case condition([(condition: Expression, body: [Statement])], otherwise: [Statement])
        /// `{% for %}`.
        case loop(Loop)
        /// `{% set a, b = value %}`.
        case set(Target, Expression)
        /// `{% set a %} … {% endset %}`, through filters.
        case setBlock(Target, filters: [Expression.Postfix], body: [Statement])
        /// `{% macro %}`.
        case macro(MacroDefinition)
        /// `{% call %}`: the macro that is the block, and the call it is handed to.
        case call(MacroDefinition, Expression)
        /// `{% filter %}`.
        case filter([Expression.Postfix], body: [Statement])
        /// `{% with %}`.
        case with([(target: Target, value: Expression)], body: [Statement])
        /// A body with variables of its own: `{% generation %}`, `{% block %}`.
        case scope([Statement])
        /// `{% autoescape %}`; only `false` can be rendered.
        case autoescape(Expression, body: [Statement])
        /// `{% break %}`.
        case breakLoop
        /// `{% continue %}`.
        case continueLoop
    }

    /// A loop over elements.
    struct Loop: Sendable {
        /// What an element is assigned to.
        let target: Target
        /// What is iterated.
        let iterable: Expression
        /// Which elements take part; nil: all.
        let condition: Expression?
        /// Whether `loop(…)` may render the body for further elements.
        let isRecursive: Bool
        /// What is rendered for each element.
        let body: [Statement]
        /// What is rendered where there is no element.
        let otherwise: [Statement]
    }

    /// What is assigned to.
    indirect enum Target: Sendable {
        /// A variable.
        case name(String)
        /// A namespace's attribute.
        case attribute(String, String)
        /// As many values as there are targets.
        case tuple([Target])
    }
}

/// A macro as it stands in the template.
struct MacroDefinition: Sendable {
    /// Its name; `caller` for the body of a call block.
    let name: String
    /// Its parameters in order.
    let parameters: [(name: String, fallback: Expression?)]
    /// What it renders.
    let body: [Statement]
    /// Whether the body uses `varargs`, and so takes more arguments than parameters.
    let takesRest: Bool
    /// Whether the body uses `kwargs`, and so takes any name.
    let takesNamedRest: Bool
    /// Whether the body uses `caller`, and so may stand in a call block.
    let takesCaller: Bool
}
