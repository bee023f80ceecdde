extension EnglishReader {
    private static let dislikes = EnglishWords.set("hate dislike despise detest loathe stand")

    /// Likes, dislikes, preferences.
    mutating func emitTaste(_ clause: Clause) {
        let predicate = clause.predicate
        let object = timed(clause.rest).range
        if predicate.modal == "would" { return emitWish(clause) }
        if predicate.lemma == "stand", !(predicate.modal == "can" && predicate.isNegated) { return }
        if predicate.isOver, predicate.tense == .past {
            return say(clause, "used to \(predicate.lemma)", object, "liked")
        }
        if predicate.tense == .past {
            guard
                words[clamped(object)].contains(where: { $0.isCapitalized || $0.kind == .quotation }
                )
            else { return refuse(clause, .passing, "liked") }
            return emitGeneral(clause)
        }
        if predicate.tense == .future { return refuse(clause, .uncertain, "likes") }
        var isDislike = Self.dislikes.contains(predicate.lemma)
        if predicate.isNegated, predicate.lemma != "stand" {
            if isDislike { return refuse(clause, .negated, "likes") }
            if isEnded(clause) {
                say(clause, "likes", object, "likes")
                if let last = found.indices.last { found[last].isEnding = true }
            }
            isDislike = true
        }
        if predicate.lemma == "prefer" {
            if predicate.isNegated { return refuse(clause, .negated, "prefers") }
            return say(clause, "prefers", object, "prefers")
        }
        if let clause = subject(at: object.lowerBound),
            self.predicate(at: clause.words.upperBound, clause) != nil
        {
            return
        }
        for item in items(object) {
            let known = Self.isOfMoment(words[item].map(\.folded))
            say(clause, isDislike ? "dislikes" : "likes", item, "likes")
            if known, let last = found.indices.last {
                found[last].reason = found[last].reason ?? .conversation
            }
        }
    }

    /// What everybody knows by `the`.
    private static let shared = EnglishWords.set(
        """
        sea ocean beach mountains outdoors snow rain sun city countryside forest woods cold heat \
        arts theatre theater opera ballet gym dark wind desert rainforest circus cinema zoo \
        piano guitar violin cello drums blues seaside water nature beatles sixties eighties nineties
        """)

    /// `the second one`, `that`, `the way you put it`: what was just shown.
    private static func isOfMoment(_ words: [String]) -> Bool {
        guard let first = words.first else { return true }
        let ordinals = ["first", "second", "third", "last", "other", "new", "latest", "previous"]
        return first == "the"
            && words.dropFirst().contains {
                ordinals.contains($0) && words.count <= 3
                    || [
                        "one", "ones", "version", "way", "part", "fact", "tone", "vibe", "look",
                        "direction", "approach", "result", "results", "sound",
                    ].contains($0)
            } || first == "both" || first == "the" && words.count == 2 && !shared.contains(words[1])
    }

    /// Wishes and plans: `want to learn`, `would love to visit`, `plan to`.
    mutating func emitWish(_ clause: Clause) {
        let predicate = clause.predicate
        let object = timed(clause.rest)
        var start = object.range.lowerBound
        if predicate.isNegated || predicate.isPast && predicate.lemma != "decide" {
            guard predicate.isPast, !predicate.isNegated,
                predicate.isPerfect || predicate.isProgressive
            else { return refuse(clause, predicate.isNegated ? .negated : .passing, "wants") }
        }
        let isPlan = ["plan", "decide", "intend", "aim"].contains(predicate.lemma)
        if ["of", "about", "on"].contains(folded(start)) { start += 1 }
        let verb = folded(start) == "to" ? start + 1 : start
        let form =
            EnglishVerbs.form(folded(verb), .present)
            ?? EnglishVerbs.form(folded(verb), .progressive)
        guard let form, verb < object.range.upperBound else {
            if isPlan { return say(clause, "plans", start ..! object.range.upperBound, "plans") }
            return refuse(clause, .conversation, "wants")
        }
        let hasTime = !object.times.isEmpty
        let isLasting = EnglishWords.aspirations.contains(form.lemma)
        guard
            isPlan || isLasting && predicate.lemma != "need" || hasTime && predicate.lemma == "need"
        else { return refuse(clause, .conversation, "wants") }
        if [
            "write", "read", "build", "improve", "finish", "see", "get", "play", "start", "stop",
            "run", "make", "teach", "open", "switch", "apply",
        ].contains(form.lemma),
            let head = head(of: verb + 1 ..! object.range.upperBound),
            EnglishWords.isTask(head) || EnglishWords.pronouns.contains(head)
        {
            return refuse(clause, .conversation, "wants")
        }
        let end = object.range.upperBound
        let shown = text(verb ..! end)
        let base =
            form.tense == .progressive
            ? form.lemma + shown.drop { $0 != " " } : shown
        let reason = objection(to: verb + 1 ..! end)
        let relation = isPlan || predicate.lemma == "need" ? "plans to" : "wants to"
        add(
            FactStatement(clause.subject.text, relation, base), clause.whole,
            relation == "plans to" ? "plans" : "wants", confidence: 0.8,
            reason: reason == .vague && verb + 1 >= end ? nil : reason)
    }

    /// Languages, instruments, cars, tools.
    mutating func emitHabitual(_ clause: Clause) {
        let predicate = clause.predicate
        let object = timed(clause.rest).range
        let isNow = predicate.tense == .present && !predicate.isPerfect
        guard isNow, !predicate.isProgressive || predicate.lemma == "teach" else {
            return emitGeneral(clause)
        }
        if predicate.isNegated {
            return negativeHabit(clause, object)
        }
        let isNamed = words[safe: object.lowerBound]?.isCapitalized == true
        switch predicate.lemma {
        case "speak":
            guard isNamed || words[object].contains(where: \.isCapitalized) else {
                return refuse(clause, .conversation, "speaks")
            }
            var list = object
            if ["fluent", "some", "basic", "only", "native", "a", "broken"].contains(
                folded(list.lowerBound)),
                let capital = list.first(where: { words[$0].isCapitalized })
            {
                list = capital ..! list.upperBound
            }
            for item in items(upToPreposition(list)) { say(clause, "speaks", item, "speaks") }
        case "drive":
            if folded(object.lowerBound) == "to" { return emitGeneral(clause) }
            say(clause, "drives", object, "drives")
        case "play":
            if words[safe: object.lowerBound].map({ EnglishWords.prepositions.contains($0.folded) })
                ?? true
            {
                return emitGeneral(clause)
            }
            for item in items(object) { say(clause, "plays", item, "plays") }
        case "use":
            let isTask = head(of: object).map(EnglishWords.isTask) ?? true
            isTask
                ? refuse(clause, .conversation, "uses")
                : say(clause, "uses", object, "uses", confidence: 0.7)
        default:
            say(clause, EnglishVerbs.third(predicate.lemma), object, "habit", confidence: 0.8)
        }
    }

    func upToPreposition(_ range: Range<Int>) -> Range<Int> {
        let end =
            range.first {
                $0 > range.lowerBound && EnglishWords.prepositions.contains(folded($0))
            } ?? range.upperBound
        return trimmed(range.lowerBound ..! end)
    }

    private static let lastingHabits = EnglishWords.set(
        "eat drink smoke drive speak play use wear watch own cook swim work celebrate vote")

    /// `I do not eat meat` is worth keeping; `I do not see it` is not.
    mutating func negativeHabit(_ clause: Clause, _ object: Range<Int>) {
        let lemma = clause.predicate.lemma
        guard Self.lastingHabits.contains(lemma), clause.predicate.tense == .present,
            !clause.predicate.isProgressive, !clause.predicate.isPerfect
        else { return refuse(clause, .negated, "negated") }
        let isAbility = clause.predicate.modal == "can"
        if clause.predicate.modal != nil, !isAbility { return refuse(clause, .negated, "negated") }
        let object = text(trimmed(object))
        let relation =
            isAbility ? "cannot \(lemma)" : "does not \(lemma)"
        let isShort = object.isEmpty && ["smoke", "drink", "drive", "swim", "cook"].contains(lemma)
        let reason = isShort ? nil : objection(to: timed(clause.rest).range)
        let head = head(of: timed(clause.rest).range) ?? ""
        let isTask = EnglishWords.isTask(head)
        if isShort {
            let verb = isAbility ? "cannot" : "does not"
            return add(
                FactStatement(clause.subject.text, verb, lemma), clause.whole, "negative")
        }
        add(
            FactStatement(clause.subject.text, relation, object), clause.whole, "negative",
            reason: isTask ? .conversation : reason)
    }
}
