import Foundation

extension EnglishReader {
    /// A verb without a rule of its own: what somebody did, does, or is going to do.
    mutating func emitGeneral(_ clause: Clause) {
        let predicate = clause.predicate
        if predicate.isObligation { return emitObligation(clause) }
        let object = timed(clause.rest)
        if let reason = objectionToVerb(clause, object) {
            return refuse(clause, reason, predicate.lemma)
        }
        if predicate.isNegated { return negativeHabit(clause, object.range) }
        if predicate.tense == .future { return emitPlan(clause, object) }
        if predicate.isProgressive, !predicate.isPast { return emitOngoing(clause, object) }
        if predicate.isPast { return emitEvent(clause, object) }
        // `I quit smoking`, `I read Ulysses last week`: one form for both tenses.
        let forms = EnglishVerbs.forms(of: folded(predicate.verb)).map(\.tense)
        let isBoth = forms.contains(.past) && forms.contains(.present)
        if isBoth, predicate.modal == nil, !isRepeated(clause) { return emitEvent(clause, object) }
        emitPresent(clause, object)
    }

    private func objectionToVerb(_ clause: Clause, _ object: TimedObject) -> GateReason? {
        let lemma = clause.predicate.lemma
        let range = object.range
        let tail = words[clamped(range)].map(\.folded)
        if tail.contains("you") || tail.contains("your") { return .conversation }
        if let head = head(of: range), EnglishWords.isTask(head) { return .conversation }
        if tail.contains(where: {
            ["error", "code", "script", "function", "config", "server"].contains($0)
        }) {
            return .conversation
        }
        if ["it", "this", "that", "them", "one", "those", "these", "so"].contains(tail.last ?? ""),
            tail.count <= 2
        {
            return .vague
        }
        let vague = [
            "it", "this", "that", "them", "one", "those", "these", "him", "there", "again",
        ]
        if vague.contains(tail.first ?? "") { return .vague }
        if let modal = clause.predicate.modal, !["will", "shall", "can"].contains(modal) {
            return modal == "would" ? .hypothetical : .uncertain
        }
        if Self.workshop.contains(lemma) { return .conversation }
        if clause.predicate.isImmediate { return .passing }
        if EnglishWords.conversational.contains(lemma), !isSpecial(clause, object) {
            return .conversation
        }
        return nil
    }

    /// Verbs of the moment that still tell something where a name, a time or a habit stands by them.
    private func isSpecial(_ clause: Clause, _ object: TimedObject) -> Bool {
        let lemma = clause.predicate.lemma
        let isNamed = words[clamped(object.range)].contains {
            $0.isCapitalized || $0.kind == .quotation
        }
        let first = folded(object.range.lowerBound)
        switch lemma {
        case "go":
            return clause.predicate.isPast || clause.predicate.tense == .future
                || clause.predicate.isProgressive || clause.predicate.isHabit || isRepeated(clause)
        case "get":
            return clause.predicate.isPast && !object.range.isEmpty || !object.times.isEmpty
        case "see", "hear", "read", "watch": return isNamed || !object.times.isEmpty
        case "take":
            return clause.predicate.isPast && isNamed || isRepeated(clause)
                || ["medication", "insulin", "lessons", "classes", "pills"].contains {
                    words[clamped(object.range)].map(\.folded).contains($0)
                }
        case "run" where clause.predicate.tense == .present && !clause.predicate.isPast:
            return ["a", "an", "my", "our", "the"].contains(first) && object.range.count >= 2
        case "expect":
            return clause.predicate.isProgressive
                && words[clamped(object.range)].contains {
                    ["baby", "child", "twins", "triplets", "grandchild"].contains($0.folded)
                }
        case "start", "leave", "make", "run", "give", "bring", "send", "set", "put":
            return clause.predicate.isPast || isRepeated(clause) || !object.times.isEmpty
        case "stop", "keep": return clause.predicate.isPast && !object.range.isEmpty
        case "do":
            let isLasting =
                clause.predicate.isPerfect && clause.predicate.isProgressive
                && !object.times.isEmpty
            return first != "not" && (isNamed || isRepeated(clause) || isLasting)
        case "find":
            return clause.predicate.isPast && (isNamed || folded(object.range.lowerBound) == "a")
        case "come": return clause.predicate.isPast && isNamed || !object.times.isEmpty
        case "be": return clause.predicate.tense == .future
        case "have": return isNamed || !object.times.isEmpty
        case "talk", "speak", "call":
            return clause.predicate.isPast && isNamed || isRepeated(clause)
        case "turn": return !object.times.isEmpty
        default: return Self.repeated.contains(lemma) && isRepeated(clause)
        }
    }

