extension EnglishReader {
    private static let lastingStates = EnglishWords.set(
        """
        vegetarian vegan pescatarian diabetic left-handed right-handed lefthanded colorblind \
        color-blind colour-blind colourblind deaf blind pregnant retired unemployed self-employed \
        divorced single widowed engaged married adopted bilingual trilingual dyslexic autistic \
        asthmatic introverted extroverted shy religious atheist agnostic gay lesbian bisexual trans \
        queer nonbinary allergic sober epileptic celiac coeliac anemic nearsighted short-sighted \
        separated expecting gluten-free lactose-intolerant neurodivergent superstitious \
        claustrophobic homeschooled insomniac hypertensive tall short bald disabled homeless
        """)
    private static let liked: [[String]] = [
        ["into"], ["fond", "of"], ["crazy", "about"], ["obsessed", "with"], ["interested", "in"],
        ["passionate", "about"], ["keen", "on"], ["hooked", "on"], ["addicted", "to"],
        ["a", "fan", "of"], ["a", "big", "fan", "of"], ["a", "huge", "fan", "of"], ["big", "on"],
        ["fascinated", "by"], ["in", "love", "with"], ["partial", "to"], ["nuts", "about"],
        ["a", "massive", "fan", "of"], ["mad", "about"], ["enthusiastic", "about"], ["sold", "on"],
    ]
    private static let prepositional: [[String]] = [
        ["allergic", "to"], ["afraid", "of"], ["scared", "of"], ["terrified", "of"],
        ["intolerant", "to"], ["good", "at"], ["bad", "at"], ["terrible", "at"], ["great", "at"],
        ["married", "to"], ["engaged", "to"], ["related", "to"], ["responsible", "for"],
        ["in", "charge", "of"], ["sensitive", "to"], ["diagnosed", "with"], ["dating"],
        ["fluent", "in"], ["phobic", "of"], ["immune", "to"], ["named", "after"],
        ["employed", "at"], ["employed", "by"], ["enrolled", "in"], ["enrolled", "at"],
        ["pregnant", "with"], ["certified", "in"], ["deaf", "in"], ["blind", "in"],
        ["prone", "to"], ["trained", "as"], ["trained", "in"], ["a", "member", "of"],
        ["part", "of"], ["head", "of"], ["divorced", "from"], ["separated", "from"],
    ]

    /// What somebody or something is.
    mutating func emitComplement(_ clause: Clause) {
        let object = timed(clause.rest)
        let range = object.range
        let predicate = clause.predicate
        if range.isEmpty { return emitDay(clause, object) }
        if predicate.isPerfect, !predicate.isNegated, folded(range.lowerBound) == "to" {
            let place = upToMark(trimmed(range.lowerBound + 1 ..! range.upperBound))
            return say(clause, "has been to", place, "been-to")
        }
        if emitAttribute(clause, range) { return }
        if predicate.isNegated { return emitNegatedComplement(clause, range) }
        if predicate.modal != nil || predicate.isProgressive { return }
        if predicate.tense == .future { return emitGeneral(clause) }
        if emitPhrase(clause, range) { return }
        if predicate.tense == .past, !predicate.isPerfect { return emitPast(clause, object) }
        emitState(clause, range)
    }

    /// `Our wedding is on 21 June`.
    private mutating func emitDay(_ clause: Clause, _ object: TimedObject) {
        let subject = clause.subject
        guard !subject.isSpeaker, !subject.isPerson, let time = object.times.first,
            time.kind == .at, !clause.predicate.isPast, !clause.predicate.isNegated,
            !EnglishWords.isTask(subject.head)
        else { return }
        add(
            FactStatement(subject.text, "is on", DayText.monthAndDay(of: time.date)), clause.whole,
            "day")
    }

