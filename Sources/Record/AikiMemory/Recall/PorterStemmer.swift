/// The stem of an English word, so that "painted" finds "painting".
///
/// Works on ASCII letters in lower case; a word with anything else in it is left as it is. A word of
/// another language is cut too, but always in the same way, so it still finds itself.
///
/// - SeeAlso: Porter 1980, "An algorithm for suffix stripping", steps 1a to 5b.
struct PorterStemmer {
    private var word: [UInt8]
    /// Where the suffix that was last looked for begins.
    private var stemEnd = 0

    /// The stem of a word.
    static func stem(_ word: [UInt8]) -> [UInt8] {
        guard word.count > 2, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
        var stemmer = PorterStemmer(word: word)
        stemmer.stripPlural()
        stemmer.stripPastAndGerund()
        stemmer.turnY()
        stemmer.replaceLongest(in: Self.doubleSuffixes, measureAbove: 0)
        stemmer.replaceLongest(in: Self.suffixes, measureAbove: 0)
        stemmer.stripLast()
        stemmer.tidy()
        return stemmer.word
    }

    private init(word: [UInt8]) {
        self.word = word
    }

    // MARK: What a stem looks like

    private func isConsonant(_ index: Int) -> Bool {
        switch word[index] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"):
            false
        case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    /// How many times a vowel is followed by a consonant before `end`.
    private func measure(_ end: Int) -> Int {
        var count = 0
        var wasVowel = false
        for index in 0..<end {
            let isVowel = !isConsonant(index)
            if wasVowel && !isVowel { count += 1 }
            wasVowel = isVowel
        }
        return count
    }

    private func hasVowel(_ end: Int) -> Bool {
        (0..<end).contains { !isConsonant($0) }
    }

    private func endsInDouble(_ end: Int) -> Bool {
        end >= 2 && word[end - 1] == word[end - 2] && isConsonant(end - 1)
    }

    /// Whether it ends in consonant, vowel, consonant, the last one not w, x or y.
    private func endsInShortSyllable(_ end: Int) -> Bool {
        guard end >= 3, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else {
            return false
        }
        return !"wxy".utf8.contains(word[end - 1])
    }

    private mutating func ends(_ suffix: StaticString) -> Bool {
        let count = suffix.utf8CodeUnitCount
        guard word.count >= count else { return false }
        stemEnd = word.count - count
        return suffix.withUTF8Buffer { bytes in
            word[stemEnd...].elementsEqual(bytes)
        }
    }

    private mutating func replace(_ replacement: StaticString) {
        word.removeSubrange(stemEnd...)
        replacement.withUTF8Buffer { word.append(contentsOf: $0) }
    }

    // MARK: The steps

    /// Step 1a.
    private mutating func stripPlural() {
        if ends("sses") {
            replace("ss")
        } else if ends("ies") {
            replace("i")
        } else if !ends("ss"), ends("s") {
            replace("")
        }
    }

    /// Step 1b.
    private mutating func stripPastAndGerund() {
        if ends("eed") {
            if measure(stemEnd) > 0 { replace("ee") }
            return
        }
        guard ends("ed") && hasVowel(stemEnd) || ends("ing") && hasVowel(stemEnd) else { return }
        replace("")
        if ends("at") {
            replace("ate")
        } else if ends("bl") {
            replace("ble")
        } else if ends("iz") {
            replace("ize")
        } else if endsInDouble(word.count), let last = word.last, !"lsz".utf8.contains(last) {
            word.removeLast()
        } else if measure(word.count) == 1, endsInShortSyllable(word.count) {
            word.append(UInt8(ascii: "e"))
        }
    }

    /// Step 1c.
    private mutating func turnY() {
        if ends("y"), hasVowel(stemEnd) { replace("i") }
    }

    /// Step 2.
    private static let doubleSuffixes: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"),
        ("izer", "ize"), ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ]

    /// Step 3.
    private static let suffixes: [(StaticString, StaticString)] = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"),
        ("ful", ""), ("ness", ""),
    ]

    /// Step 4; "ion" stands apart because it needs an s or a t before it.
    private static let lastSuffixes: [StaticString] = [
        "ement", "ment", "ent", "ance", "ence", "able", "ible", "ant", "ism", "ate", "iti", "ous",
        "ive", "ize", "al", "er", "ic", "ou",
    ]

    /// The first suffix in the list that fits is the one; longer ones stand before their own ends.
    private mutating func replaceLongest(
        in pairs: [(StaticString, StaticString)], measureAbove limit: Int
    ) {
        for (suffix, replacement) in pairs where ends(suffix) {
            if measure(stemEnd) > limit { replace(replacement) }
            return
        }
    }

    private mutating func stripLast() {
        if ends("ion") {
            guard stemEnd > 0, "st".utf8.contains(word[stemEnd - 1]), measure(stemEnd) > 1 else {
                return
            }
            replace("")
            return
        }
        for suffix in Self.lastSuffixes where ends(suffix) {
            if measure(stemEnd) > 1 { replace("") }
            return
        }
    }

    /// Steps 5a and 5b.
    private mutating func tidy() {
        if ends("e") {
            let measure = measure(stemEnd)
            if measure > 1 || measure == 1 && !endsInShortSyllable(stemEnd) { replace("") }
        }
        if ends("ll"), measure(word.count) > 1 { word.removeLast() }
    }
}
