/// A text as an array of its scalars, and what stands around one.
package struct ScalarText: Sendable {
    /// The text.
    package let scalars: [Unicode.Scalar]

    /// Takes a text.
    package init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The text of a range.
    package func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// Whether a place is outside the text or white space.
    func isSpace(at index: Int) -> Bool {
        !scalars.indices.contains(index) || scalars[index].properties.isWhitespace
    }

    /// Whether a letter or digit stands at a place.
    func isLetter(at index: Int) -> Bool {
        guard scalars.indices.contains(index) else { return false }
        let properties = scalars[index].properties
        return properties.isAlphabetic || properties.numericType != nil
    }

    /// Whether nothing but spaces stands before a place in its line.
    func beginsLine(at index: Int) -> Bool {
        var place = index - 1
        while place >= 0, scalars[place] == " " || scalars[place] == "\t" { place -= 1 }
        return place < 0 || scalars[place] == "\n"
    }

    /// The last scalar before a place that is no space; nil at the beginning.
    func lastMark(before index: Int) -> Unicode.Scalar? {
        var place = index - 1
        while place >= 0, scalars[place].properties.isWhitespace { place -= 1 }
        return place >= 0 ? scalars[place] : nil
    }

    /// Scalars of a dash that opens speech, `—`, `–` or `--`; 0 where there is none.
    func dashLength(at index: Int) -> Int {
        guard scalars.indices.contains(index) else { return 0 }
        if scalars[index] == "—" || scalars[index] == "–" { return 1 }
        let isDouble =
            scalars[index] == "-" && index + 1 < scalars.count && scalars[index + 1] == "-"
        return isDouble ? 2 : 0
    }

    /// Whether a straight single mark at a place can open, rather than be an apostrophe.
    func canOpen(at index: Int) -> Bool {
        guard isSpace(at: index - 1) || "(—-“\"".unicodeScalars.contains(scalars[index - 1]) else {
            return false
        }
        if isSpace(at: index + 1) {
            // A mark that stands alone, as in texts cut into tokens; at a line's end it closes.
            return index + 1 < scalars.count && scalars[index + 1] == " "
                && !isSpace(at: index + 2)
        }
        var end = index + 1
        while isLetter(at: end) { end += 1 }
        let word = text(index + 1..<end).lowercased()
        return !Self.clipped.contains(word)
    }

    /// Words that begin with an apostrophe.
    private static let clipped: Set<String> = [
        "", "em", "tis", "twas", "til", "till", "cause", "bout", "t", "ll", "s", "d", "m", "re",
        "ve",
        "twere", "twill", "twould", "cos", "ere", "un", "im", "er", "nd", "n",
    ]

    /// Whether an apostrophe or single mark at a place closes what was opened.
    func closesSingle(at index: Int) -> Bool {
        guard !isLetter(at: index + 1), let last = lastMark(before: index) else { return false }
        if !last.properties.isAlphabetic { return true }
        // A word, then the mark: `the boys’ hats` and `goin’` are apostrophes.
        var start = index - 1
        while start > 0, isSpace(at: start) { start -= 1 }
        return last != "s" && !(last == "n" && start > 0 && scalars[start - 1] == "i")
    }
}
