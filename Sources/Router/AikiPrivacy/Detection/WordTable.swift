/// Words and phrases that are looked for as whole words, in any case and with any ending.
///
/// A word of five letters or more is found with an ending too ("Heron" in "Herons"). Between the words
/// of a phrase may stand anything that is no word.
struct WordTable: Sendable, Equatable {
    private struct Phrase: Sendable, Equatable {
        var words: [String]
    }

    /// The shortest word that is found with an ending.
    private static let stemLength = 5
    private static let prefixLength = 3

    private let phrases: [String: [Phrase]]

    init(_ texts: [String]) {
        var phrases: [String: [Phrase]] = [:]
        for text in texts {
            let words = TextWords(text).words.map(\.lower)
            guard let first = words.first else { continue }
            phrases[String(first.prefix(Self.prefixLength)), default: []].append(
                Phrase(words: words))
        }
        self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The phrases of a text, the longest at each place.
    func find(in text: TextWords) -> [PersonalDataSpan] {
        if phrases.isEmpty { return [] }
        var spans: [PersonalDataSpan] = []
        var index = 0
        while index < text.words.count {
            let key = String(text.words[index].lower.prefix(Self.prefixLength))
            let found = phrases[key]?.first { stands($0, at: index, in: text) }
            if let found {
                let last = text.words[index + found.words.count - 1].range.upperBound
                let range = text.words[index].range.lowerBound..<last
                spans.append(PersonalDataSpan(kind: .own, range: range))
                index += found.words.count
            } else {
                index += 1
            }
        }
        return spans
    }

    private func stands(_ phrase: Phrase, at index: Int, in text: TextWords) -> Bool {
        guard index + phrase.words.count <= text.words.count else { return false }
        return phrase.words.indices.allSatisfy { offset in
            let wanted = phrase.words[offset]
            let word = text.words[index + offset].lower
            return word == wanted
                || wanted.count >= Self.stemLength && word.hasPrefix(wanted)
        }
    }
}
