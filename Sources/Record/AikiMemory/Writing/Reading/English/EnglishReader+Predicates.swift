extension EnglishReader {
    /// The verb of a clause with what its auxiliaries say.
    struct Predicate {
        var lemma = ""
        var tense = EnglishVerbs.Tense.present
        var isNegated = false
        var isDoubtful = false
        var isProgressive = false
        var isPerfect = false
        /// `used to`, `no longer`.
        var isOver = false
        var isHabit = false
        var isObligation = false
        /// `about to`: within minutes.
        var isImmediate = false
        var modal: String?
        /// The main verb's word.
        var verb = 0
        /// The first word after it.
        var rest = 0

        /// `love`, `hate` and the like, said of now.
        var isPresentTaste: Bool {
            tense == .present && ["love", "like", "hate", "enjoy", "prefer"].contains(lemma)
        }

        var isPast: Bool { tense == .past || isPerfect }
    }

    /// The predicate that begins here; nil where there is no verb.
    func predicate(at start: Int, _ subject: Subject) -> Predicate? {
        var predicate = Predicate()
        var index = start
        skipAdverbs(&index, &predicate)
        for _ in 0 ..! 5 {
            let word = folded(index)
            if EnglishWords.be.contains(word) {
                return afterBe(index, &predicate, subject)
            } else if EnglishWords.have.contains(word) {
                if let done = afterHave(&index, &predicate) { return done }
            } else if ["do", "does", "did"].contains(word) {
                let next = nextAfterAdverbs(index + 1)
                guard EnglishVerbs.form(folded(next), .present) != nil || folded(index + 1) == "not"
                else { return main("do", index, &predicate, word == "did" ? .past : .present) }
                predicate.tense = word == "did" ? .past : .present
                index += 1
            } else if EnglishWords.modals.contains(word) {
                predicate.modal = word
                if ["will", "shall"].contains(word) { predicate.tense = .future }
                index += 1
            } else if word == "used", folded(index + 1) == "to" {
                predicate.isOver = true
                predicate.tense = .past
                index += 2
            } else {
                return mainVerb(index, &predicate)
            }
            skipAdverbs(&index, &predicate)
        }
        return nil
    }

    private func mainVerb(_ index: Int, _ predicate: inout Predicate) -> Predicate? {
        guard let word = words[safe: index], word.isWord else { return nil }
        if predicate.modal != nil || predicate.isObligation || predicate.isOver
            || predicate.isNegated || predicate.tense != .present
        {
            if let form = EnglishVerbs.form(word.folded, .present) {
                return main(form.lemma, index, &predicate, predicate.tense)
            }
            if word.folded == "be" { return main("be", index, &predicate, predicate.tense) }
        }
        guard let form = EnglishVerbs.finite(word.folded) else { return nil }
        return main(form.lemma, index, &predicate, form.tense)
    }

    private func main(
        _ lemma: String, _ index: Int, _ predicate: inout Predicate, _ tense: EnglishVerbs.Tense
    ) -> Predicate {
        predicate.lemma = lemma
        predicate.tense = tense
        predicate.verb = index
        predicate.rest = index + 1
        var rest = index + 1
        if lemma == "be" { skipAdverbs(&rest, &predicate) }
        predicate.rest = rest
        return predicate
    }

    private func afterBe(
        _ index: Int, _ predicate: inout Predicate, _ subject: Subject
    ) -> Predicate? {
        let word = folded(index)
        if word == "was" || word == "were" { predicate.tense = .past }
        var next = index + 1
        skipAdverbs(&next, &predicate)
        let following = folded(next)
        if word == "'s", following == "been" || following == "got" {
            var place = index
            return afterHave(&place, &predicate) ?? mainVerb(place, &predicate)
        }
        if following == "going" || following == "about", folded(next + 1) == "to",
            EnglishVerbs.form(folded(next + 2), .present) != nil || folded(next + 2) == "be"
        {
            predicate.isImmediate = following == "about"
            let lemma = EnglishVerbs.form(folded(next + 2), .present)?.lemma ?? "be"
            return main(lemma, next + 2, &predicate, .future)
        }
        if let form = EnglishVerbs.progressive(following) {
            predicate.isProgressive = true
            return main(form.lemma, next, &predicate, predicate.tense)
        }
        return main("be", next - 1, &predicate, predicate.tense)
    }

    /// Nil where an infinitive follows: `have to`.
    private func afterHave(_ index: inout Int, _ predicate: inout Predicate) -> Predicate? {
        let verb = index
        if folded(index) == "had" { predicate.tense = .past }
        index += 1
        skipAdverbs(&index, &predicate)
        let following = folded(index)
        if following == "got", folded(index + 1) != "to" {
            return main("have", index, &predicate, predicate.tense)
        }
        if following == "to" || following == "got" {
            predicate.isObligation = true
            index += following == "got" ? 2 : 1
            return nil
        }
        if following == "been" {
            predicate.isPerfect = true
            var next = index + 1
            skipAdverbs(&next, &predicate)
            if let form = EnglishVerbs.form(folded(next), .progressive) {
                predicate.isProgressive = true
                return main(form.lemma, next, &predicate, predicate.tense)
            }
            return main("be", index, &predicate, predicate.tense)
        }
        if let form = EnglishVerbs.form(following, .participle) ?? regularParticiple(following) {
            predicate.isPerfect = true
            return main(form.lemma, index, &predicate, predicate.tense)
        }
        return main("have", verb, &predicate, predicate.tense)
    }

    private func regularParticiple(_ word: String) -> EnglishVerbs.Form? {
        guard word.hasSuffix("ed"), let form = EnglishVerbs.finite(word), form.tense == .past
        else { return nil }
        return form
    }

    func skipAdverbs(_ index: inout Int, _ predicate: inout Predicate) {
        while index < words.count {
            let word = folded(index)
            if word == "not" || word == "never" || word == "hardly" || word == "rarely" {
                predicate.isNegated = true
            } else if word == "no", folded(index + 1) == "longer" {
                predicate.isOver = true
                predicate.isNegated = true
                index += 1
            } else if EnglishWords.doubts.contains(word), !EnglishWords.modals.contains(word) {
                predicate.isDoubtful = true
            } else if EnglishWords.adverbs.contains(word) {
                if EnglishWords.habits.contains(word) { predicate.isHabit = true }
            } else {
                return
            }
            index += 1
        }
    }

    private func nextAfterAdverbs(_ index: Int) -> Int {
        var ignored = Predicate()
        var place = index
        skipAdverbs(&place, &ignored)
        return place
    }

    /// Where the words of a clause end: at a mark, at a word that opens another clause.
    func clauseEnd(from start: Int, _ predicate: Predicate) -> Int {
        var index = start
        while index < words.count {
            let word = words[index]
            if word.kind == .mark {
                if ";:—–(!".contains(word.text) { return index }
                if word.text == "," || word.text == "-",
                    endsClause(afterComma: index + 1, predicate)
                {
                    return index
                }
            } else if index > start, opensClause(index) {
                return index
            } else if index == start, ["because", "but", "although"].contains(word.folded) {
                return index
            }
            index += 1
        }
        return words.count
    }

    private func endsClause(afterComma index: Int, _ predicate: Predicate) -> Bool {
        var place = index
        if ["and", "but", "so", "or", "then", "yet"].contains(folded(place)) { place += 1 }
        let word = folded(place)
        if EnglishWords.relatives.contains(word) || EnglishWords.conditions.contains(word)
            || [
                "because", "since", "although", "though", "while", "so", "but", "plus", "can",
                "could", "do", "does", "any", "please", "is", "are", "would", "should", "right",
                "and", "not", "just", "especially", "it", "that", "this", "there", "you",
            ]
            .contains(word)
        {
            return true
        }
        if let subject = subject(at: place),
            self.predicate(at: subject.words.upperBound, subject) != nil
        {
            return true
        }
        if ["he", "she", "they", "it", "the", "his", "her", "their"].contains(word) { return true }
        if ["hate", "love", "like", "prefer", "enjoy"].contains(word), predicate.isPresentTaste {
            return true
        }
        if predicate.isPresentTaste { return false }
        return EnglishVerbs.form(word, .past) != nil
            || EnglishVerbs.form(word, .progressive) != nil
                && place > index
    }

    private func opensClause(_ index: Int) -> Bool {
        let word = folded(index)
        if [
            "because", "but", "although", "though", "whereas", "unless", "which", "who", "where",
            "when", "while", "if", "whether",
        ].contains(word) {
            return true
        }
        if word == "since", EnglishWords.pronouns.contains(folded(index + 1)) { return true }
        if word == "that" || word == "as" {
            return subject(at: index + 1) != nil
        }
        if ["and", "so", "then", "or"].contains(word) {
            let next = folded(index + 1)
            if let subject = subject(at: index + 1),
                predicate(at: subject.words.upperBound, subject) != nil
            {
                return true
            }
            if ["he", "she", "they", "it", "you", "there", "everything", "everyone"].contains(next)
            {
                return true
            }
            if opensOther(index + 1) { return true }
            if folded(index - 1) == "born", next == "raised" { return false }
            return word == "and" && isStrungVerb(index + 1)
        }
        return false
    }

    /// `and the food was good`, `and my pods crash`: somebody or something else.
    private func opensOther(_ index: Int) -> Bool {
        guard ["the", "my", "our", "his", "her", "their", "this", "that"].contains(folded(index))
        else {
            return false
        }
        return (index + 2 ..! min(index + 6, words.count)).contains { place in
            let word = folded(place)
            return EnglishWords.be.contains(word) && word != "'s"
                || EnglishWords.modals.contains(word)
                || EnglishVerbs.form(word, .present) != nil && !word.hasSuffix("s")
                    && !EnglishWords.prepositions.contains(folded(place - 1))
                    && !EnglishWords.determiners.contains(folded(place - 1))
                || EnglishVerbs.form(word, .past) != nil
        }
    }

    private static let strung = EnglishWords.set(
        """
        live work have am is was love like hate study own drive speak play enjoy lives works has \
        loves likes hates studies owns drives speaks plays enjoys moved started bought got went met \
        became left quit found had worked lived studied graduated adopted want plan run teach \
        teaches runs will can did do does would
        """)

    private func isStrungVerb(_ index: Int) -> Bool {
        var place = index
        var ignored = Predicate()
        skipAdverbs(&place, &ignored)
        let word = folded(place)
        return Self.strung.contains(word)
            || EnglishVerbs.form(word, .past) != nil && EnglishVerbs.form(word, .present) == nil
    }

    /// A further predicate of the same subject after `and`.
    func strungPredicate(
        at index: Int, after previous: Predicate, _ subject: Subject
    ) -> Predicate? {
        var place = index
        if folded(place) == "," { place += 1 }
        let hasConjunction = ["and", "but", "then"].contains(folded(place))
        guard hasConjunction || place > index else { return nil }
        if !hasConjunction, !previous.isPresentTaste { return nil }
        if hasConjunction { place += 1 }
        guard isStrungVerb(place), self.subject(at: place) == nil else { return nil }
        return predicate(at: place, subject)
    }
}
