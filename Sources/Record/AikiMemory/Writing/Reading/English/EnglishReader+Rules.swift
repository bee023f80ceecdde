import Foundation

extension EnglishReader {
    /// What a rule has to go by.
    struct Clause {
        let subject: Subject
        let predicate: Predicate
        /// The words after the verb.
        let rest: Range<Int>
        /// All words of the clause.
        let whole: Range<Int>
    }

    /// Turns a clause into statements by the rule of its verb.
    mutating func emit(
        _ subject: Subject, _ predicate: Predicate, _ rest: Range<Int>, _ reason: GateReason?,
        start: Int
    ) {
        let rest = clamped(rest)
        let whole = start ..! max(rest.upperBound, predicate.verb + 1, start + 1)
        let clause = Clause(subject: subject, predicate: predicate, rest: rest, whole: whole)
        let first = found.count
        isLookingBack = predicate.isPast
        emitByVerb(clause)
        let doubt = doubt(of: clause)
        for index in first ..! found.count {
            found[index].reason = reason ?? found[index].reason ?? doubt
            // A day that is what is said is not the day from which it holds.
            if let time = timed(rest).from, found[index].validFrom == nil,
                found[index].statement.relation != "is on"
            {
                found[index].validFrom = time
            }
            if let until = timed(rest).until, found[index].validUntil == nil {
                found[index].validUntil = until
            }
            if start > 0, folded(start - 1) == "because", first > 0 { found[index].isCause = true }
        }
    }

    /// Why a clause that names something is still not certain.
    private func doubt(of clause: Clause) -> GateReason? {
        if clause.predicate.isDoubtful { return .uncertain }
        if let modal = clause.predicate.modal,
            !["will", "shall", "can", "must"].contains(modal),
            !(modal == "would" && found.last?.rule == "en.wants")
        {
            return modal == "would" ? .hypothetical : .uncertain
        }
        let words = words[clamped(clause.whole)].map(\.folded)
        if words.contains("if") || words.contains("unless") { return .hypothetical }
        if Hyperbole.isHyperbole(words) { return .joke }
        return nil
    }

    private mutating func emitByVerb(_ clause: Clause) {
        let predicate = clause.predicate
        switch predicate.lemma {
        case "be": emitComplement(clause)
        case "live", "reside": emitPlace(clause)
        case "move", "relocate": emitMove(clause)
        case "grow" where folded(clause.rest.lowerBound) == "up": emitGrowingUp(clause)
        case "work": emitWork(clause)
        case "start", "begin", "get", "find", "land", "take", "accept": emitNewWork(clause)
        case "study", "major": emitStudy(clause)
        case "like", "love", "enjoy", "adore", "hate", "dislike", "despise", "detest", "loathe",
            "stand", "prefer":
            emitTaste(clause)
        case "have", "own": emitHaving(clause)
        case "want", "need", "plan", "dream", "decide", "intend", "aim": emitWish(clause)
        case "speak", "play", "drive", "use", "collect", "teach", "wear": emitHabitual(clause)
        case "go" where folded(clause.rest.lowerBound) == "by": emitName(clause, skipping: 1)
        case "marry": emitMarriage(clause)
        case "turn": emitAge(clause)
        case "think", "say", "tell", "guess", "mean": return
        default: emitGeneral(clause)
        }
    }

    mutating func say(
        _ clause: Clause, _ relation: String, _ range: Range<Int>, _ rule: String,
        confidence: Double = 0.9, subject: String? = nil
    ) {
        let object = text(range)
        let statement = FactStatement(subject ?? clause.subject.text, relation, object)
        add(statement, clause.whole, rule, confidence: confidence, reason: objection(to: range))
    }

    /// Notes that a clause was understood and is nothing to keep.
    mutating func refuse(_ clause: Clause, _ reason: GateReason, _ rule: String) {
        let object = text(trimmed(clause.rest))
        add(
            FactStatement(clause.subject.text, FactStatement.does, object), clause.whole, rule,
            reason: reason)
    }

    // Places.

    private mutating func emitPlace(_ clause: Clause) {
        let object = timed(clause.rest)
        let preposition = folded(object.range.lowerBound)
        let place = placeOnly(
            upToMark(trimmed(object.range.lowerBound + 1 ..! object.range.upperBound)))
        let predicate = clause.predicate
        if preposition == "with" || preposition == "alone" {
            let range = preposition == "alone" ? object.range : place
            let relation = preposition == "alone" ? "lives" : "lives with"
            return predicate.isPast && !predicate.isPerfect
                ? emitGeneral(clause) : say(clause, relation, range, "lives-with")
        }
        guard ["in", "at", "near", "on", "outside", "by", "close"].contains(preposition),
            !place.isEmpty
        else { return emitGeneral(clause) }
        if predicate.isNegated {
            return ending(clause, "lives \(preposition)", place, "lives", isEnded(clause))
        }
        if predicate.tense == .past, !predicate.isPerfect {
            return say(clause, "lived \(preposition)", place, "lived")
        }
        if predicate.tense == .future {
            return refuse(clause, .uncertain, "lives")
        }
        if preposition == "on", !EnglishWords.determiners.contains(folded(place.lowerBound)),
            words[safe: place.lowerBound]?.isCapitalized != true
        {
            return refuse(clause, .joke, "lives")
        }
        say(clause, "lives \(preposition)", place, "lives")
    }

