public import AikiBase
public import AikiDialogue

/// Something that was remembered for a question, as it stands in a prompt.
///
/// One layout for every model: a small one is trained on exactly this text.
///
///     What you remember:
///     - The user's sister is called Ines. (2026-03-14, chat)
///     - Ola lives in Bergen. (2026-05-02, note)
///
/// It follows the identity and the instructions, a blank line between, or stands before the question
/// in its message; oldest first, so that the last of two that disagree is the one that holds.
public struct RecalledMemory: Sendable, Equatable {
    /// The day it is from, as `2026-03-14`; empty where nobody knows.
    public var day: String
    /// What it comes from: `chat`, `note 'Boat'`; empty where nobody knows.
    public var source: String
    /// What stands before it however much of it is left out: whose words they are.
    public var lead: String
    /// What is remembered, in sentences; the person spoken with is `the user`.
    public var text: String
    /// The message it stands in; nil where it is none of the log's.
    public var message: Int64?
    /// The turn of that message.
    public var turn: TurnID?
    /// How well it fits: of more memories than there is room for, the best stay.
    public var score: Double
    /// How far it may travel.
    public var privacy: PrivacyClass

    /// The most bytes of one memory that stand in a prompt; what is longer is shortened there, with `…`
    /// where something is left out.
    public static let textBytesMax = 1200

    /// Describes a memory.
    public init(
        day: String = "", source: String = "", lead: String = "", text: String,
        message: Int64? = nil,
        turn: TurnID? = nil, score: Double = 0, privacy: PrivacyClass = .personal
    ) {
        self.day = day
        self.source = source
        self.lead = lead
        self.text = text
        self.message = message
        self.turn = turn
        self.score = score
        self.privacy = privacy
    }

    /// What stands before something that was told and that something told later has replaced.
    public static let outdatedLead = "No longer true: "

    /// The line above the memories.
    public static let heading = "What you remember:"

    /// Memories as a text for a prompt; empty where there are none.
    public static func text(_ memories: [RecalledMemory]) -> String {
        guard !memories.isEmpty else { return "" }
        return ([heading] + memories.map(\.line)).joined(separator: "\n")
    }

    /// The memory on one line.
    private var line: String {
        let origin = [day, source].filter { !$0.isEmpty }.joined(separator: ", ")
        let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let part = MemoryExcerpt.shortened(words, Self.textBytesMax)
        let whole = lead + part + (part.count == words.count ? "" : " …")
        // Behind the words: a small model that says them goes on to where they come from, as it stands.
        return origin.isEmpty ? "- \(whole)" : "- \(whole) (\(origin))"
    }
}
