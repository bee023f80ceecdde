/// A word between two quotations.
struct NarrationWord {
    /// As it stands in the text.
    let text: String
    /// In small letters, without a full stop at its end.
    let plain: String
    /// Whether a sentence ends with it, and nothing that follows belongs to it.
    let endsSentence: Bool
    /// Whether it begins with a capital letter.
    let isCapital: Bool

    /// The words of a range of a text; marks but sentence ends are left out.
    static func words(of text: ScalarText, _ range: Range<Int>) -> [NarrationWord] {
        var words: [NarrationWord] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard text.isLetter(at: index) else {
                if "!?;.".unicodeScalars.contains(text.scalars[index]), let last = words.last {
                    words[words.count - 1] = NarrationWord(
                        text: last.text, plain: last.plain,
                        endsSentence: text.scalars[index] != "."
                            || !SpeechWords.titles.contains(last.plain),
                        isCapital: last.isCapital)
                }
                index += 1
                continue
            }
            var end = index
            while end < range.upperBound,
                text.isLetter(at: end)
                    || ("-'’".unicodeScalars.contains(text.scalars[end])
                        && text.isLetter(at: end + 1))
            {
                end += 1
            }
            let word = text.text(index..<end)
            words.append(
                NarrationWord(
                    text: word, plain: word.lowercased(), endsSentence: false,
                    isCapital: text.scalars[index].properties.isUppercase))
            index = end
        }
        return words
    }
}
