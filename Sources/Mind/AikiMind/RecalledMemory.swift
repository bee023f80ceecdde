/// Something that was remembered for a question, as it stands in a prompt.
///
/// One layout for every model: a small one is trained on exactly this text.
///
///     What you remember:
///     - 2026-03-14, chat: The user's sister is called Ines.
///     - 2026-05-02, note: Ola lives in Bergen.
///
/// It follows the identity and the instructions, a blank line between, or stands before the question
/// in its message; oldest first, so that the last of two that disagree is the one that holds.
public struct RecalledMemory: Sendable, Equatable {
    /// The day it is from, as `2026-03-14`; empty where nobody knows.
    public var day: String
    /// What it comes from in a word: `chat`, `note`; empty where nobody knows.
    public var source: String
    /// What is remembered, in sentences; the person spoken with is `the user`.
    public var text: String

    /// Describes a memory.
    public init(day: String = "", source: String = "", text: String) {
        self.day = day
        self.source = source
        self.text = text
    }

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
        return origin.isEmpty ? "- \(words)" : "- \(origin): \(words)"
    }
}