    private static let repeated = EnglishWords.set(
        "call meet visit take get give make send bring talk speak chat use see watch clean do go")

    private func isRepeated(_ clause: Clause) -> Bool {
        clause.predicate.isHabit || isCounted(clause)
            || words[clamped(clause.rest)].contains {
                [
                    "every", "daily", "weekly", "mondays", "tuesdays", "wednesdays", "thursdays",
                    "fridays", "saturdays", "sundays", "weekends", "mornings", "twice", "once",
                ]
                .contains($0.folded)
            }
    }

    /// `three times a week`.
    private func isCounted(_ clause: Clause) -> Bool {
        clamped(clause.rest).contains { place in
            ["a", "per"].contains(folded(place))
                && ["times", "twice", "once"].contains(folded(place - 1))
                && ["day", "week", "month", "year"].contains(folded(place + 1))
        }
    }

    private static let workshop = EnglishWords.set(
        """
        install deploy debug configure compile import push merge rebase refactor instal upgrade \
        uninstall reboot restart retry rerun reinstall initialize commit
        """)

    private mutating func emitEvent(_ clause: Clause, _ object: TimedObject) {
        let predicate = clause.predicate
        let range = object.range
        let nouns = words[clamped(range)].map(\.folded)
        let isEveryday =
            nouns.contains(where: EnglishWords.everyday.contains)
            || ["wake", "sleep", "sit", "lie", "rest"].contains(predicate.lemma)
        let isNamed = words[clamped(range)].contains(where: \.isCapitalized)
        if isEveryday, !isNamed { return refuse(clause, .passing, "did") }
        if range.isEmpty,
            ["graduate", "retire", "divorce", "quit", "resign"].contains(predicate.lemma)
        {
        } else if range.isEmpty {
            return refuse(clause, .vague, "did")
        }
        let reason = nouns.count == 1 ? objection(to: range) : nil
        if predicate.lemma == "get", ["to", "it", "a", "the"].contains(nouns.first ?? ""),
            nouns.count < 2
        {
            return refuse(clause, .vague, "did")
        }
        if predicate.lemma == "get", let first = nouns.first,
            EnglishWords.passing.contains(first) || ["tired", "rid"].contains(first)
        {
            return refuse(clause, .passing, "did")
        }
        if predicate.lemma == "go", ["to"].contains(nouns.first ?? ""),
            ["bed", "sleep", "work"].contains(nouns.dropFirst().first ?? "")
        {
            return refuse(clause, .passing, "did")
        }
        let verb = verbText(clause)
        let object = text(range)
        add(
            FactStatement(
                clause.subject.text, FactStatement.did, object.isEmpty ? verb : "\(verb) \(object)"),
            clause.whole, "did", confidence: 0.7, reason: reason)
    }

    /// The verb in the past, in the third person.
    private func verbText(_ clause: Clause) -> String {
        let predicate = clause.predicate
        let word = folded(predicate.verb)
        if predicate.isOver { return "used to \(predicate.lemma)" }
        if predicate.isProgressive {
            return predicate.isPerfect ? "has been \(word)" : "was \(word)"
        }
        return predicate.isPerfect ? "has \(word)" : word
    }

    /// `I'll be in Vienna`.
    private func isNamedStay(_ clause: Clause, _ object: TimedObject) -> Bool {
        clause.predicate.lemma == "be" && ["in", "at"].contains(folded(object.range.lowerBound))
            && words[safe: object.range.lowerBound + 1]?.isCapitalized == true
    }

    private mutating func emitPlan(_ clause: Clause, _ object: TimedObject) {
        let predicate = clause.predicate
        let isLasting =
            EnglishWords.aspirations.contains(predicate.lemma)
            || EnglishWords.arrangements.contains(predicate.lemma)
        let isDistant = object.times.contains { $0.date.timeIntervalSince(context.time) > -86_400 }
        let isMeant =
            isLasting && object.range.count >= (clause.subject.isSpeaker ? 2 : 1) || isDistant
            || isNamedStay(clause, object)
        guard isMeant, !object.range.isEmpty || isDistant else {
            return refuse(clause, .passing, "plans")
        }
        if predicate.modal != nil, !isDistant, clause.subject.isSpeaker,
            !isNamedStay(clause, object)
        {
            return refuse(clause, .passing, "plans")
        }
        let object = text(object.range)
        add(
            FactStatement(
                clause.subject.text, "plans to",
                object.isEmpty ? predicate.lemma : "\(predicate.lemma) \(object)"),
            clause.whole, "plans", confidence: 0.8)
    }