    /// A place without who is there, why and since when.
    private func placeOnly(_ range: Range<Int>) -> Range<Int> {
        let stops = [
            "from", "with", "for", "because", "after", "to", "as", "since", "during", "and",
        ]
        guard let end = range.first(where: { stops.contains(folded($0)) }), end > range.lowerBound
        else { return range }
        if folded(end) == "and", words[safe: end + 1]?.isCapitalized == true { return range }
        return trimmed(range.lowerBound ..! end)
    }

    /// A statement that is said to be over, or never to have been.
    mutating func ending(
        _ clause: Clause, _ relation: String, _ range: Range<Int>, _ rule: String, _ isEnded: Bool
    ) {
        say(clause, relation, range, rule)
        guard let last = found.indices.last else { return }
        if isEnded {
            found[last].isEnding = true
        } else {
            found[last].reason = found[last].reason ?? .negated
        }
    }

    func isEnded(_ clause: Clause) -> Bool {
        let tail = words[clamped(clause.rest)].map(\.folded)
        return clause.predicate.isOver || tail.contains("anymore")
            || (tail.contains("any") && (tail.contains("more") || tail.contains("longer")))
    }

    private mutating func emitMove(_ clause: Clause) {
        let object = timed(clause.rest)
        let predicate = clause.predicate
        let leads = ["to", "from", "back", "into", "in", "out", "away", "over", "across", "abroad"]
        guard leads.contains(folded(object.range.lowerBound)) else { return emitGeneral(clause) }
        guard let to = object.range.first(where: { ["to", "into"].contains(folded($0)) }) else {
            if folded(object.range.lowerBound) == "in",
                folded(object.range.lowerBound + 1) == "with",
                predicate.isPast
            {
                return say(
                    clause, "lives with", object.range.lowerBound + 2 ..! object.range.upperBound,
                    "moved-in")
            }
            return emitGeneral(clause)
        }
        guard predicate.isPast, !predicate.isNegated, !predicate.isProgressive else {
            return emitGeneral(clause)
        }
        var place = upToMark(trimmed(to + 1 ..! object.range.upperBound))
        place = placeOnly(place)
        if EnglishVerbs.form(folded(place.lowerBound), .present) != nil {
            return emitGeneral(clause)
        }
        if let preposition = words[safe: place.lowerBound]?.folded,
            preposition == "a" || preposition == "an",
            !words[place].contains(where: \.isCapitalized)
        {
            return emitGeneral(clause)
        }
        say(clause, "lives in", place, "moved")
        if let last = found.indices.last { found[last].validFrom = object.from ?? context.time }
        if let from = object.range.first(where: { folded($0) == "from" }) {
            let end = from < to ? to : object.range.upperBound
            say(clause, "lived in", upToMark(trimmed(from + 1 ..! end)), "moved")
            if let last = found.indices.last { found[last].validUntil = object.from }
        }
    }

    private mutating func emitGrowingUp(_ clause: Clause) {
        let object = timed(clause.rest.lowerBound + 1 ..! clause.rest.upperBound)
        let preposition = folded(object.range.lowerBound)
        guard ["in", "on", "near", "with", "speaking", "outside"].contains(preposition) else {
            return
        }
        say(
            clause, "grew up \(preposition)",
            upToMark(trimmed(object.range.lowerBound + 1 ..! object.range.upperBound)), "grew-up")
    }

    // Work and study.

    private mutating func emitWork(_ clause: Clause) {
        let object = timed(clause.rest)
        let isPast = clause.predicate.tense == .past && !clause.predicate.isPerfect
        let verb = isPast ? "worked" : "works"
        let stops = ["as", "at", "for", "in", "with", "from", "on"]
        let marks = object.range.filter { stops.contains(folded($0)) }
        guard let first = marks.first, first == object.range.lowerBound || marks.count > 0,
            clause.predicate.tense != .future
        else { return emitGeneral(clause) }
        if ["on", "with", "from"].contains(folded(first)) || clause.predicate.modal != nil {
            return emitGeneral(clause)
        }
        let ends = Array(marks.dropFirst()) + [object.range.upperBound]
        for (mark, end) in zip(marks, ends) {
            let part = upToMark(trimmed(mark + 1 ..! end))
            var preposition = folded(mark)
            if preposition == "for" { preposition = "at" }
            guard ["as", "at", "in"].contains(preposition), !part.isEmpty else { continue }
            if words[part].contains(where: { $0.folded == "home" }) { continue }
            if clause.predicate.isNegated {
                ending(clause, "works \(preposition)", part, "works", isEnded(clause))
            } else {
                say(clause, "\(verb) \(preposition)", part, "works")
            }
        }
    }

