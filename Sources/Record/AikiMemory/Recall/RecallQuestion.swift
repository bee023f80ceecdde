import Foundation

/// What ranking reads out of a question.
struct RecallQuestion {
    /// Terms that stand in memory, each with its weight: rarer ones weigh more.
    let weights: [Substring: Double]
    /// The same, in the order of the search's terms.
    let weightsInOrder: [Double]
    /// The weight of the terms that stand nowhere in memory.
    let unknownWeight: Double
    /// The weight of one of them.
    let unknownTermWeight: Double
    /// The question as a vector; nil where there is no embedding model.
    let vector: [Float]?
    /// When it asks about.
    let span: TimeSpan?
    /// Whether it asks when something was.
    let asksWhen: Bool
    /// Whether it speaks of the person who asks, and not of the one who is asked.
    let isOfUser: Bool
    /// Whether it speaks of the assistant, and not of the person who asks.
    let isOfAssistant: Bool
    /// How many terms a passage has on average, at least 1.
    let averageTerms: Double

    /// Reads a question.
    init(
        _ query: RecallQuery, search: WordSearch, vector: [Float]?, span: TimeSpan?
    ) {
        var weights: [Substring: Double] = [:]
        for (term, rows) in search.terms {
            weights[Substring(term)] = Self.weight(passages: rows, of: search.passagesTotal)
        }
        self.weights = weights
        weightsInOrder = search.terms.map { weights[Substring($0.term)] ?? 0 }
        unknownTermWeight = Self.weight(passages: 0, of: search.passagesTotal)
        unknownWeight = Double(search.unknownTerms) * unknownTermWeight
        averageTerms = max(1, search.termsAverage)
        self.vector = vector
        self.span = span
        let words = TextTerms.words(of: query.text)
        let start = words.prefix(2).joined(separator: " ")
        asksWhen =
            words.first.map(Self.whenWords.contains) ?? false
            || Self.whenPhrases.contains { start == $0 }
        let isFirst = words.contains(where: Self.firstPerson.contains)
        let isSecond = words.contains(where: Self.secondPerson.contains)
        isOfUser = isFirst && !isSecond
        isOfAssistant = isSecond && !isFirst
    }

    /// Robertson and Spärck Jones' weight, never negative.
    static func weight(passages: Int, of total: Int) -> Double {
        let passages = Double(passages)
        return log(1 + (max(Double(total), passages) - passages + 0.5) / (passages + 0.5))
    }

    private static let whenWords: Set<String> = ["when", "nar", "wann", "когда"]
    private static let whenPhrases: Set<String> = [
        "how long", "what date", "what day", "hvor lenge", "wie lange", "как давно", "hvilken dag",
    ]
    private static let firstPerson: Set<String> = [
        "i", "my", "me", "mine", "im", "ive", "we", "our", "jeg", "meg", "min", "mitt", "mine",
        "ich", "mich", "mir", "mein", "meine", "я", "меня", "мне", "мой", "моя", "мое",
    ]
    private static let secondPerson: Set<String> = [
        "you", "your", "yours", "du", "deg", "din", "ditt", "dich", "dir", "dein", "deine", "ты",
        "тебя", "тебе", "твой", "вы", "вас", "вам",
    ]
}
