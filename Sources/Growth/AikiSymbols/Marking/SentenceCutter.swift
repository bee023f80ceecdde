/// Cuts a text into sentences.
package enum SentenceCutter {
    /// The sentences of a text.
    ///
    /// One ends at `.`, `!`, `?` or `…`, with the marks that close after it, where a space follows and then
    /// no small letter; and at a line feed. A title's full stop (`Mr.`) and an initial's end none.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - borders: places where a sentence ends as well, rising.
    /// - Returns: ranges of scalars that hold a letter or digit, without the space around them.
    /// - Complexity: O(text).
    package static func sentences(of text: ScalarText, borders: [Int]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        var border = 0
        func cut(at end: Int) {
            var (from, to) = (start, end)
            while from < to, text.isSpace(at: from) { from += 1 }
            while to > from, text.isSpace(at: to - 1) { to -= 1 }
            if (from..<to).contains(where: text.isLetter) { sentences.append(from..<to) }
            start = end
        }
        for index in text.scalars.indices {
            while border < borders.count, borders[border] <= index {
                if borders[border] > start { cut(at: borders[border]) }
                border += 1
            }
            if text.scalars[index] == "\n" {
                cut(at: index)
            } else if endsSentence(text, index) {
                cut(at: index + 1)
            }
        }
        cut(at: text.scalars.count)
        return sentences
    }

    private static let closing = "\"'”’»)]*_".unicodeScalars

    /// Whether a scalar is the last of a sentence: a stop, or a mark that closes after one.
    private static func endsSentence(_ text: ScalarText, _ index: Int) -> Bool {
        guard text.isSpace(at: index + 1), index + 1 < text.scalars.count else { return false }
        var stop = index
        while stop > 0, closing.contains(text.scalars[stop]) { stop -= 1 }
        guard ".!?…".unicodeScalars.contains(text.scalars[stop]) else { return false }
        var next = index + 1
        while next < text.scalars.count, text.isSpace(at: next) { next += 1 }
        if next < text.scalars.count, text.scalars[next].properties.isLowercase { return false }
        guard text.scalars[stop] == ".", stop == index else { return true }
        var start = stop
        while start > 0, text.isLetter(at: start - 1) { start -= 1 }
        let word = text.text(start..<stop)
        return word.count > 1
            ? !SpeechWords.titles.contains(word.lowercased())
            : word.isEmpty || word.lowercased() == word
    }
}
