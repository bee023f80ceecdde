/// Cuts a line of prose into words and marks.
///
/// One pass over the characters. Quotations, inline code, links and placeholders become one word
/// each, so that nothing inside them is read as said by the speaker.
struct WordReader {
    private let characters: [(character: Character, offset: Int)]
    private let end: Int
    private var place = 0
    private(set) var words: [Word] = []

    /// - Parameters:
    ///   - line: the text.
    ///   - offset: where it begins in its message, in bytes.
    init(_ line: Substring, offset: Int) {
        var characters: [(Character, Int)] = []
        characters.reserveCapacity(line.utf8.count)
        var place = offset
        for character in line {
            characters.append((character, place))
            place += character.utf8.count
        }
        self.characters = characters
        end = place
    }

    /// All words of the line.
    static func words(of line: Substring, offset: Int) -> [Word] {
        var reader = WordReader(line, offset: offset)
        while reader.place < reader.characters.count { reader.readNext() }
        return reader.words
    }

    private mutating func readNext() {
        let character = characters[place].character
        if character.isWhitespace {
            place += 1
        } else if let close = Self.quotes[character], let last = closing(close) {
            take(through: last, .quotation)
        } else if character == "`", let last = closing("`") {
            take(through: last, .foreign)
        } else if let close = Self.brackets[character], let last = closing(close),
            last - place < 40
        {
            take(through: last, .foreign)
        } else if Self.isLetterOrDigit(character) {
            readWord()
        } else {
            take(through: place, .mark)
        }
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’",
    ]
    private static let brackets: [Character: Character] = ["[": "]", "{": "}", "<": ">"]

    /// Where a quotation that starts here ends; nil where it does not.
    private func closing(_ mark: Character) -> Int? {
        var index = place + 1
        while index < characters.count {
            let character = characters[index].character
            let isClose =
                character == mark || (mark == "“" && character == "”")
                || (mark == "”" && character == "\"")
            if isClose, index > place + 1 { return index }
            index += 1
        }
        return nil
    }

    private mutating func readWord() {
        let first = place
        var last = place
        var index = place + 1
        while index < characters.count {
            let character = characters[index].character
            if Self.isLetterOrDigit(character) {
                last = index
            } else if "'’-@_/.:&%".contains(character), index + 1 < characters.count,
                Self.joins(
                    character, characters[index - 1].character, characters[index + 1].character)
            {
                last = index
            } else {
                break
            }
            index += 1
        }
        let text = String(characters[first...last].map(\.character))
        place = last + 1
        let isLink = text.contains("://") || text.hasPrefix("www.") || text.contains("@")
        if isLink || text.contains("_") {
            append(.foreign, text, text.lowercased(), first, last)
            return
        }
        for part in Contraction.parts(of: text) { append(.word, text, part, first, last) }
    }

    /// Whether a mark between two characters belongs to a word: `it's`, `well-known`, `a@b`, `3.5`.
    private static func joins(
        _ mark: Character, _ before: Character, _ after: Character
    ) -> Bool {
        switch mark {
        case "'", "’", "-", "&": isLetterOrDigit(after)
        case ".": before.isNumber && after.isNumber || isInsideLink(before, after)
        case ":": after == "/" || before.isNumber && after.isNumber
        case "/": after == "/" || before == "/" || before.isNumber && after.isNumber
        case "@", "_": isLetterOrDigit(after)
        case "%": false
        default: false
        }
    }

    /// A full stop with a small letter on both sides and no space: a domain, a file, an abbreviation.
    private static func isInsideLink(_ before: Character, _ after: Character) -> Bool {
        before.isLetter && after.isLetter && after.isLowercase
    }

    private static func isLetterOrDigit(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private mutating func take(through last: Int, _ kind: Word.Kind) {
        let text = String(characters[place...last].map(\.character))
        append(kind, text, kind == .mark ? text : "\u{FFFC}", place, last)
        place = last + 1
    }

    private mutating func append(
        _ kind: Word.Kind, _ text: String, _ folded: String, _ first: Int, _ last: Int
    ) {
        let next = last + 1 < characters.count ? characters[last + 1].offset : end
        words.append(
            Word(
                kind: kind, text: text, folded: folded, start: characters[first].offset,
                end: next))
    }
}

/// Contractions of English, with and without their apostrophe.
enum Contraction {
    private static let whole: [String: [String]] = [
        "im": ["i", "am"], "ive": ["i", "have"], "dont": ["do", "not"], "cant": ["can", "not"],
        "didnt": ["did", "not"], "doesnt": ["does", "not"], "isnt": ["is", "not"],
        "wasnt": ["was", "not"], "wont": ["will", "not"], "arent": ["are", "not"],
        "havent": ["have", "not"], "hasnt": ["has", "not"], "can't": ["can", "not"],
        "won't": ["will", "not"], "cannot": ["can", "not"], "shan't": ["shall", "not"],
        "ain't": ["is", "not"], "gonna": ["going", "to"], "wanna": ["want", "to"],
        "gotta": ["have", "to"], "i'ma": ["i", "will"], "let's": ["let", "us"],
    ]
    private static let endings: [(String, String)] = [
        ("n't", "not"), ("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"),
        ("'d", "would"), ("'s", "'s"),
    ]

    /// The words that a written word stands for, folded.
    static func parts(of text: String) -> [String] {
        let folded = text.lowercased().replacing("’", with: "'")
        if let parts = whole[folded] { return parts }
        guard folded.contains("'") else { return [folded] }
        for (ending, word) in endings where folded.hasSuffix(ending) {
            let stem = String(folded.dropLast(ending.count))
            if !stem.isEmpty { return [stem, word] }
        }
        return [folded]
    }
}
