import AikiArchive

/// The words of a memory, for people.
enum MemoryWords {
    /// A text in one line; where it is the beginning of a memory, without the fields that a note begins with
    /// if there is more than these. What is longer ends with an ellipsis.
    static func line(_ text: String, isBeginning: Bool, charactersMax: Int) -> String {
        let text = isBeginning ? withoutFields(text) : text
        let words = PlainText.of(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        return words.count > charactersMax ? words.prefix(charactersMax - 1) + "…" : words
    }

    private static func withoutFields(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let block = FrontMatter(bytes), block.byteCount < bytes.count else { return text }
        return String(decoding: bytes[block.byteCount...], as: UTF8.self)
    }
}
