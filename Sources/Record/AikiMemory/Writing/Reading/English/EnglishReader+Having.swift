extension EnglishReader {
    private static let arrangements = EnglishWords.set(
        """
        meeting appointment exam interview flight date surgery operation deadline party wedding \
        concert recital presentation trip vacation holiday checkup check-up class lesson game match \
        test reservation booking visit audition performance race marathon funeral call gig rehearsal
        """)
    private static let passing = EnglishWords.set(
        """
        question questions problem problems issue idea doubt feeling headache cold hangover look \
        minute second moment fun time trouble sense clue thought break breakfast lunch dinner \
        coffee snack blast point guess request favor favour bug error concern concerns confession \
        chat talk conversation rest nap shower bath drink day night week plan chance right reason \
        memory hope interest respect tendency access permission tip hour dream need urge crush \
        choice say part role complaint opinion objection
        """)

    /// Possessions, ties, illnesses, appointments.
    mutating func emitHaving(_ clause: Clause) {
        let predicate = clause.predicate
        let object = timed(clause.rest)
        var range = object.range
        guard !range.isEmpty else { return }
        if predicate.isObligation { return emitObligation(clause) }
        if predicate.isPerfect, predicate.lemma == "have" { return emitGeneral(clause) }
        let first = folded(range.lowerBound)
        if ["to", "been"].contains(first) { return refuse(clause, .passing, "has") }
        let head = head(of: upToMark(range)) ?? ""
        let single = head.hasSuffix("s") ? String(head.dropLast()) : head
        if Self.passing.contains(head) || Self.passing.contains(single) || EnglishWords.isTask(head)
        {
            return refuse(
                clause, EnglishWords.isTask(head) ? .conversation : .passing, "has")
        }
        let isArranged = upToPreposition(upToMark(range)).contains {
            Self.arrangements.contains(folded($0))
        }
        if isArranged, !predicate.isNegated {
            return emitArrangement(clause, object)
        }
        if predicate.modal != nil || predicate.tense == .future {
            return refuse(clause, .uncertain, "has")
        }
        if predicate.isProgressive {
            return emitGeneral(clause)
        }
        if predicate.tense == .past {
            return predicate.isOver
                ? say(clause, "used to have", range, "had")
                : predicate.isNegated ? refuse(clause, .negated, "had") : emitGeneral(clause)
        }
        if ["any", "no"].contains(first), range.count > 1 {
            range = range.lowerBound + 1 ..! range.upperBound
        }
        if predicate.isNegated || first == "no" {
            if isEnded(clause) { return ending(clause, "has", range, "has", true) }
            let isVague = ["idea", "clue", "time", "money", "energy", "choice", "way", "doubt"]
            guard !isVague.contains(head), !head.isEmpty else {
                return refuse(clause, .negated, "has")
            }
            return say(clause, "does not have", range, "has")
        }
        let isCounted = words[range].contains {
            isTie($0.folded) || EnglishWords.peoplePlural.contains($0.folded)
        }
        let shown = isCounted ? listOrFirst(range) : [upToMark(range)]
        for item in shown { say(clause, "has", item, "has") }
        readNamesOf(clause, range)
    }

    private func listOrFirst(_ range: Range<Int>) -> [Range<Int>] {
        let parts = items(range)
        let areTies = parts.allSatisfy { part in
            words[part].contains {
                isTie($0.folded) || EnglishWords.peoplePlural.contains($0.folded)
            }
        }
        return areTies ? parts : [range]
    }

    /// `a dog called Rex`, `two kids, Emma and Noah`.
    private mutating func readNamesOf(_ clause: Clause, _ range: Range<Int>) {
        guard
            let tie = range.first(where: {
                isTie(folded($0)) || EnglishWords.peoplePlural.contains(folded($0))
            })
        else { return }
        var place = tie + 1
        while ["called", "named", ",", ":", "(", "name", "is"].contains(folded(place)) {
            place += 1
        }
        guard place > tie + 1, place < words.count else { return }
        let noun = Self.singular[folded(tie)] ?? folded(tie)
        var names: [String] = []
        while let name = name(at: place) {
            names.append(name)
            place += name.split(separator: " ").count
            while [",", "and", "&"].contains(folded(place)) { place += 1 }
        }
        let owner = clause.subject.isSpeaker ? context.speaker : clause.subject.text
        for name in names {
            add(
                FactStatement("\(owner)'s \(noun)", "is called", name),
                clause.whole.lowerBound ..! max(place, clause.whole.upperBound), "name")
            let subject = Subject(
                text: name, words: range, head: noun, isPerson: true, name: name)
            note(subject)
        }
    }

    private static let singular: [String: String] = [
        "kids": "child", "children": "child", "sisters": "sister", "brothers": "brother",
        "sons": "son", "daughters": "daughter", "dogs": "dog", "cats": "cat", "twins": "child",
        "friends": "friend", "cousins": "cousin", "kid": "child", "grandchildren": "grandchild",
    ]

    private mutating func emitArrangement(_ clause: Clause, _ object: TimedObject) {
        if clause.predicate.tense == .past {
            return object.times.isEmpty
                ? refuse(clause, .passing, "had") : emitGeneral(clause)
        }
        guard !object.times.isEmpty else { return refuse(clause, .passing, "has") }
        let shown = textWithoutTimes(object.range, object.times)
        add(
            FactStatement(clause.subject.text, "has", shown), clause.whole, "appointment",
            reason: self.objection(to: object.range))
    }

    /// `I have to be in Oslo on Friday`: worth keeping with its time, or as a habit.
    mutating func emitObligation(_ clause: Clause) {
        let object = timed(clause.rest)
        let isRepeated = words[clamped(clause.rest)].contains { $0.folded == "every" }
        let isDistant = object.times.contains { $0.date > context.time }
        guard isRepeated || isDistant, !clause.predicate.isPast, !clause.predicate.isNegated else {
            return refuse(clause, .passing, "must")
        }
        let range = trimmed(clause.predicate.verb ..! object.range.upperBound)
        say(clause, "plans to", range, "must", confidence: 0.7)
    }
}
