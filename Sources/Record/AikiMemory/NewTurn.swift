public import AikiBase
public import AikiDialogue
public import Foundation

/// A turn that begins: what is asked, by whom, where.
public struct NewTurn: Sendable {
    /// Where a turn belongs.
    public enum Place: Sendable, Equatable {
        /// It starts a conversation.
        case newConversation(ConversationID, scope: String)
        /// It follows the latest answer of a conversation.
        case latest(of: ConversationID)
        /// It follows a turn, which may have been followed by another one already.
        case after(TurnID)
    }

    /// Its name.
    public var id: TurnID
    /// Where it belongs.
    public var place: Place
    /// Who asks.
    public var door: String
    /// When it begins.
    public var time: Date
    /// What is asked: one message, or several where tools answer or a client brings a history.
    public var question: [Message]
    /// How far the messages may travel.
    public var privacy: PrivacyClass

    /// Describes a turn.
    public init(
        id: TurnID, place: Place, door: String, time: Date, question: [Message],
        privacy: PrivacyClass = .personal
    ) {
        self.id = id
        self.place = place
        self.door = door
        self.time = time
        self.question = question
        self.privacy = privacy
    }
}

/// How a turn ended.
public struct TurnEnding: Sendable {
    /// What the model said; nil where it said nothing.
    public var answer: Message?
    /// The model.
    public var model: String?
    /// How it ended.
    public var outcome: TurnOutcome
    /// The code of the error that ended it.
    public var errorCode: String?
    /// When it ended.
    public var time: Date
    /// What the turn reports of itself.
    public var report: JSONValue

    /// Describes an ending.
    public init(
        answer: Message?, model: String?, outcome: TurnOutcome, errorCode: String? = nil,
        time: Date, report: JSONValue
    ) {
        self.answer = answer
        self.model = model
        self.outcome = outcome
        self.errorCode = errorCode
        self.time = time
        self.report = report
    }
}
