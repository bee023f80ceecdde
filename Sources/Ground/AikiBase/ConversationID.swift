/// The name of one conversation.
public struct ConversationID: Sendable, Hashable, CustomStringConvertible {
    /// The name as text: a UUID of version 7 where ``IdentifierSource`` made it.
    public let text: String

    /// Names a conversation by text that came from outside; whether there is one is another question.
    public init(_ text: String) {
        self.text = text
    }

    /// The name as text.
    public var description: String { text }
}
