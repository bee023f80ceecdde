public import AikiBase
public import AikiDialogue
public import Foundation

/// A memory that was found: a message, or a part of a long one.
public struct RecallHit: Sendable, Equatable {
    /// The message's number in the log.
    public let messageID: Int64
    /// The turn it belongs to.
    public let turn: TurnID
    /// The conversation it stands in.
    public let conversation: ConversationID
    /// What that conversation is called; of a note its name.
    public let title: String
    /// The words, verbatim: the message, or the part of it that was found.
    public let text: String
    /// Where the words stand in the message, in bytes of UTF-8.
    public let span: Range<Int>
    /// Who said it: a name, or `user` and `assistant`.
    public let speaker: String
    /// When it was said.
    public let time: Date
    /// Where it came from: `chat`, `api`, `note`, `telegram` …
    public let source: String
    /// Whether it stands in a note.
    public var isNote: Bool { source == ConversationLog.noteDoor }
    /// How well it fits; higher is better. Comparable within one recall.
    public let score: Double
    /// What the score is made of.
    public let parts: [RecallScore]
    /// The fact that was read from it and that the question is about, where there is one that
    /// stands.
    public let fact: Fact?
    /// Whose fact it is to the person spoken with, where it calls them by a name: `user's sister`.
    public let tie: String?
    /// The fact as a sentence that says whose it is: `The user's sister Ines lives in Porto.`
    public var understood: String? { fact?.statement.sentence(tie: tie) }
    /// What was read from it and has ended since, by what was said later: `user · lives in · Oslo`.
    public let outdated: [FactStatement]
    /// The fact's number.
    public var factID: Int64? { fact?.id }
    /// How far it may travel.
    public let privacy: PrivacyClass

    /// Describes a memory.
    public init(
        messageID: Int64, turn: TurnID, conversation: ConversationID, title: String = "",
        text: String, span: Range<Int>, speaker: String, time: Date, source: String, score: Double,
        parts: [RecallScore], fact: Fact? = nil, tie: String? = nil,
        outdated: [FactStatement] = [], privacy: PrivacyClass = .personal
    ) {
        self.messageID = messageID
        self.turn = turn
        self.conversation = conversation
        self.title = title
        self.text = text
        self.span = span
        self.speaker = speaker
        self.time = time
        self.source = source
        self.score = score
        self.parts = parts
        self.fact = fact
        self.tie = tie
        self.outdated = outdated
        self.privacy = privacy
    }
}

/// One reason why a memory was found.
public struct RecallScore: Sendable, Equatable {
    /// What was compared: `words`, `meaning`, `time` …
    public let name: String
    /// The memory's place in the list that this comparison alone would give, from 1; nil where the
    /// comparison only adds to others.
    public let rank: Int?
    /// The comparison's own number.
    public let raw: Double
    /// What it adds to the whole score.
    public let contribution: Double

    /// Describes a reason.
    public init(name: String, rank: Int?, raw: Double, contribution: Double) {
        self.name = name
        self.rank = rank
        self.raw = raw
        self.contribution = contribution
    }
}
