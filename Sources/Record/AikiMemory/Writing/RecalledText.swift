/// What came out of memory for a turn: marked when it is shown, so that nothing of it is ever
/// understood as new.
///
///     try facts.mark([RecalledText(text: "The user lives in Bergen.", fact: 7)], turn, in: …)
///
/// A model repeats what it was shown, a person repeats what a model said, and clients send whole
/// prompts back. ``MemoryWriter`` holds what a turn says against what was shown to its conversation.
public struct RecalledText: Sendable, Equatable {
    /// The words as they were shown.
    public let text: String
    /// The message they come from, where one is meant.
    public let message: Int64?
    /// The fact they say, where it is one.
    public let fact: Int64?

    /// Marks words.
    public init(text: String, message: Int64? = nil, fact: Int64? = nil) {
        self.text = text
        self.message = message
        self.fact = fact
    }

    /// The lines above memories in a prompt, folded: what follows one, up to an empty line, was
    /// recalled.
    static let headings: Set<String> = ["what you remember:"]

    static func isHeading(_ line: Substring) -> Bool {
        line.utf8.count < 64 && headings.contains(line.lowercased().trimmingSpaces)
    }
}

extension String {
    var trimmingSpaces: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
