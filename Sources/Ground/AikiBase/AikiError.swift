/// An error that tells a person what happened and what to do about it.
///
/// Each target has one enum that conforms. `code` is a bounded, stable name (`engine.context-full`)
/// fit for logs, metrics and APIs; it never holds dynamic text.
public protocol AikiError: Error, Sendable, CustomStringConvertible {
    /// A stable name, `<room>.<kebab-case>`, unique in the program.
    var code: String { get }
    /// What happened, in a sentence that carries the numbers and names needed to act.
    var message: String { get }
    /// What to do about it.
    var hint: String { get }
}

extension AikiError {
    /// Code, message and remedy in one line.
    public var description: String { "\(code): \(message) \(hint)" }
}
