import Foundation

extension EnglishReader {
    private static let mine: [String: String] = [
        "my": "their", "mine": "theirs", "me": "them", "myself": "themselves", "i": "they",
        "our": "their", "we": "they", "us": "them", "ours": "theirs", "ourselves": "themselves",
    ]

    /// Some words as they stand in a statement: the speaker becomes `they`.
    func text(_ range: Range<Int>) -> String {
        var text = ""
        var last: Word?
        for word in words[clamped(range)] {
            if let last, last.start == word.start { continue }
            if let last, word.start > last.end || last.kind == .mark && word.start > last.end {
                text += " "
            }
            text += Self.mine[word.folded] ?? word.text
            last = word
        }
        return text
    }

    /// As ``text(_:)``, without the times that stand in it.
    func textWithoutTimes(_ range: Range<Int>, _ times: [TimeMention]) -> String {
        var parts: [String] = []
        var start = range.lowerBound
        for time in times where time.words.lowerBound >= start && time.kind == .at {
            parts.append(text(start ..! time.words.lowerBound))
            start = time.words.upperBound
        }
        parts.append(text(start ..! range.upperBound))
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    func clamped(_ range: Range<Int>) -> Range<Int> {
        let lower = min(max(0, range.lowerBound), words.count)
        return lower ..! min(max(lower, range.upperBound), words.count)
    }

    private static let tails = EnglishWords.set(
        """
        too also though lol haha hahaha btw anyway anyways actually please right yet now already \
        anymore tbh xd yay honestly obviously nowadays currently again instead fyi ok okay
        """)
    private static let tailPhrases: [[String]] = [
        ["as", "well"], ["by", "the", "way"], ["right", "now"], ["you", "know"],
        ["to", "be", "honest"], ["of", "course"], ["at", "the", "moment"], ["these", "days"],
        ["at", "all"], ["so", "much"], ["a", "lot"], ["very", "much"], ["any", "more"],
        ["any", "longer"], ["so", "far"], ["for", "now"], ["to", "death"], ["in", "fact"],
    ]

    /// Without what only colours it at its end, and without what leads to another clause.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = clamped(range)
        var isShorter = true
        while isShorter, let last = words[safe: range.upperBound - 1], !range.isEmpty {
            isShorter = false
            if last.kind == .mark && last.text != ")" || Self.tails.contains(last.folded)
                || ["and", "or", "but", "so", "then", "because", "since"].contains(last.folded)
            {
                range = range.lowerBound ..! range.upperBound - 1
                isShorter = true
            }
            for phrase in Self.tailPhrases where range.count >= phrase.count {
                let start = range.upperBound - phrase.count
                if words[start ..! range.upperBound].map(\.folded) == phrase {
                    range = range.lowerBound ..! start
                    isShorter = true
                }
            }
        }
        while let first = words[safe: range.lowerBound], !range.isEmpty,
            first.kind == .mark
                || EnglishWords.adverbs.contains(first.folded)
                    && first.folded != "all" && first.folded != "both"
        {
            range = range.lowerBound + 1 ..! range.upperBound
        }
        return range
    }

    /// An object with the times that stood in it.
    struct TimedObject {
        var range: Range<Int>
        var times: [TimeMention]
        var from: Date?
        var until: Date?
    }

    /// Takes times away from the ends of some words.
    func timed(_ range: Range<Int>) -> TimedObject {
        var range = trimmed(range)
        let times = TimeMention.all(
            in: words, range, said: context.time, isPast: isLookingBack)
        var isShorter = true
        while isShorter {
            isShorter = false
            for time in times where !range.isEmpty {
                if time.words.upperBound == range.upperBound,
                    time.words.lowerBound >= range.lowerBound
                {
                    range = trimmed(range.lowerBound ..! time.words.lowerBound)
                    isShorter = true
                } else if time.words.lowerBound == range.lowerBound,
                    time.words.upperBound <= range.upperBound
                {
                    range = trimmed(time.words.upperBound ..! range.upperBound)
                    isShorter = true
                }
            }
        }
        var object = TimedObject(range: range, times: times)
        for time in times {
            switch time.kind {
            case .at, .since, .lasting: object.from = object.from ?? time.date
            case .until: object.until = time.date
            }
        }
        return object
    }

