import AikiDialogue

/// What stands in a prompt for turns that no longer fit: their weightiest sentences, word for word,
/// each with the number of the message it is from.
///
///     Earlier in this conversation, shortened; [n] is the message that says it:
///     - [12] 2026-03-14, user: We fly to Bergen on the 3rd.
///     - [13] you: Then the report is due before the 2nd.
///
/// It is made of the log whenever it is needed, and nothing is made from it: the log stays whole, and
/// `[n]` leads to the original. A sentence weighs what its words weigh in all the turns together, so
/// what they are about stays.
public struct ConversationDigest: Sendable, Equatable {
    /// The line above the sentences.
    public static let heading =
        "Earlier in this conversation, shortened; [n] is the message that says it:"
    /// The bytes that a digest takes at most of each byte it stands for: a quarter.
    static let shareMax = 4
    /// Sentences longer than this are shortened, with `…` at their end.
    static let sentenceCharactersMax = 240
    /// The bytes of a message that are read for it.
    static let messageCharactersMax = 20_000

    /// The digest for a prompt; empty where nothing was worth a line.
    public let text: String

    /// Makes a digest.
    ///
    /// - Parameters:
    ///   - turns: what it stands for, oldest first.
    ///   - bytesMax: the most bytes of its text.
    /// - Complexity: O(characters · log sentences).
    public init(_ turns: [ContextRequest.PastTurn], bytesMax: Int) {
        let sentences = Self.sentences(of: turns)
        let weights = Self.wordWeights(sentences)
        let scored = sentences.enumerated().map { index, sentence in
            (index: index, score: Self.score(sentence, weights))
        }
        let size = sentences.map(\.text.utf8.count).reduce(0, +)
        var left = min(bytesMax, size / Self.shareMax) - Self.heading.utf8.count
        var chosen: [Int] = []
        for entry in scored.sorted(by: { ($1.score, $0.index) < ($0.score, $1.index) })
        where entry.score > 0 {
            let bytes = sentences[entry.index].line.utf8.count + 1
            guard bytes <= left else { continue }
            left -= bytes
            chosen.append(entry.index)
        }
        let lines = chosen.sorted().map { sentences[$0].line }
        text = lines.isEmpty ? "" : ([Self.heading] + lines).joined(separator: "\n")
    }

    private struct Sentence {
        let text: String
        let words: [String]
        let line: String
        let isPersons: Bool
    }

    private static func sentences(of turns: [ContextRequest.PastTurn]) -> [Sentence] {
        var sentences: [Sentence] = []
        for turn in turns {
            for (index, message) in turn.messages.enumerated()
            where message.role == .user || message.role == .assistant {
                let isPersons = message.role == .user
                let number = turn.numbers.isEmpty ? "" : "[\(turn.numbers[index])] "
                let day = turn.day.isEmpty ? "" : turn.day + ", "
                let origin = number + day + (isPersons ? "user" : "you")
                for text in cut(message.text.prefix(messageCharactersMax)) {
                    sentences.append(
                        Sentence(
                            text: text, words: words(of: text), line: "- \(origin): \(text)",
                            isPersons: isPersons))
                }
            }
        }
        return sentences
    }

    /// Sentences of a text, at marks that end one and at line ends; white space between words is one space.
    private static func cut(_ text: Substring) -> [String] {
        var sentences: [String] = []
        var current = String.UnicodeScalarView()
        var (isAfterMark, isAfterSpace) = (false, false)
        func end() {
            let sentence = String(current)
            current = String.UnicodeScalarView()
            (isAfterMark, isAfterSpace) = (false, false)
            guard !sentence.isEmpty else { return }
            sentences.append(
                sentence.utf8.count <= sentenceCharactersMax
                    || sentence.count <= sentenceCharactersMax
                    ? sentence : sentence.prefix(sentenceCharactersMax) + " …")
        }
        for scalar in text.unicodeScalars {
            let kind = kind(of: scalar)
            switch kind {
            case .lineEnd: end()
            case .space where isAfterMark: end()
            case .space:
                isAfterSpace = !current.isEmpty
            case .mark, .other:
                if isAfterSpace { current.append(" ") }
                current.append(scalar)
                isAfterSpace = false
                isAfterMark = kind == .mark
            }
        }
        end()
        return sentences
    }

    private enum ScalarKind {
        case lineEnd, space, mark, other
    }

    private static func kind(of scalar: Unicode.Scalar) -> ScalarKind {
        switch scalar {
        case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": .lineEnd
        case " ", "\t": .space
        case ".", "!", "?", "…", "。", "！", "？": .mark
        // Looking a property up takes many times as long.
        default: !scalar.isASCII && scalar.properties.isWhitespace ? .space : .other
        }
    }

    /// Words of more than three letters, and figures, in lower case.
    private static func words(of text: String) -> [String] {
        text.lowercased().unicodeScalars.split { !isOfWord($0) }.map { String($0) }
            .filter { $0.count > 3 || $0.contains(where: \.isNumber) }
    }

    /// Whether it belongs to a word in lower case.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9": return true
        default:
            if scalar.isASCII { return false }
            let properties = scalar.properties
            return properties.isAlphabetic || properties.isGraphemeExtend
                || properties.numericType != nil
        }
    }

    /// How many sentences a word stands in, above 1: what is said once tells of nothing else.
    private static func wordWeights(_ sentences: [Sentence]) -> [String: Double] {
        var counts: [String: Double] = [:]
        for sentence in sentences {
            for word in Set(sentence.words) { counts[word, default: 0] += 1 }
        }
        let most = Double(max(1, sentences.count))
        // A word of every third sentence joins nothing together any more.
        return counts.mapValues { $0 * 3 > most && most > 9 ? 0.2 : min($0, 4) }
    }

    /// The mean weight of its words; more for what the person said and for figures, less for one word.
    private static func score(_ sentence: Sentence, _ weights: [String: Double]) -> Double {
        let distinct = Set(sentence.words)
        guard distinct.count >= 2 else { return 0 }
        let sum = distinct.sorted().map { weights[$0] ?? 0 }.reduce(0, +)
        let mean = sum / Double(distinct.count + 2)
        let figures = sentence.text.contains(where: \.isNumber) ? 1.2 : 1
        return mean * figures * (sentence.isPersons ? 1.5 : 1)
    }
}