    /// `I started working at Siemens`, `I got a job as a nurse`: what has been so since then, where that is
    /// not long ago.
    private mutating func emitNewWork(_ clause: Clause) {
        let start = clause.rest.lowerBound
        let head = Self.newWork.first { head in
            head.indices.allSatisfy { folded(start + $0) == head[$0] }
        }
        let since = timed(clause.rest).from ?? context.time
        guard let head, clause.predicate.isPast, !clause.predicate.isNegated,
            clause.predicate.modal == nil, ["at", "as"].contains(folded(start + head.count)),
            since.timeIntervalSince(context.time) > -Self.newWorkSeconds
        else { return emitGeneral(clause) }
        var predicate = clause.predicate
        predicate.tense = .present
        emitWork(
            Clause(
                subject: clause.subject, predicate: predicate,
                rest: start + head.count ..! clause.rest.upperBound, whole: clause.whole))
    }

    private static let newWorkSeconds = 366 * 86_400.0
    private static let newWork = [
        "working", "to work", "a job", "a new job", "my new job", "a position", "a new position",
    ].map { $0.split(separator: " ").map(String.init) }

    private mutating func emitStudy(_ clause: Clause) {
        let object = timed(clause.rest)
        guard !clause.predicate.isPast || clause.predicate.isProgressive,
            clause.predicate.tense == .present
        else { return emitGeneral(clause) }
        if clause.predicate.isNegated { return refuse(clause, .negated, "studies") }
        if folded(object.range.lowerBound) == "for" {
            return clause.predicate.isProgressive
                && (!object.times.isEmpty || object.range.count > 2)
                ? emitOngoing(clause, object) : refuse(clause, .passing, "studies")
        }
        let at = object.range.first { folded($0) == "at" }
        var subjectMatter = upToMark(object.range.lowerBound ..! (at ?? object.range.upperBound))
        if folded(subjectMatter.lowerBound) == "in" {
            subjectMatter = trimmed(subjectMatter.lowerBound + 1 ..! subjectMatter.upperBound)
        }
        if let stop = subjectMatter.first(where: { ["in", "with", "to"].contains(folded($0)) }),
            stop > subjectMatter.lowerBound
        {
            subjectMatter = trimmed(subjectMatter.lowerBound ..! stop)
        }
        if !trimmed(subjectMatter).isEmpty {
            say(clause, "studies", trimmed(subjectMatter), "studies")
        }
        if let at {
            say(
                clause, "studies at", upToMark(trimmed(at + 1 ..! object.range.upperBound)),
                "studies")
        }
    }

    // Names, ages, marriages.

    mutating func emitName(_ clause: Clause, skipping count: Int) {
        let start = clause.rest.lowerBound + count
        guard let name = name(at: start) else { return }
        let end = start + name.split(separator: " ").count
        say(clause, "is called", start ..! end, "called")
    }

    private mutating func emitMarriage(_ clause: Clause) {
        let object = timed(clause.rest)
        guard clause.predicate.isPast, !clause.predicate.isNegated,
            let name = name(at: object.range.lowerBound)
        else { return emitGeneral(clause) }
        let end = object.range.lowerBound + name.split(separator: " ").count
        say(clause, "is married to", object.range.lowerBound ..! end, "married")
    }

    private mutating func emitAge(_ clause: Clause) {
        let object = timed(clause.rest)
        guard let number = words[safe: object.range.lowerBound], number.isNumber,
            object.range.count <= 3
        else { return emitGeneral(clause) }
        if clause.predicate.isPast {
            add(
                FactStatement(clause.subject.text, "is", "\(number.text) years old"), clause.whole,
                "age")
        } else {
            say(clause, "turns", object.range.lowerBound ..! object.range.lowerBound + 1, "age")
        }
    }
}

/// Exaggerations that nobody means.
enum Hyperbole {
    private static let phrases: [[String]] = [
        ["eat", "a", "horse"], ["a", "million", "times"], ["a", "thousand", "times"],
        ["a", "million", "years"], ["sold", "my", "soul"], ["to", "the", "moon", "and", "back"],
        ["die", "of"], ["dying", "of"], ["kill", "for"], ["sleep", "for", "a", "week"],
        ["a", "ton", "of", "bricks"], ["weighs", "a", "ton"], ["an", "arm", "and", "a", "leg"],
        ["kill", "me"], ["from", "outer", "space"], ["a", "hundred", "years"],
        ["the", "size", "of"],
        ["a", "billion"], ["a", "zillion"], ["a", "gazillion"], ["over", "the", "moon"],
        ["my", "mind"], ["a", "time", "machine"], ["live", "under", "a", "rock"],
        ["a", "thousand", "years"], ["a", "unicorn"], ["a", "dragon"], ["on", "mars"],
        ["a", "vampire"], ["a", "wizard"], ["a", "robot"], ["the", "queen", "of", "england"],
        ["the", "king"], ["a", "ghost"], ["a", "zombie"], ["a", "superhero"], ["my", "brains"],
    ]

    static func isHyperbole(_ words: [String]) -> Bool {
        phrases.contains { phrase in
            guard words.count >= phrase.count else { return false }
            return (0...(words.count - phrase.count)).contains { start in
                words[start ..! start + phrase.count].elementsEqual(phrase)
            }
        }
    }
}
