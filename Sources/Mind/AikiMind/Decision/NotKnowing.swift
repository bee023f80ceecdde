/// Saying that something is not known.
public enum NotKnowing {
    /// The commonest ways, in lower case.
    private static let phrases = [
        "do not know", "don't know", "do not remember", "don't remember", "not told me",
        "haven't told me", "do not have that", "cannot know", "can't know", "no memory of",
        "vet ikke", "husker ikke", "weiß nicht", "weiß ich nicht", "erinnere mich nicht",
        "не знаю", "не помню",
    ]

    /// Whether a text says that something is not known.
    ///
    /// - Complexity: O(characters).
    public static func isSaid(in text: String) -> Bool {
        let words = text.lowercased().replacing("\u{2019}", with: "'")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return phrases.contains { words.contains($0) }
    }
}
