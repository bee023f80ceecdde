/// The phrases of one language.
struct PhraseTable: Sendable {
    /// One phrase: the words it begins with, what it says, and what its object must be.
    struct Phrase: Sendable {
        let words: [Set<String>]
        /// Words of which one must end the clause: `gekauft`.
        let ending: Set<String>
        let relation: String
        /// What stands before the object in the statement.
        let lead: String
        let isOfTie: Bool
        let takesList: Bool
        let needsNumber: Bool
        let needsCapital: Bool
        /// The last word of the phrase is the object.
        let isOwnObject: Bool
        let table: PhraseSettings
    }

    /// A phrase found at a place.
    struct Match {
        let end: Int
        let tie: String?
        /// Where its object must end, for phrases that have an ending.
        let last: Int?

        /// Longer phrases go before shorter ones, those with an ending before those without.
        var rank: Int { 2 * end + (last == nil ? 0 : 3) }

        func object(_ clauseEnd: Int) -> Range<Int> {
            let upper = max(end, min(clauseEnd, last ?? clauseEnd))
            return end..<upper
        }
    }

    let settings: PhraseSettings
    private let phrases: [String: [Phrase]]

    var openers: Set<String> { settings.openers }
    var conjunctions: Set<String> { settings.conjunctions }
    var breaks: Set<String> { settings.breaks }
    var askers: Set<String> { settings.askers }
    var conditions: Set<String> { settings.conditions }
    var doubts: Set<String> { settings.doubts }
    var sayings: Set<String> { settings.sayings }
    var tails: Set<String> { settings.tails }
    var leads: Set<String> { settings.leads }

    /// Reads lines `words => relation; flags`: `|` between alternatives, `<tie>` for somebody's tie,
    /// `<…>` for words before the ending, which follows `..`.
    init(_ settings: PhraseSettings, _ lines: String) {
        self.settings = settings
        var phrases: [String: [Phrase]] = [:]
        for line in lines.split(separator: "\n") {
            let sides = line.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let parts = sides[1].split(separator: ";").map { String($0).trimmingSpaces }
            var words: [Set<String>] = []
            var ending: Set<String> = []
            var isEnding = false
            for word in sides[0].split(separator: " ") {
                if word == ".." {
                    isEnding = true
                } else if isEnding {
                    ending = Set(word.split(separator: "|").map(String.init))
                } else {
                    words.append(Set(word.split(separator: "|").map(String.init)))
                }
            }
            let lead = parts.dropFirst().first { $0.hasPrefix("+") }
            let flags = Set(parts.dropFirst())
            let phrase = Phrase(
                words: words, ending: ending, relation: parts.first ?? "",
                lead: lead.map { $0.dropFirst() + " " } ?? "",
                isOfTie: words.contains(["<tie>"]), takesList: flags.contains("list"),
                needsNumber: flags.contains("number"), needsCapital: flags.contains("capital"),
                isOwnObject: flags.contains("self"),
                table: settings)
            for first in words.first ?? [] { phrases[first, default: []].append(phrase) }
        }
        self.phrases = phrases
    }

    /// The longest phrase that begins at a word.
    func match(_ words: [Word], at index: Int) -> (Phrase, Match)? {
        guard let word = words[safe: index] else { return nil }
        var best: (Phrase, Match)?
        let candidates =
            (phrases[word.folded] ?? [])
            + (settings.ties[word.folded] == nil ? [] : phrases["<tie>"] ?? [])
        for phrase in candidates {
            guard let match = match(phrase, words, at: index) else { continue }
            if let best, best.1.rank >= match.rank { continue }
            best = (phrase, match)
        }
        return best
    }

    private func match(_ phrase: Phrase, _ words: [Word], at index: Int) -> Match? {
        var place = index
        var tie: String?
        for expected in phrase.words {
            while settings.skipped.contains(words[safe: place]?.folded ?? "")
                && !expected.contains(words[place].folded)
            {
                place += 1
            }
            guard let word = words[safe: place] else { return nil }
            if expected == ["<tie>"] {
                guard let noun = settings.ties[word.folded] else { return nil }
                tie = noun
            } else if !expected.contains(word.folded) {
                return nil
            }
            place += 1
        }
        guard !phrase.ending.isEmpty else { return Match(end: place, tie: tie, last: nil) }
        let last = words[place...].prefix { $0.kind != .mark }.lastIndex {
            phrase.ending.contains($0.folded)
        }
        return last.map { Match(end: place, tie: tie, last: $0) }
    }

    static func of(_ language: PhraseLanguage) -> PhraseTable {
        switch language {
        case .norwegian: norwegian
        case .german: german
        case .russian: russian
        }
    }
}

/// The closed word classes of a language that is read by phrases.
struct PhraseSettings: Sendable {
    var language: PhraseLanguage
    /// What may stand before a clause.
    var openers: Set<String>
    var conjunctions: Set<String>
    /// What ends a clause.
    var breaks: Set<String>
    var askers: Set<String>
    var conditions: Set<String>
    var doubts: Set<String>
    var sayings: Set<String>
    /// What is left out at the ends of an object.
    var tails: Set<String>
    var leads: Set<String>
    /// Adverbs inside a phrase.
    var skipped: Set<String>
    /// What ends a place: who is there, since when.
    var companions: Set<String>
    /// Objects that name nothing.
    var vague: Set<String>
    /// Beginnings of words for what a conversation works on.
    var tasks: [String]
    /// Ties in English.
    var ties: [String: String]
}
