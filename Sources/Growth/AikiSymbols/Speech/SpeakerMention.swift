/// Words that stand for whoever speaks.
enum SpeakerMention: Equatable {
    /// `Mr. Bennet`: the title in small letters, and the name's words.
    case name(title: String?, words: [String])
    /// `the old man`: the last of its words.
    case noun(String)
    /// he, she, I, they.
    case pronoun(String)

    /// The mention that begins at a word.
    ///
    /// - Returns: nil where none begins there; else it and the index behind it.
    static func parse(_ words: [NarrationWord], at start: Int) -> (Self, end: Int)? {
        guard start < words.count else { return nil }
        let first = words[start]
        if ["he", "she", "i", "they", "we"].contains(first.plain) {
            return (.pronoun(first.plain), start + 1)
        }
        if SpeechWords.determiners.contains(first.plain) { return noun(words, at: start) }
        var index = start
        var title: String?
        if first.isCapital || first.plain == "old" || first.plain == "young",
            SpeechWords.titles.contains(first.plain), start + 1 < words.count,
            words[start + 1].isCapital
        {
            title = first.plain
            index += 1
        }
        var names: [String] = []
        while index < words.count, words[index].isCapital, names.count < 4,
            !SpeechWords.openers.contains(words[index].plain)
        {
            names.append(words[index].text)
            index += 1
            if words[index - 1].endsSentence { break }
        }
        return names.isEmpty ? nil : (.name(title: title, words: names), index)
    }

    private static func noun(_ words: [NarrationWord], at start: Int) -> (Self, end: Int)? {
        var index = start + 1
        while index < words.count, index - start <= 4,
            !SpeechWords.stops.contains(words[index].plain),
            !SpeechWords.verbs.contains(words[index].plain)
        {
            index += 1
            if words[index - 1].endsSentence { break }
            if words[index - 1].isCapital, index < words.count, !words[index].isCapital { break }
        }
        guard index > start + 1 else { return nil }
        let inner = words[start + 1..<index]
        if let name = inner.first(where: \.isCapital) {
            return (.name(title: nil, words: [name.text]), index)
        }
        let known = SpeechWords.maleNouns.union(SpeechWords.femaleNouns)
        let head = inner.first { known.contains($0.plain) } ?? inner.first
        // Adverbs may follow the noun: `the boy quietly`.
        let plain = inner.last { !$0.plain.hasSuffix("ly") } ?? head
        let chosen = inner.first { known.contains($0.plain) } ?? plain
        return chosen.map { (.noun($0.plain), index) }
    }
}