    /// The part before the first comma or word that leads on.
    func upToMark(_ range: Range<Int>) -> Range<Int> {
        let end =
            range.first { place in
                words[place].kind == .mark && words[place].text != "'"
            } ?? range.upperBound
        return range.lowerBound ..! end
    }

    private static let pairs: Set<String> = [
        "mac and cheese", "fish and chips", "rock and roll", "peanut butter and jelly",
        "drum and bass", "arts and crafts", "bed and breakfast", "salt and pepper", "r and b",
        "gin and tonic", "black and white", "trial and error", "research and development",
    ]

    /// The items of a list: `apples, pears and plums`.
    func items(_ range: Range<Int>) -> [Range<Int>] {
        let whole = trimmed(range)
        if Self.pairs.contains(text(whole).lowercased()) { return [whole] }
        var items: [Range<Int>] = []
        var start = whole.lowerBound
        for index in whole where index >= start {
            let word = words[index]
            let isComma = word.text == "," || word.text == "&"
            if isComma || ["and", "or"].contains(word.folded) {
                if index > start { items.append(trimmed(start ..! index)) }
                start = index + 1
            }
        }
        if start < whole.upperBound { items.append(trimmed(start ..! whole.upperBound)) }
        items.removeAll(where: \.isEmpty)
        let isList = items.allSatisfy { item in
            item.count <= 5
                && !EnglishWords.prepositions.contains(folded(item.lowerBound))
                && !["it", "that", "this", "which"].contains(folded(item.lowerBound))
        }
        return isList && items.count > 1 ? items : [whole]
    }

    /// Why an object names nothing that could be recalled, or belongs to the conversation.
    func objection(to range: Range<Int>) -> GateReason? {
        let range = trimmed(range)
        guard let first = words[safe: range.lowerBound], !range.isEmpty else { return .vague }
        let folded = words[range].map(\.folded)
        if folded.contains("you") || folded.contains("your") || folded.contains("yours") {
            return .conversation
        }
        let ends = folded.suffix(2)
        if ends.count == 2, EnglishWords.prepositions.contains(ends.first ?? ""),
            ["them", "it", "those", "these", "that", "this"].contains(ends.last ?? "")
        {
            return .vague
        }
        if folded.suffix(3) == ["of", "my", "own"] || !hasContent(range) { return .vague }
        if [
            "it", "this", "that", "these", "those", "them", "him", "her", "one", "so", "which",
            "what", "how", "when", "where", "why", "here", "there", "something", "anything",
            "everything", "nothing", "someone", "stuff", "things",
        ].contains(first.folded) {
            if range.count == 1 || first.folded != "her" {
                return .vague
            }
        }
        if let head = head(of: range), EnglishWords.isTask(head) { return .conversation }
        return nil
    }

    /// Whether some words hold one that is not merely grammar.
    func hasContent(_ range: Range<Int>) -> Bool {
        words[clamped(range)].contains { word in
            word.kind == .quotation
                || word.isWord && !EnglishWords.pronouns.contains(word.folded)
                    && !EnglishWords.prepositions.contains(word.folded)
                    && !EnglishWords.determiners.contains(word.folded)
                    && !EnglishWords.adverbs.contains(word.folded)
                    && !Self.tails.contains(word.folded)
        }
    }

    /// The noun that some words are about: the last before a preposition.
    func head(of range: Range<Int>) -> String? {
        var head: String?
        for index in range {
            let word = words[index]
            if EnglishWords.prepositions.contains(word.folded), head != nil { break }
            if word.kind == .mark || EnglishWords.relatives.contains(word.folded), head != nil {
                break
            }
            if word.isWord, !EnglishWords.determiners.contains(word.folded) { head = word.folded }
        }
        return head
    }
}
