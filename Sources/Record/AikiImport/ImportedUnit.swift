import AikiDialogue
import Foundation

/// What is imported in one step: a conversation, or a part of one that came in order.
struct ImportedUnit: Sendable {
    /// The conversation.
    var conversation: ImportedConversation
    /// Its turns, each after the one it follows.
    var turns: [ImportedTurn]
    /// What is left out.
    var skips: [ImportSkip]

    /// A unit of which nothing is taken.
    static func skipped(_ skips: [ImportSkip]) -> ImportedUnit {
        ImportedUnit(
            conversation: ImportedConversation(externalID: "", title: "", created: .distantPast),
            turns: [], skips: skips)
    }
}

/// A conversation elsewhere.
struct ImportedConversation: Sendable, Equatable {
    /// Its name there.
    var externalID: String
    /// What it is called there; empty where nothing.
    var title: String
    /// When it began.
    var created: Date
}

/// A turn elsewhere.
struct ImportedTurn: Sendable {
    /// Its name, unique in its conversation.
    var externalID: String
    /// The turn it follows.
    var parentID: String?
    /// What was said.
    var messages: [ImportedMessage]
    /// How it ended.
    var outcome: TurnOutcome

    /// How a turn of a chat with a model ended, told by what was said.
    static func outcome(of messages: [ImportedMessage]) -> TurnOutcome {
        guard let last = messages.last?.message, last.role == .assistant else {
            return .interrupted
        }
        return last.text.isEmpty && !last.toolCalls.isEmpty ? .calledTools : .answered
    }
}

/// A message elsewhere.
struct ImportedMessage: Sendable {
    /// Its name, unique in its conversation.
    var externalID: String
    /// What was said.
    var message: Message
    /// The model that said it.
    var model: String?
    /// When.
    var time: Date
    /// How far it may travel, where that is said there.
    var privacy: PrivacyClass?
    /// What a note says of itself.
    var facets: [NoteFacet] = []
    /// Where it points.
    var links: [NoteLink] = []
}

/// A thing that was not taken.
struct ImportSkip: Sendable, Equatable {
    /// Why.
    var reason: Reason
    /// Which one: a file, a name, a number.
    var what: String
    /// How many messages.
    var count = 1

    /// Why something is not taken.
    enum Reason: String, Sendable, CaseIterable {
        case hidden = "hidden in the program it comes from"
        case systemPrompt = "an instruction of that program, not of yours"
        case toolNoise = "what a tool said to the model"
        case status = "a note on the model's work, not an answer"
        case empty = "empty"
        case service = "a service message"
        case notRemembered = "marked there as not to be remembered"
        case tooLarge = "too large"
        case unreadable = "not readable"
        case unknownKind = "of an unknown kind"
        case otherFile = "a file of another kind"
        case forgotten = "forgotten here before"
        case noText = "without a text in its payload"
    }
}