    /// `my name is`, `my favorite color is`, `my birthday is on`.
    private mutating func emitAttribute(_ clause: Clause, _ range: Range<Int>) -> Bool {
        let subject = clause.subject
        guard !subject.isSpeaker, !subject.isPerson, clause.predicate.tense == .present else {
            return false
        }
        if subject.head == "name" || subject.head == "nickname" && isCapital(range) {
            var owner = subject.text
            for ending in [
                "'s name", "'s first name", "'s full name", "'s real name", "'s nickname",
            ]
            where owner.hasSuffix(ending) {
                owner = String(owner.dropLast(ending.count))
            }
            guard let name = name(at: range.lowerBound) else { return true }
            let end = range.lowerBound + name.split(separator: " ").count
            if clause.predicate.isNegated {
                ending(
                    Clause(
                        subject: Subject(text: owner, words: subject.words),
                        predicate: clause.predicate, rest: clause.rest, whole: clause.whole),
                    "is called", range.lowerBound ..! end, "called", false)
            } else {
                say(clause, "is called", range.lowerBound ..! end, "called", subject: owner)
            }
            return true
        }
        guard !EnglishWords.isTask(subject.head) else {
            refuse(clause, .conversation, "attribute")
            return true
        }
        if ["birthday", "anniversary"].contains(subject.head) {
            guard let time = timed(clause.rest).times.first ?? timesOfDay(clause.rest).first else {
                return true
            }
            add(
                FactStatement(subject.text, "is on", DayText.monthAndDay(of: time.date)),
                clause.whole, "birthday")
            return true
        }
        return emitPossession(clause, range)
    }

    /// The time that a complement consists of: `May 3`, said without a preposition.
    private func timesOfDay(_ range: Range<Int>) -> [TimeMention] {
        let all = clamped(range)
        var padded = words
        let first = words[safe: all.lowerBound]?.start ?? 0
        padded.insert(
            Word(kind: .word, text: "on", folded: "on", start: first, end: first),
            at: all.lowerBound)
        return TimeMention.all(
            in: padded, all.lowerBound ..! all.upperBound + 1, said: context.time)
    }

    private mutating func emitPossession(_ clause: Clause, _ range: Range<Int>) -> Bool {
        let subject = clause.subject
        if clause.predicate.isNegated {
            refuse(clause, .negated, "attribute")
            return true
        }
        let part = upToMark(range)
        let state = folded(part.lowerBound)
        if ["goal", "plan", "dream", "ambition", "resolution"].contains(subject.head) {
            let start = state == "to" ? part.lowerBound + 1 : part.lowerBound
            say(clause, "is", start ..! range.upperBound, "attribute")
            return true
        }
        let isFavorite = subject.text.contains("favorit") || subject.text.contains("favourit")
        if Self.opinions.contains(subject.head) {
            refuse(clause, .conversation, "attribute")
            return true
        }
        if Self.made.contains(where: subject.text.contains) {
            refuse(clause, .hypothetical, "attribute")
            return true
        }
        let isOwn = ["my", "our"].contains(state) && folded(part.lowerBound + 1) == "own"
        if isOwn || ["favorite", "favourite", "favorites"].contains(subject.head) {
            refuse(clause, .vague, "attribute")
            return true
        }
        let isPassing =
            !isFavorite && EnglishWords.passing.contains(state) && part.count <= 2
            || EnglishVerbs.form(state, .participle) != nil && !isCapital(part) && part.count <= 1
            || [
                "going", "broken", "dead", "full", "empty", "killing", "pounding", "racing",
                "acting", "such", "about", "not",
            ].contains(state)
        if isPassing {
            refuse(clause, .passing, "attribute")
        } else if !isFavorite, !isLastingAttribute(subject, part) {
            refuse(clause, .unclear, "attribute")
        } else if ["called", "named"].contains(state) {
            emitName(clause, skipping: part.lowerBound + 1 - clause.rest.lowerBound)
        } else {
            say(clause, "is", range, "attribute", confidence: 0.8)
        }
        return true
    }

