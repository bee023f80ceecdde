extension EnglishReader {
    /// What in the words before a clause keeps it from being said straight out.
    func objection(before index: Int, _ subject: Subject) -> GateReason? {
        let segment = segmentStart(of: index)
        for place in 0 ..! index {
            let word = folded(place)
            let isSupposed =
                place == 0 && ["say", "assume", "picture", "consider"].contains(word)
            if EnglishWords.conditions.contains(word) || isSupposed, !isSeparated(place, index) {
                return .hypothetical
            }
            if word == "in", ["my", "the"].contains(folded(place + 1)),
                ["dream", "dreams", "story", "game", "novel", "film", "movie", "book"].contains(
                    folded(place + 2))
            {
                return .hypothetical
            }
            if word == "according", !isSeparated(place, index) { return .hearsay }
            if word == "as", folded(place + 1) == "an", folded(place + 2) == "ai" { return .echoed }
        }
        if segment < index {
            let before = words[segment ..! index].map(\.folded)
            if let reason = Self.objection(of: before) { return reason }
        }
        guard index > 0, let last = words[safe: index - 1] else { return nil }
        if last.kind == .mark { return isAfterSpeech(index) ? .hearsay : nil }
        if last.kind != .word { return nil }
        let word = last.folded
        if EnglishWords.openers.contains(word) || last.isNumber || isTime(word) { return nil }
        if word == "that" {
            let isAsked = (0 ..! index).contains {
                ["remember", "note", "mind", "fact", "know", "forget"].contains(folded($0))
            }
            return isAsked ? nil : .subordinate
        }
        // A name or a place before the clause ends an adverbial: `In Oslo I work …`.
        if segment < index, EnglishWords.prepositions.contains(folded(segment)) { return nil }
        if [
            "do", "does", "did", "am", "are", "is", "can", "could", "should", "would", "will",
            "shall", "may", "might", "have", "has", "was", "were",
        ].contains(word) {
            return .question
        }
        return .subordinate
    }

    /// A condition before `but` or a semicolon is over.
    private func isSeparated(_ condition: Int, _ index: Int) -> Bool {
        (condition ..! index).contains { ["but", ";", "anyway"].contains(folded($0)) }
    }

    private func isTime(_ word: String) -> Bool {
        ["ago", "yesterday", "today", "tomorrow", "tonight"].contains(word)
            || ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
                .contains(word)
            || [
                "january", "february", "march", "april", "may", "june", "july", "august",
                "september", "october", "november", "december",
            ].contains(word)
    }

    /// Where the words that lead to a clause begin: after the last mark or conjunction.
    private func segmentStart(of index: Int) -> Int {
        var place = index
        while place > 0 {
            let word = words[place - 1]
            if word.kind == .mark, ",;:—–(-".contains(word.text) { return place }
            if ["and", "but", "so", "because"].contains(word.folded), place < index {
                return place
            }
            place -= 1
        }
        return 0
    }

    private static let speakers = EnglishWords.set(
        """
        said says say told tells claims claimed thinks believes reckons according heard read insists \
        goes sings wrote writes texted yelled whispered screamed answered replied explained \
        suggested warned joked lied complains mentioned insisted swears assumes supposes
        """
    )
    private static let doubters: [[String]] = [
        ["i", "think"], ["i", "guess"], ["i", "suppose"], ["i", "hope"], ["i", "believe"],
        ["i", "feel", "like"], ["maybe"], ["perhaps"], ["i", "wish"], ["i", "bet"],
        ["i", "doubt"], ["not", "sure"], ["probably"], ["apparently"], ["possibly"],
        ["we", "think"],
    ]

    private static func objection(of before: [String]) -> GateReason? {
        if before.contains(where: { ["wish", "dreamed", "dreamt"].contains($0) }) {
            return .hypothetical
        }
        if before.contains(where: speakers.contains) { return .hearsay }
        // `Forget that I like olives`, and not `do not forget that …`.
        if let place = before.firstIndex(of: "forget"),
            before[..<place].allSatisfy({ ["please", "just", "now", "ok", ","].contains($0) })
        {
            return .negated
        }
        for doubt in doubters where before.count >= doubt.count {
            for start in 0...(before.count - doubt.count)
            where Array(before[start ..! start + doubt.count]) == doubt {
                return .uncertain
            }
        }
        if before.first == "let" || before.contains("you"), before.count > 1,
            !before.contains(where: { ["remember", "know", "thank", "fyi"].contains($0) })
        {
            return .conversation
        }
        return nil
    }

    /// `He said: I …`, `Tom goes, I …`
    private func isAfterSpeech(_ index: Int) -> Bool {
        guard index >= 2 else { return false }
        let reach = folded(index - 1) == ":" ? 0 : index - 2
        return (reach ..! index).contains { place in
            Self.speakers.contains(folded(place)) && !["i", "we"].contains(folded(place - 1))
        }
    }

    // Questions.

    /// Where the asking part of a sentence that asks begins; past its end where it asks nothing.
    func findQuestionStart() -> Int {
        let isMarked = sentence.ending == "?"
        if isAsking(0) { return 0 }
        guard isMarked else { return Int.max }
        var last = 0
        for index in words.indices.dropFirst() {
            let before = words[index - 1]
            let isBoundary =
                before.kind == .mark || ["and", "but", "so", "then", "or"].contains(before.folded)
            if isBoundary, isAsking(index) || isTag(index) {
                // `I live in Oslo, right?` asks for the whole.
                let isAboutWhole =
                    ["is", "does", "was"].contains(folded(index))
                    && ["that", "this", "it"].contains(folded(index + 1))
                if isTag(index) || isAboutWhole { return 0 }
                last = index
                break
            }
        }
        return last
    }

    private func isTag(_ index: Int) -> Bool {
        let rest = words.count - index
        return rest <= 2
            && ["right", "correct", "yes", "no", "huh", "eh", "true", "remember", "ok"].contains(
                folded(index))
            || rest <= 4 && EnglishWords.auxiliaries.contains(folded(index))
                && (words[safe: words.count - 1].map {
                    ["i", "you", "he", "she", "it", "they", "we"]
                        .contains($0.folded)
                } ?? false)
    }

    private func isAsking(_ index: Int) -> Bool {
        var place = index
        while EnglishWords.openers.contains(folded(place)),
            !EnglishWords.askers.contains(folded(place))
                || folded(place) == ","
        {
            place += 1
        }
        if folded(place) == "," { place += 1 }
        let word = folded(place)
        let next = folded(place + 1)
        if ["what", "how", "why", "which", "who", "whose", "where", "any"].contains(word) {
            // `What I love is …` and `Where I live …` say something; `What is …` asks.
            return EnglishWords.auxiliaries.contains(next) || word == "how" || word == "any"
                || word == "which" || word == "what" && !EnglishWords.pronouns.contains(next)
                || word == "who" || word == "why"
        }
        if word == "when" { return EnglishWords.auxiliaries.contains(next) }
        if EnglishWords.auxiliaries.contains(word) || ["do", "does", "did"].contains(word) {
            return [
                "i", "you", "we", "he", "she", "it", "they", "my", "there", "the", "this",
                "that", "your", "any", "a", "not",
            ].contains(next)
                && !(word == "have" && next == "a") && !(word == "do" && next == "not")
                && !(word == "have" && next == "the")
        }
        return false
    }

    func objectionOfQuestion(_ index: Int) -> GateReason? {
        index >= questionStart ? .question : nil
    }
}
