public import AikiBase
public import Foundation

/// The template by which a model wants conversations put into words.
///
/// It is a Jinja template, and renders as Python's jinja2 does in the environment of the
/// `transformers` library: a sandbox in which nothing can be changed, with `trim_blocks`,
/// `lstrip_blocks`, loop controls, the `generation` tag, `raise_exception`, `strftime_now` and a
/// `tojson` that escapes nothing for HTML.
///
///     let template = try ChatTemplate(source: "{{ messages[0].content }}!")
///     let messages: JSONValue = [["role": "user", "content": "Hi"]]
///     let text = try template.render(["messages": messages], clock: SystemWallClock())
///
/// Templates come from strangers, so everything is bounded by ``TemplateLimits``: rendering ends
/// with a result or a ``TemplateError``. Whole numbers have 64 bits; Python's have no end.
///
/// - SeeAlso: `Tools/reference/chat_templates.py` writes the expectations of the tests.
public struct ChatTemplate: Sendable {
    /// The template as it was given.
    public let source: String
    /// The bounds it is rendered within.
    public let limits: TemplateLimits
    private let statements: [Statement]

    /// Reads a template.
    ///
    /// - Throws: ``TemplateError`` with the line where reading stopped.
    /// - Complexity: O(bytes).
    public init(source: String, limits: TemplateLimits = TemplateLimits()) throws(TemplateError) {
        self.source = source
        self.limits = limits
        statements = try Parser.parse(source, limits: limits)
    }

    /// Renders the template.
    ///
    /// - Parameters:
    ///   - variables: `messages`, `tools`, `add_generation_prompt`, `bos_token` …; what the
    ///   template
    ///     asks for and does not find is undefined.
    ///   - clock: what `strftime_now` shows.
    ///   - timeZone: where that clock hangs.
    /// - Returns: the prompt's text, control tokens spelled out.
    /// - Throws: ``TemplateError``; ``TemplateError/raised(line:message:)`` where the template
    /// itself
    ///   refuses the conversation.
    public func render(
        _ variables: JSONObject, clock: any WallClock, timeZone: TimeZone = .current
    ) throws(TemplateError) -> String {
        try Renderer.render(
            statements, variables, limits: limits, clock: clock, timeZone: timeZone)
    }
}
