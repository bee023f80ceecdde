/// What stands around a name: titles, relations, introductions, greetings, lists, verbs, things.
extension NameFinder {
    func startsSentence(_ index: Int) -> Bool {
        if index == 0 { return true }
        let gap = text.gap(after: index - 1)
        if isInitial(index - 1), gap.count <= 2 { return false }
        return gap.contains { [0x2E, 0x21, 0x3F, 0x0A, 0x3A, 0x22].contains($0) }
    }

    func isAfterTitle(_ index: Int) -> Bool {
        guard index > 0, NameLexicon.titles.contains(text.words[index - 1].lower) else {
            return false
        }
        let gap = Array(text.gap(after: index - 1))
        return gap == [0x20] || gap == [0x2E, 0x20] || gap == [0x2E]
    }

    /// "Dr." before a name is no part of it.
    func isTitle(_ index: Int) -> Bool {
        NameLexicon.titles.contains(text.words[index].lower)
            && (text.gap(after: index).first == 0x2E || joins(index) && given(index) == nil)
    }

    /// A word of few letters, all of them capitals: an abbreviation.
    func isAcronym(_ run: Range<Int>) -> Bool {
        guard run.count == 1, let word = text.words[run].first else { return false }
        return word.isAllCapitals && word.lower.count <= 4
    }

    func isAfterRelation(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let gap = Array(text.gap(after: index - 1))
        guard gap == [0x20] || gap == [0x2C, 0x20] else { return false }
        var place = index - 1
        // "broren min Tejs"
        if place > 0, NameLexicon.possessives.contains(text.words[place].lower), isSpace(place - 1)
        {
            place -= 1
        }
        return NameLexicon.relations.contains(text.words[place].lower)
    }

    enum Strength {
        case strong
        case weak
    }

    /// Whether a phrase that introduces someone ends before a word.
    func introduction(before index: Int) -> Strength? {
        guard index > 0 else { return nil }
        let gap = text.gap(after: index - 1)
        guard gap.count <= 3, gap.allSatisfy({ [0x20, 0x3A, 0x27, 0x0A, 0x2D].contains($0) }) else {
            return nil
        }
        let last = text.words[index - 1].lower
        for phrase in NameLexicon.introductionsByEnd[last] ?? [] where phrase.count <= index {
            let start = index - phrase.count
            guard phrase.indices.allSatisfy({ text.words[start + $0].lower == phrase[$0] }) else {
                continue
            }
            let isWeak =
                phrase == ["i", "am"] || phrase == ["i", "m"] || phrase == ["jeg", "er"]
                || phrase == ["ich", "bin"] || phrase == ["я"] || phrase == ["this", "is"]
                || phrase == ["called"]
                || phrase.count == 1 && !gap.contains(0x3A)
                    && ["name", "contact", "kontakt", "author", "имя", "student", "elev"].contains(
                        phrase[0])
            let needsSign = phrase.count == 1 && NameLexicon.headers.contains(phrase[0])
            if needsSign, !gap.contains(0x3A) { continue }
            return isWeak ? .weak : .strong
        }
        return nil
    }

    func isBeforeComma(_ run: Range<Int>) -> Bool {
        text.gap(after: run.upperBound - 1).first == 0x2C
    }

    /// "Hi Soraya," and, at the end, "Best,\nWill": addressed or signed, whatever the word is.
    func isAddressed(_ run: Range<Int>) -> Bool {
        let before = run.lowerBound - 1
        guard before >= 0, run.count <= 3 else { return false }
        let word = text.words[before].lower
        let gap = Array(text.gap(after: before))
        let rest = text.gap(after: run.upperBound - 1)
        if gap == [0x20] || gap == [0x2C, 0x20] {
            let ends = rest.isEmpty || [0x2C, 0x21, 0x0A].contains(rest.first ?? 0)
            return NameLexicon.callings.contains(word) && ends
        }
        let isSigned =
            gap.contains(0x0A) && !gap.contains(0x2E)
            && (NameLexicon.callings.contains(word) || NameLexicon.greetings.contains(word))
        return isSigned && (rest.isEmpty || rest.contains(0x0A))
    }

