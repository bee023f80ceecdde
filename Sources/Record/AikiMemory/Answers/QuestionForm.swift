import Foundation

/// What a question asks, without the manner of asking: "In Python, how do I sort a list?" and "please
/// show me how to sort a list in python" have one form.
///
/// Two questions of one form want one answer. The form keeps every word that could make a difference,
/// in its order: names, numbers, negations, directions, tenses, units. It leaves out case, marks that
/// end a sentence, politeness and articles (short lists for each language), writes out what is
/// contracted, and moves a clause in front of the question behind it. A question has no form where its
/// answer passes with time ("today"), where it is longer than a question, or shorter than three words.
public struct QuestionForm: Sendable, Equatable {
    /// Longer texts are no questions.
    public static let bytesMax = 400
    /// Fewer words say too little.
    static let wordsMin = 3
    /// A clause in front of the question is at most so long.
    private static let clauseWordsMax = 7

    /// Questions of one form whose vectors have a smaller cosine are not taken for the same. Of right
    /// pairs 4 % lie below it.
    static let nearnessMin: Float = 0.8

    /// What is left of the question.
    public let words: [String]

    /// Whether two vectors of unit length are near enough for two questions of one form.
    public static func areNear(_ one: [Float], _ two: [Float]) -> Bool {
        one.count == two.count && zip(one, two).reduce(0) { $0 + $1.0 * $1.1 } >= nearnessMin
    }

    /// Reads a question; nil where it has no form.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax, !text.contains(where: { $0.isNewline || $0 == "`" })
        else { return nil }
        let tokens = Self.tokens(text)
        guard !Self.passes(tokens) else { return nil }
        guard let language = QuestionLanguage.of(tokens) else {
            // An unknown language is left as it is written.
            words = tokens.filter { $0 != "," }
            if words.count < Self.wordsMin { return nil }
            return
        }
        var draft = QuestionDraft(words: tokens, language: language)
        draft.dropBeginning()
        draft.moveClause(wordsMax: Self.clauseWordsMax)
        draft.words.removeAll { $0 == "," }
        draft.unifyBeginning()
        draft.unifyOrder()
        words = draft.words.filter { !language.silent.contains($0) }
            .map { language.synonyms[$0] ?? $0 }
        if words.count < Self.wordsMin { return nil }
    }

    /// Whether something in it passes with time.
    private static func passes(_ tokens: [String]) -> Bool {
        QuestionLanguage.passingWords.contains { phrase in
            tokens.indices.contains { tokens[$0...].starts(with: phrase) }
        }
    }

    /// Words, numbers, signs and commas; what is contracted is written out.
    private static func tokens(_ text: String) -> [String] {
        let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
            .replacing("’", with: "'").replacing("ё", with: "е")
        var tokens: [String] = []
        var word = ""
        let characters = Array(folded)
        func finish() {
            if !word.isEmpty { tokens += expanded(word) }
            word = ""
        }
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if isInside(character, word, next) {
                word.append(character)
            } else {
                finish()
                if character == "," || isSign(character, next) { tokens.append("\(character)") }
            }
        }
        finish()
        return tokens
    }

    /// Whether a mark belongs to the word around it: 14.4, 10:30, don't.
    private static func isInside(_ mark: Character, _ word: String, _ next: Character) -> Bool {
        guard let last = word.last else { return false }
        switch mark {
        case ".", ",", ":": return last.isNumber && next.isNumber
        case "'": return last.isLetter && next.isLetter
        default: return false
        }
    }

    /// Whether a mark means something: %, +, €; the minus of a number.
    private static func isSign(_ mark: Character, _ next: Character) -> Bool {
        if mark == "-" || mark == "−" { return next.isNumber }
        return !mark.isWhitespace && !".;:!?\"'()«»„“”–—¿¡…,".contains(mark)
    }

    private static func expanded(_ word: String) -> [String] {
        guard let mark = word.firstIndex(of: "'") else {
            return word == "cannot" ? ["can", "not"] : word == "whats" ? ["what", "is"] : [word]
        }
        switch word {
        case "can't": return ["can", "not"]
        case "won't": return ["will", "not"]
        case "i'm": return ["i", "am"]
        default: break
        }
        if word.hasSuffix("n't") { return [String(word.dropLast(3)), "not"] }
        let stem = String(word[..<mark])
        return switch word[mark...] {
        case "'s": beforeIs.contains(stem) ? [stem, "is"] : [stem, "'s"]
        case "'re": [stem, "are"]
        case "'ve": [stem, "have"]
        case "'ll": [stem, "will"]
        default: [word]
        }
    }

    /// Words after which 's is a verb; after others it belongs to somebody.
    private static let beforeIs: Set = [
        "what", "who", "how", "where", "when", "why", "that", "it", "there",
    ]
}

