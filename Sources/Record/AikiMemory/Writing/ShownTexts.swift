import AikiBase

/// What a conversation was shown: memories, and the assistant's answers. Held against what is said, so
/// that nothing is understood twice.
struct ShownTexts {
    /// The share of a statement's words that a shown sentence must hold.
    private static let shareMin = 0.85
    /// The shortest repetition, in words, that counts as word for word.
    private static let verbatimWordsMin = 6

    private var sentences: [Set<String>] = []
    private var index: [String: [Int]] = [:]
    private var answers: [String] = []

    init(recalled: [String], answers: [String]) {
        for text in recalled {
            for part in text.split(whereSeparator: { ".!?".contains($0) || $0.endsLine }) {
                let words = Self.content(String(part))
                guard words.count >= 2 else { continue }
                for word in words { index[word, default: []].append(sentences.count) }
                sentences.append(words)
            }
        }
        self.answers = answers.map(Self.folded)
    }

    /// Whether a statement, or the words it was read from, stood in what was recalled.
    func holds(_ statement: FactStatement, said text: String) -> Bool {
        guard !sentences.isEmpty else { return false }
        return holds(Self.content(statement.sentence)) || holds(Self.content(text))
    }

    private func holds(_ words: Set<String>) -> Bool {
        guard words.count >= 2 else { return false }
        var counts: [Int: Int] = [:]
        for word in words {
            for sentence in index[word] ?? [] { counts[sentence, default: 0] += 1 }
        }
        let needed = Double(words.count) * Self.shareMin
        return counts.values.contains { Double($0) >= needed }
    }

    /// Whether words stood in an answer, one after the other.
    func isEchoed(_ text: String) -> Bool {
        let folded = Self.folded(text)
        guard folded.split(separator: " ").count >= Self.verbatimWordsMin else { return false }
        return answers.contains { $0.contains(folded) }
    }

    private static func folded(_ text: String) -> String {
        " "
            + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
            + " "
    }

    private static let ignored = EnglishWords.set(
        """
        the user user's a an i my me mine you your we our is are am was were be been their they them \
        of to and in at on for with that this it s m d ll re ve do does did have has had not s
        """
    ).subtracting(["not"])

    /// The words that carry what is said, without their endings.
    static func content(_ text: String) -> Set<String> {
        var words: Set<String> = []
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let word = String(word)
            if ignored.contains(word) { continue }
            words.insert(stem(word))
        }
        return words
    }

    static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s"]
        where word.count > ending.count + 3 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word.count > 4 && word.hasSuffix("e") ? String(word.dropLast()) : word
    }
}