    /// "Attendees: Ann Lee, Gernot Haas": who follows such a word, and whoever follows them.
    func isListed(_ run: Range<Int>) -> Bool {
        let before = run.lowerBound - 1
        guard before >= 0, isKnown(run) || run.allSatisfy({ isUnknown($0) }) else {
            return false
        }
        let gap = text.gap(after: before)
        guard gap.count <= 4 else { return false }
        if gap.contains(0x3A) { return NameLexicon.listHeads.contains(text.words[before].lower) }
        return listEnd == run.lowerBound && gap.contains { [0x2C, 0x3B, 0x0A].contains($0) }
    }

    /// "Ann and Gernot": whoever stands beside somebody is somebody.
    func isBesideName(_ run: Range<Int>) -> Bool {
        let joint = run.lowerBound - 1
        guard joint > 0, isTaken[joint - 1], isSpace(joint - 1), isSpace(joint) else {
            return false
        }
        let isJoint = ["and", "und", "og", "и", "&"].contains(text.words[joint].lower)
        return isJoint && !text.words[run.lowerBound].isAllCapitals
    }

    /// Whether what stands before or after says that a person is meant.
    func isPersonal(around run: Range<Int>) -> Bool {
        if isSubject(run) || isPossessive(run) { return true }
        let before = run.lowerBound - 1
        guard before >= 0 else { return false }
        if isAfterVerbTo(run.lowerBound) || isAsked(run) { return true }
        let gap = text.gap(after: before)
        let word = text.words[before].lower
        if NameLexicon.greetings.contains(word), gap.count <= 3,
            NameLexicon.callings.contains(word) || gap.contains(0x2C) || gap.contains(0x0A)
        {
            return true
        }
        return NameLexicon.personPrepositions.contains(word) && Array(gap) == [0x20]
            && !startsSentence(run.lowerBound)
    }

    /// Whether an article stands before, or only a verb that things share says that a person is meant.
    func isThing(_ run: Range<Int>) -> Bool {
        let first = run.lowerBound
        if first > 0, NameLexicon.articles.contains(text.words[first - 1].lower),
            isSpace(first - 1)
        {
            return true
        }
        guard isSubject(run), isGerman || startsSentence(first) else { return false }
        return NameLexicon.sharedVerbs.contains(text.words[run.upperBound].lower)
    }

    /// "Is Mark coming?", "Kommt Max auch?"
    func isAsked(_ run: Range<Int>) -> Bool {
        let before = run.lowerBound - 1
        let next = run.upperBound
        guard startsSentence(before), isSpace(before), next < text.words.count, isSpace(next - 1),
            NameLexicon.questionOpeners.contains(text.words[before].lower)
        else { return false }
        let word = text.words[next]
        return !word.isCapitalized && !word.hasDigit && !NameLexicon.articles.contains(word.lower)
    }

    /// Whether a verb of people follows: "Berg said".
    func isSubject(_ run: Range<Int>) -> Bool {
        let next = run.upperBound
        guard next < text.words.count, isSpace(next - 1), !text.words[next].isCapitalized else {
            return false
        }
        let word = text.words[next].lower
        // An English verb of the past stands after what does something.
        return NameLexicon.personVerbs.contains(word)
            || word.count >= 5 && word.hasSuffix("ed") && run.count > 1 && !isGerman
    }

    /// Whether a run is, or goes on as, the name of a firm, a street, a theorem.
    func isOrganisation(_ run: Range<Int>) -> Bool {
        let next = run.upperBound
        if next < text.words.count, joins(next - 1), text.words[next].isCapitalized || next > 0,
            NameLexicon.organisationWords.contains(text.words[next].lower),
            text.words[next].isCapitalized
                || NameLexicon.given(text.words[run.lowerBound].lower) == nil
        {
            return !NameLexicon.family.contains(text.words[next].lower)
        }
        return false
    }

    /// San Diego, Lake Victoria, Hotel Astrid.
    func isPlace(_ index: Int) -> Bool {
        guard index > 0, isSpace(index - 1) || Array(text.gap(after: index - 1)) == [0x2E, 0x20],
            text.words[index - 1].isCapitalized
        else { return false }
        let word = text.words[index - 1].lower
        return NameLexicon.placeWords.contains(word)
    }
}
