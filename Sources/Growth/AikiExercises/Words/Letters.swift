/// Small rules of English spelling.
enum Letters {
    /// With a capital first letter.
    static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// With `a` or `an` before it.
    static func withArticle(_ text: String) -> String {
        (text.first.map { "aeio".contains($0) } ?? false ? "an " : "a ") + text
    }

    /// As people type who are in a hurry: no capitals, no mark at the end.
    static func hasty(_ text: String) -> String {
        var text = text.lowercased()
        while let last = text.last, ".?!".contains(last) { text.removeLast() }
        return text
    }

    /// The items as a sentence names them: `a, b and c`.
    static func listed(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
