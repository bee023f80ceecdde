public import AikiBase
public import AikiDialogue
public import Foundation

/// A turn that took place elsewhere and is written into the log whole.
public struct RecordedTurn: Sendable {
    /// Its name.
    public var id: TurnID
    /// The conversation it belongs to, which exists.
    public var conversation: ConversationID
    /// The turn it follows; nil for one that starts the conversation.
    public var parent: TurnID?
    /// Where it comes from: `chatgpt`, `note`, `telegram` …
    public var door: String
    /// What was said, in order; at least one message.
    public var messages: [RecordedMessage]
    /// How it ended.
    public var outcome: TurnOutcome

    /// Describes a turn.
    public init(
        id: TurnID, conversation: ConversationID, parent: TurnID? = nil, door: String,
        messages: [RecordedMessage], outcome: TurnOutcome
    ) {
        self.id = id
        self.conversation = conversation
        self.parent = parent
        self.door = door
        self.messages = messages
        self.outcome = outcome
    }
}

/// A message that was said elsewhere.
public struct RecordedMessage: Sendable, Equatable {
    /// What was said.
    public var message: Message
    /// The model that said it.
    public var model: String?
    /// When it was said.
    public var time: Date
    /// How far it may travel.
    public var privacy: PrivacyClass

    /// Describes a message.
    public init(
        message: Message, model: String? = nil, time: Date, privacy: PrivacyClass = .personal
    ) {
        self.message = message
        self.model = model
        self.time = time
        self.privacy = privacy
    }
}
