public import AikiBase
public import AikiDialogue
public import Foundation

/// A turn as it stands in the log.
public struct LoggedTurn: Sendable, Equatable {
    /// Its name.
    public let id: TurnID
    /// The conversation it belongs to.
    public let conversation: ConversationID
    /// The turn it follows; nil for one that starts the conversation.
    public let parent: TurnID?
    /// Who asked: `chat`, `ask`, `api` …
    public let door: String
    /// When it began.
    public let started: Date
    /// When it ended; nil while it runs and where it was interrupted.
    public let finished: Date?
    /// How it ended; nil while it runs.
    public let outcome: TurnOutcome?
    /// The code of the error that ended it.
    public let errorCode: String?
    /// The model that answered.
    public let model: String?
    /// ``report`` as it stands in the store: a conversation's history is read without parsing it.
    package let reportText: String?
    /// Question and answer, in order.
    public let messages: [LoggedMessage]

    /// What the turn reported of itself.
    ///
    /// - Throws: `JSONError` where the store is damaged.
    public var report: JSONValue? {
        get throws { try reportText.map { try JSONValue(parsing: $0) } }
    }

    /// Whether it has an answer that a later turn can follow.
    public var isAnswered: Bool {
        switch outcome {
        case .answered, .reachedLimit, .calledTools, .cancelled:
            messages.last?.message.role == .assistant
        case .failed, .interrupted, .noted, nil: false
        }
    }
}

/// A message as it stands in the log.
public struct LoggedMessage: Sendable, Equatable {
    /// Its number in the store; later messages have higher ones.
    public let number: Int64
    /// What was said.
    public let message: Message
    /// The model that said it.
    public let model: String?
    /// When it was said.
    public let time: Date
    /// How far it may travel.
    public let privacy: PrivacyClass
}