    mutating func emitOngoing(_ clause: Clause, _ object: TimedObject) {
        let lemma = clause.predicate.lemma
        let isFuture = object.times.contains { $0.date > context.time }
        if isFuture,
            EnglishWords.arrangements.contains(lemma) || EnglishWords.ongoing.contains(lemma)
        {
            let rest = text(object.range)
            return add(
                FactStatement(
                    clause.subject.text, "plans to", rest.isEmpty ? lemma : "\(lemma) \(rest)"),
                clause.whole, "plans", confidence: 0.8)
        }
        if ["get", "move", "go"].contains(lemma), !object.range.isEmpty,
            ["married", "divorced", "to"].contains(folded(object.range.lowerBound)),
            words[object.range].contains(where: \.isCapitalized) || lemma == "get"
        {
            return add(
                FactStatement(clause.subject.text, "plans to", "\(lemma) \(text(object.range))"),
                clause.whole, "plans", confidence: 0.7)
        }
        let nouns = words[clamped(object.range)].map(\.folded)
        guard EnglishWords.ongoing.contains(lemma), !nouns.isEmpty,
            !["right", "today", "tonight"].contains(nouns.last ?? ""),
            !["on", "for"].contains(nouns.first ?? "")
                || ["train", "save", "play", "work", "study"].contains(lemma),
            !clause.rest.contains(where: { ["today", "tonight"].contains(folded($0)) })
        else { return refuse(clause, .passing, "is-doing") }
        let reason = objection(to: object.range)
        if lemma == "see" || lemma == "take" || lemma == "do", nouns.count < 2 {
            return refuse(clause, .vague, "is-doing")
        }
        if ["write", "build", "run", "do", "take", "play", "work"].contains(lemma),
            nouns.contains(where: EnglishWords.isTask)
        {
            return refuse(clause, .conversation, "is-doing")
        }
        add(
            FactStatement(
                clause.subject.text, FactStatement.does,
                "is \(folded(clause.predicate.verb)) \(text(object.range))"),
            clause.whole, "is-doing", confidence: 0.7, reason: reason)
    }

    private static let lastingVerbs = EnglishWords.set(
        """
        volunteer commute cook bake paint sing dance run swim hike climb ski surf cycle bike garden \
        knit sew suffer struggle manage lead coach mentor attend follow subscribe belong rent eat \
        drink smoke eat wear believe worship pray meditate practice practise train fish hunt camp \
        run grow raise breed build restore write read photograph sail row lift jog walk host foster \
        babysit tutor translate drum act study snore stutter vote donate support earn owe freelance \
        weigh take watch go do make
        """)

    private mutating func emitPresent(_ clause: Clause, _ object: TimedObject) {
        let predicate = clause.predicate
        let isPerson = clause.subject.isSpeaker || clause.subject.isPerson
        guard isPerson, Self.lastingVerbs.contains(predicate.lemma) || isRepeated(clause),
            !object.range.isEmpty || isRepeated(clause)
        else {
            // A plan in the present: `My flight leaves on Friday`.
            if object.times.contains(where: { $0.date > context.time }),
                EnglishWords.arrangements.contains(predicate.lemma)
            {
                let rest = text(object.range)
                return add(
                    FactStatement(
                        clause.subject.text, "plans to",
                        rest.isEmpty ? predicate.lemma : "\(predicate.lemma) \(rest)"),
                    clause.whole, "plans", confidence: 0.7)
            }
            return refuse(clause, .unclear, predicate.lemma)
        }
        if ["make", "take", "do", "go", "watch", "read", "write", "believe"].contains(
            predicate.lemma),
            !isRepeated(clause),
            predicate.lemma != "believe" || folded(object.range.lowerBound) != "in"
        {
            let isMedicine = ["medication", "insulin", "pills", "lessons", "classes"].contains {
                words[clamped(object.range)].map(\.folded).contains($0)
            }
            if !isMedicine { return refuse(clause, .passing, "does") }
        }
        let verb = EnglishVerbs.third(predicate.lemma)
        let isAbility = predicate.modal == "can"
        let range = trimmed(clause.rest)
        let shown = isAbility ? "can \(predicate.lemma)" : verb
        let object = text(range)
        let reason = range.isEmpty ? nil : objection(to: range)
        add(
            FactStatement(
                clause.subject.text, FactStatement.does,
                object.isEmpty ? "\(shown) regularly" : "\(shown) \(object)"),
            clause.whole, "does", confidence: 0.7, reason: reason)
    }
}