/// A question on its way to its form.
private struct QuestionDraft {
    var words: [String]
    let language: QuestionLanguage
    /// Whether it was asked whether one knows.
    private var isIndirect = false

    init(words: [String], language: QuestionLanguage) {
        self.words = words
        self.language = language
    }

    /// Drops what only says that something is asked.
    mutating func dropBeginning() {
        var before = -1
        while before != words.count {
            before = words.count
            if let greeting = first(of: language.greetings) { drop(greeting.count) }
            if let asking = first(of: language.askings) {
                var rest = words.dropFirst(asking.count).drop { $0 == "," }
                if let word = rest.first, language.silent.contains(word) { rest = rest.dropFirst() }
                if let word = rest.first, language.questions.contains(word) {
                    words = Array(rest)
                    isIndirect = true
                }
            }
            if let request = first(of: language.requests), words.count > request.count,
                language.orders.contains(words[request.count])
            {
                drop(request.count)
            }
        }
        // "where my phone is" asks what "where is my phone" does.
        if isIndirect, let last = words.last, ["is", "are", "was", "were"].contains(last),
            words.count > 2, ["what", "who", "where", "when", "why"].contains(words[0])
        {
            words.removeLast()
            words.insert(last, at: 1)
        }
    }

    /// Moves a clause in front of the question behind it: "In Python, how …".
    mutating func moveClause(wordsMax: Int) {
        guard let start = words.first, language.prepositions.contains(start),
            let comma = words.firstIndex(of: ","), comma == words.lastIndex(of: ","),
            comma <= wordsMax, comma + 1 < words.count
        else { return }
        let clause = words[..<comma]
        words = Array(words[(comma + 1)...])
        dropBeginning()
        words += clause
    }

    /// Gives beginnings of one meaning one wording.
    mutating func unifyBeginning() {
        if let howTo = first(of: language.howTos) {
            words.replaceSubrange(..<howTo.count, with: ["how to"])
        } else if let whatIs = first(of: language.whatIs) {
            words.replaceSubrange(..<whatIs.count, with: ["what", "is", "the"])
        } else if words.count > 3, words[0] == "how", words[1] == "much",
            words[2] == "is" || words[2] == "are", words[3].first?.isNumber == true
        {
            words.replaceSubrange(..<3, with: ["what", "is"])
        } else if words.count > 1, words[0] == "calculate", words[1].first?.isNumber == true {
            words.replaceSubrange(..<1, with: ["what", "is"])
        } else if words.count > 2, words[0] == "in", words[1] == "what" || words[1] == "which" {
            words.removeFirst()
        } else if words.count > 2, words[0] == "give" || words[0] == "write", words[1] == "me" {
            words.remove(at: 1)
        }
        if ["convert", "translate", "how to"].contains(words.first) {
            words = words.map { $0 == "into" ? "to" : $0 }
        }
    }

    /// Gives orders of one meaning one order.
    mutating func unifyOrder() {
        // The owner goes behind what is owned.
        if let mark = words.firstIndex(of: "'s"), mark == words.lastIndex(of: "'s"), mark > 0 {
            let end =
                words[(mark + 1)...].firstIndex(where: language.prepositions.contains)
                ?? words.count
            if end > mark + 1 {
                let owned = words[(mark + 1)..<end]
                words.replaceSubrange((mark - 1)..<end, with: owned + ["of", words[mark - 1]])
            }
        }
        // "which river is the longest" is "what is the longest river".
        if words.count > 4, words[0] == "what" || words[0] == "which",
            words[2] == "is" || words[2] == "are", words[3] == "the", words[4].hasSuffix("est")
        {
            words.replaceSubrange(..<5, with: ["what", words[2], "the", words[4], words[1]])
        }
    }

    private mutating func drop(_ count: Int) {
        if words.count > count { words.removeFirst(count) }
        while words.first == "," { words.removeFirst() }
    }

    private func first(of phrases: [[String]]) -> [String]? {
        phrases.first { words.starts(with: $0) }
    }
}