    /// What one thinks of the talk, not what one has.
    private static let opinions = EnglishWords.set(
        """
        question guess point thought understanding opinion view views bad turn pleasure goodness \
        problem concern idea answer choice instinct hunch suspicion impression feeling reaction \
        suggestion request hope fear worry mistake fault instructions brain mind heart soul mood \
        apologies condolences thing way case word assumption belief conclusion objection issue \
        comment comments preference experience code image gpu cpu regex dockerfile pc
        """)
    /// What one made up.
    private static let made = [
        "character", "protagonist", "hero", "villain", "novel", "story", "game", "avatar",
        "persona",
        "dream", "screenplay", "dnd", "npc",
    ]
    /// What stays as it is for long.
    private static let attributes = EnglishWords.set(
        """
        job occupation profession address email number phone size type color colour language tongue \
        religion faith hometown town city country birthplace timezone pronouns hobby hobbies passion \
        weakness strength allergy allergies diet salary income rent budget height weight age car bike \
        house apartment flat room laptop computer instrument team band book movie film song food dish \
        drink animal season tree flower sport subject zodiac sign username nickname title degree \
        major background heritage ancestry nationality citizenship blood interview exam surgery flight \
        appointment wedding trip password code pin plate doctor school university company employer \
        department specialty shift deadline motto dream dialect accent
        """)

    private func isLastingAttribute(_ subject: Subject, _ part: Range<Int>) -> Bool {
        if Self.attributes.contains(subject.head) { return true }
        let first = folded(part.lowerBound)
        if ["a", "an"].contains(first) || isCapital(part) { return true }
        if words[safe: part.lowerBound]?.isNumber == true || EnglishWords.numbers[first] != nil {
            return true
        }
        return ["called", "named", "from", "made", "on", "in", "near", "at", "behind"].contains(
            first)
            && part.count >= 3
    }

    private func isCapital(_ range: Range<Int>) -> Bool {
        words[clamped(range)].contains(where: \.isCapitalized)
    }

    private func matched(_ phrases: [[String]], at index: Int) -> [String]? {
        phrases.filter { phrase in
            phrase.indices.allSatisfy { folded(index + $0) == phrase[$0] }
        }.max { $0.count < $1.count }
    }

    private mutating func emitNegatedComplement(_ clause: Clause, _ range: Range<Int>) {
        let start = folded(range.lowerBound) == "really" ? range.lowerBound + 1 : range.lowerBound
        if let phrase = matched(Self.liked, at: start) {
            let rest = trimmed(start + phrase.count ..! range.upperBound)
            for item in items(rest) { say(clause, "dislikes", item, "likes") }
            return
        }
        if isEnded(clause) {
            let count = found.count
            if !emitPhrase(clause, range) { emitState(clause, range) }
            for index in count ..! found.count { found[index].isEnding = true }
            return
        }
        refuse(clause, .negated, "is")
    }

    /// `from Oslo`, `34 years old`, `allergic to nuts`, `called Rex`, `born in 1990`.
    private mutating func emitPhrase(_ clause: Clause, _ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        let first = folded(start)
        let rest = upToMark(trimmed(start + 1 ..! range.upperBound))
        if ["from", "originally"].contains(first), clause.predicate.tense == .present {
            say(clause, "comes from", rest, "from")
            return true
        }
        if ["called", "named"].contains(first), name(at: start + 1) != nil {
            emitName(clause, skipping: start + 1 - clause.rest.lowerBound)
            return true
        }
        if let number = words[safe: start], number.isNumber, Int(number.text) != nil {
            return emitAgeOf(clause, range, number)
        }
        if EnglishWords.numbers[first] != nil, ["months", "weeks"].contains(folded(start + 1)),
            Self.lastingStates.contains(folded(start + 2)) || folded(start + 2) == "old"
        {
            say(clause, "is", start ..! start + 3, "is")
            return true
        }
        if let count = EnglishWords.numbers[first], count > 3, clause.subject.isPerson,
            range.count == 1 || folded(start + 1) == "and" || folded(start + 1) == "years"
        {
            add(
                FactStatement(clause.subject.text, "is", "\(folded(start)) years old"),
                clause.whole,
                "age")
            return true
        }
        if first == "born" || first == "raised" { return emitBirth(clause, range) }
        if first == "based" {
            say(clause, "lives in", trimmed(start + 2 ..! rest.upperBound), "lives")
            return true
        }
        if let phrase = matched(Self.liked, at: start) {
            let liked = trimmed(start + phrase.count ..! range.upperBound)
            let relation = clause.predicate.tense == .past ? "used to like" : "likes"
            for item in items(liked) { say(clause, relation, item, "likes") }
            return true
        }
        if let phrase = matched(Self.prepositional, at: start) {
            let object = trimmed(start + phrase.count ..! range.upperBound)
            let verb = clause.predicate.tense == .past ? "was" : "is"
            for item in items(object) {
                say(clause, "\(verb) \(phrase.joined(separator: " "))", item, "is-to")
            }
            return true
        }
        return false
    }

