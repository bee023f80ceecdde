public import AikiBase
public import Foundation

/// What is to be forgotten: everything that fulfils all the conditions that are set.
public struct ForgetSelection: Sendable, Equatable {
    /// Messages by number.
    public var messages: Set<Int64> = []
    /// Turns.
    public var turns: Set<TurnID> = []
    /// Conversations.
    public var conversations: Set<ConversationID> = []
    /// Words that a message holds, all of them.
    public var words: String?
    /// A person: what they said, what names them, and conversations that are called after them.
    public var person: String?
    /// Where it comes from: `chat`, `chatgpt`, `note`, `telegram` …
    public var source: String?
    /// Whose memory it belongs to.
    public var scope: String?
    /// Said then or later.
    public var since: Date?
    /// Said before then.
    public var until: Date?

    /// Selects nothing until a condition is set.
    public init() {}

    /// Whether no condition is set; such a selection is refused.
    public var isEmpty: Bool { self == ForgetSelection() }
}
