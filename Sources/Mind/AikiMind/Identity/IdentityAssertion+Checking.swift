import Foundation

extension IdentityAssertion {
    /// What an answer fails, each in a sentence; empty where the assertion holds.
    ///
    /// Phrases are looked for as whole words; case, accents, white space and the form of quotation
    /// marks do not count. An answer too short to tell its language fails none.
    public func failures(of answer: String) -> [String] {
        let text = Self.plain(answer)
        var failures: [String] = []
        if !saysAny.isEmpty, !saysAny.contains(where: { Self.says($0, text) }) {
            failures.append("says none of \(Self.list(saysAny))")
        }
        for phrase in saysAll where !Self.says(phrase, text) {
            failures.append("does not say '\(phrase)'")
        }
        for phrase in saysNone where Self.says(phrase, text) {
            failures.append("says '\(phrase)'")
        }
        if !language.isEmpty, let spoken = LanguageGuess.language(of: answer),
            Self.plain(spoken) != Self.plain(language)
        {
            failures.append("is \(spoken), not \(language)")
        }
        let words = answer.split(whereSeparator: \.isWhitespace).count
        if let wordsMax, words > wordsMax {
            failures.append("has \(words) words, more than \(wordsMax)")
        }
        if words == 0 { failures.append("is empty") }
        return failures
    }

    /// A text as it is compared: lower case without accents, words with a blank between.
    private static func plain(_ text: String) -> String {
        text.replacing("’", with: "'")
            .folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a phrase stands in a plain text with no letter or digit beside it.
    private static func says(_ phrase: String, _ text: String) -> Bool {
        let phrase = plain(phrase)
        guard !phrase.isEmpty else { return false }
        func isPart(_ character: Character?) -> Bool {
            character.map { $0.isLetter || $0.isNumber } ?? false
        }
        return text.ranges(of: phrase).contains { range in
            let before =
                range.lowerBound > text.startIndex
                ? text[text.index(before: range.lowerBound)] : nil
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : nil
            return !(isPart(before) && isPart(phrase.first))
                && !(isPart(after) && isPart(phrase.last))
        }
    }

    private static func list(_ phrases: [String]) -> String {
        phrases.map { "'\($0)'" }.joined(separator: ", ")
    }
}