    private mutating func emitAgeOf(
        _ clause: Clause, _ range: Range<Int>, _ number: Word
    ) -> Bool {
        let following = words[clamped(range.lowerBound + 1 ..! range.upperBound)].map(\.folded)
        let isAge =
            following.isEmpty || following.first == "years" || following.first == "yo"
            || following.first == "y" || following.first == "and" || following.first == ","
        let count = Int(number.text) ?? 0
        guard isAge, clause.subject.isSpeaker || clause.subject.isPerson, (1...120).contains(count),
            clause.predicate.tense == .present
        else { return following.first == "years" }
        add(
            FactStatement(clause.subject.text, "is", "\(number.text) years old"), clause.whole,
            "age")
        return true
    }

    private mutating func emitBirth(_ clause: Clause, _ range: Range<Int>) -> Bool {
        let verb = folded(range.lowerBound) == "raised" ? "grew up" : "was born"
        var place = range.lowerBound + 1
        if folded(place) == "and", folded(place + 1) == "raised" { place += 2 }
        let times = TimeMention.all(in: words, clamped(clause.rest), said: context.time)
        let preposition = folded(place)
        let isTime = times.contains { $0.words.lowerBound == place }
        if isTime || place >= range.upperBound {
            guard let time = times.first else { return true }
            let written = text(trimmed(time.words.lowerBound + 1 ..! time.words.upperBound))
            let start = folded(time.words.lowerBound)
            add(
                FactStatement(clause.subject.text, "\(verb) \(start)", written), clause.whole,
                "born")
            return true
        }
        guard ["in", "at", "near", "on", "to", "with"].contains(preposition) else { return true }
        say(
            clause, "\(verb) \(preposition)",
            upToMark(trimmed(place + 1 ..! range.upperBound)), "born")
        return true
    }

    /// `was a teacher`, `was in Rome last week`.
    private mutating func emitPast(_ clause: Clause, _ object: TimedObject) {
        let first = folded(object.range.lowerBound)
        if ["a", "an", "the", "my", "our"].contains(first) {
            let head = head(of: object.range) ?? ""
            let isVague =
                [
                    "bit", "mess", "day", "mistake", "time", "moment", "kid", "child", "one",
                    "first",
                    "little", "only", "same", "best",
                ].contains(head)
                || EnglishWords.isTask(head)
            return isVague
                ? refuse(clause, .passing, "was")
                : say(clause, "was", upToMark(object.range), "was", confidence: 0.7)
        }
        if ["in", "at"].contains(first), isCapital(object.range) || !object.times.isEmpty,
            clause.predicate.lemma == "be"
        {
            let statement = FactStatement(
                clause.subject.text, FactStatement.did, "was \(text(upToMark(object.range)))")
            return add(
                statement, clause.whole, "was-in", confidence: 0.7,
                reason: self.objection(
                    to: trimmed(object.range.lowerBound + 1 ..! object.range.upperBound)))
        }
        if EnglishVerbs.form(first, .participle) != nil, !EnglishWords.passing.contains(first) {
            let statement = FactStatement(
                clause.subject.text, FactStatement.did, "was \(text(object.range))")
            return add(statement, clause.whole, "was-done", confidence: 0.6)
        }
        refuse(clause, .passing, "was")
    }

    private static let nationalities = EnglishWords.set(
        """
        french dutch british english irish scottish welsh swiss greek czech polish swedish danish \
        finnish norwegian german american canadian mexican thai israeli iraqi pakistani turkish \
        catholic muslim jewish buddhist hindu christian protestant orthodox mormon sikh
        """)

