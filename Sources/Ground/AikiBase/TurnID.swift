/// The name of one turn of a conversation: a message in, an answer out.
public struct TurnID: Sendable, Hashable, CustomStringConvertible {
    /// The name as text: a UUID of version 7 where ``IdentifierSource`` made it.
    public let text: String

    /// Names a turn by text that came from outside; whether there is such a turn is another question.
    public init(_ text: String) {
        self.text = text
    }

    /// The name as text.
    public var description: String { text }
}
