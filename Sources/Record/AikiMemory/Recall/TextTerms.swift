/// Cuts text into the terms that full-text search compares: words in lower case, without accents,
/// reduced to their stems.
///
///     TextTerms.terms(of: "She's been painting!")     // ["paint"]
///
/// Words that say nothing of a topic ("the", "und", "что") are left out. A sign of Chinese, Japanese
/// or Korean is a term of its own, because those are written without spaces.
///
/// - Complexity: O(bytes).
package enum TextTerms {
    /// The most letters of one term; the rest of a longer word (base64, say) is not compared.
    package static let lettersMax = 40

    /// The terms of a text, in order, with repetitions.
    package static func terms(of text: String) -> [String] {
        var terms: [String] = []
        forEachWord(of: text) { word in
            if let term = term(of: word) { terms.append(term) }
        }
        return terms
    }

    /// The words of a text in lower case without accents, as they stand, stop words and all.
    package static func words(of text: String) -> [String] {
        var words: [String] = []
        forEachWord(of: text) { words.append(String(decoding: $0, as: UTF8.self)) }
        return words
    }

    /// The term of one word that ``words(of:)`` found; nil where it says nothing of a topic.
    package static func term(ofWord word: String) -> String? {
        term(of: Array(word.utf8))
    }

    private static func term(of word: [UInt8]) -> String? {
        let text = String(decoding: word, as: UTF8.self)
        if StopWords.all.contains(text) { return nil }
        guard let first = word.first else { return nil }
        if first < 0x80 {
            return String(decoding: PorterStemmer.stem(word), as: UTF8.self)
        }
        let isCyrillic = first == 0xD0 || first == 0xD1
        return isCyrillic ? RussianStemmer.stem(text) : text
    }

    /// Hands on each word as UTF-8 bytes.
    private static func forEachWord(of text: String, _ body: ([UInt8]) -> Void) {
        var word = Word()
        for scalar in text.unicodeScalars {
            switch LetterFolding.kind(of: scalar) {
            case .letter(let folded): word.append(CollectionOfOne(folded))
            case .letters(let folded): word.append(folded.utf8)
            case .apostrophe: word.appendApostrophe()
            case .mark: continue
            case .sign:
                word.end(body)
                word.append(String(scalar).utf8)
                word.end(body)
            case .other: word.end(body)
            }
        }
        word.end(body)
    }

    /// A word while it is read.
    private struct Word {
        private var bytes: [UInt8] = []
        private var letters = 0
        private var hasApostrophe = false

        mutating func append(_ letter: some Sequence<UInt8>) {
            if letters < lettersMax { bytes.append(contentsOf: letter) }
            letters += 1
        }

        /// "Anna's" is Anna and "don't" a stop word; a quotation mark ends a word.
        mutating func appendApostrophe() {
            guard !bytes.isEmpty else { return }
            bytes.append(UInt8(ascii: "'"))
            hasApostrophe = true
        }

        /// Hands on the word, where there is one, without apostrophes and what they add to a name.
        mutating func end(_ body: ([UInt8]) -> Void) {
            if bytes.isEmpty { return }
            if hasApostrophe {
                let apostrophe = UInt8(ascii: "'")
                while bytes.last == apostrophe { bytes.removeLast() }
                if bytes.suffix(2).elementsEqual("'s".utf8) { bytes.removeLast(2) }
                bytes.removeAll { $0 == apostrophe }
            }
            if !bytes.isEmpty { body(bytes) }
            self = Word()
        }
    }
}