    private mutating func emitState(_ clause: Clause, _ range: Range<Int>) {
        let part = upToMark(range)
        let first = folded(part.lowerBound)
        if ["a", "an"].contains(first) { return emitKind(clause, range) }
        if clause.subject.name != nil, ["my", "our"].contains(first) {
            return emitTieOf(clause, part)
        }
        if ["my", "our", "the"].contains(first) {
            let head = head(of: part) ?? ""
            let isVague = [
                "one", "same", "problem", "best", "worst", "only", "guy", "type", "kind",
            ]
            return isVague.contains(head) || EnglishWords.isTask(head) || part.count < 2
                ? refuse(clause, .passing, "is") : say(clause, "is", part, "is", confidence: 0.7)
        }
        if let word = words[safe: part.lowerBound], word.isCapitalized {
            return emitCapital(clause, part, word)
        }
        if Self.lastingStates.contains(first) || first == "lactose" || first == "type" {
            return say(clause, "is", part, "is")
        }
        if ["in", "on", "at"].contains(first), clause.subject.isSpeaker {
            return refuse(clause, .passing, "is-in")
        }
        if first == "half", part.count <= 4 { return say(clause, "is", part, "is") }
        refuse(
            clause, EnglishWords.passing.contains(first) ? .passing : .unclear, "is")
    }

    /// `a nurse`, `a single mother of two`.
    private mutating func emitKind(_ clause: Clause, _ range: Range<Int>) {
        let part = upToMark(range)
        let second = folded(part.lowerBound + 1)
        let head = head(of: part) ?? ""
        let isVague =
            [
                "bit", "little", "lot", "couple", "mess", "loser", "failure", "wreck", "fool",
                "genius",
                "nightmare", "disaster", "pain", "joke", "bummer", "shame", "idiot", "fan",
                "zombie",
                "lifesaver", "legend", "blast", "treat", "pity", "while", "delight",
            ].contains(head)
            || ["bit", "little", "lot", "total", "complete"].contains(second)
                && EnglishWords.passing.contains(folded(part.lowerBound + 2))
            || ["bit", "lot"].contains(second)
        if isVague || EnglishWords.isTask(head) {
            return refuse(
                clause, EnglishWords.isTask(head) ? .conversation : .passing, "is-a")
        }
        say(clause, "is", part, "is-a")
    }

    /// `Ines is my sister`.
    private mutating func emitTieOf(_ clause: Clause, _ part: Range<Int>) {
        let nouns = words[part].dropFirst().map(\.folded)
        guard let tie = nouns.last(where: isTie), let end = nouns.firstIndex(of: tie),
            let name = clause.subject.name
        else { return say(clause, "is", part, "is", confidence: 0.6) }
        let subject = context.possession(nouns[...end].joined(separator: " "))
        add(FactStatement(subject, "is called", name), clause.whole, "name")
    }

    private mutating func emitCapital(_ clause: Clause, _ part: Range<Int>, _ word: Word) {
        let isOrigin =
            Self.nationalities.contains(word.folded)
            || ["ian", "ish", "ese", "can", "ean"].contains { word.folded.hasSuffix($0) }
        if isOrigin { return say(clause, "is", part, "is") }
        guard clause.subject.isSpeaker, let name = name(at: part.lowerBound),
            name.split(separator: " ").count == part.count, sentence.ending != "?"
        else {
            guard clause.subject.isPerson, part.count <= 3 else {
                return refuse(clause, .unclear, "is")
            }
            // `My boss is Peter`: the one boss there is; of friends there are many.
            let isNamed =
                Self.soleTies.contains(clause.subject.head) && !Self.beliefs.contains(word.folded)
                && name(at: part.lowerBound)?.split(separator: " ").count == part.count
            if isNamed { return say(clause, "is called", part, "called", confidence: 0.8) }
            return say(clause, "is", part, "is", confidence: 0.6)
        }
        say(clause, "is called", part, "called", confidence: 0.8)
    }

    /// Who somebody is to one, where a name behind `is` tells what they are called.
    private static let soleTies = EnglishWords.set(
        """
        boss manager supervisor mentor coach teacher tutor doctor dentist therapist lawyer landlord \
        landlady husband wife spouse partner fiance fiancee boyfriend girlfriend mother father mom mum \
        dad roommate flatmate neighbor neighbour
        """)
    /// Capital words that tell what somebody is, and no name.
    private static let beliefs = EnglishWords.set(
        """
        catholic muslim buddhist hindu sikh jew protestant lutheran methodist baptist anglican orthodox \
        atheist quaker republican democrat virgo libra aries taurus gemini leo cancer scorpio aquarius \
        pisces capricorn sagittarius
        """)
}
