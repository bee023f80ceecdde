/// Finds the names of persons, by lists of names, by how names end, and above all by what stands
/// around them: titles, relations, introductions, greetings, what people do.
///
/// A capital says little at the beginning of a sentence, and nothing in German; there a name needs a
/// list or a phrase that says so. Whoever was found once is found again by any part of the name.
struct NameFinder {
    let text: TextWords
    private let isGerman: Bool
    /// Names that were found elsewhere in what belongs together.
    private let known: KnownNames
    private var isTaken: [Bool]
    /// Where a list of people goes on, if it does.
    private var listEnd: Int?
    private(set) var found: [Range<Int>] = []

    init(_ text: TextWords, known: KnownNames = KnownNames()) {
        self.text = text
        self.known = known
        isTaken = Array(repeating: false, count: text.words.count)
        isGerman = Self.looksGerman(text)
    }

    /// The names of a text, without the words that follow from what is found.
    static func find(
        in text: TextWords, known: KnownNames = KnownNames()
    ) -> [PersonalDataSpan] {
        var finder = NameFinder(text, known: known)
        finder.search()
        finder.searchAgain()
        return finder.found.map { range in
            let last = text.words[range.upperBound - 1]
            let start = text.words[range.lowerBound].range.lowerBound
            return PersonalDataSpan(
                kind: .name, range: start..<(last.range.upperBound - finder.genitive(last)))
        }
    }

    // MARK: First pass

    private mutating func search() {
        var index = 0
        while index < text.words.count {
            guard let range = name(at: index) else {
                index += 1
                continue
            }
            if !isPublic(range) {
                if isListed(range) { listEnd = range.upperBound }
                take(range)
            }
            index = range.upperBound
        }
    }

    private mutating func take(_ range: Range<Int>) {
        found.append(range)
        for index in range { isTaken[index] = true }
    }

    private func isPublic(_ range: Range<Int>) -> Bool {
        NameLexicon.isPublic(text.words[range].map(\.lower))
    }

    /// The name that begins at a word, if one does.
    private func name(at index: Int) -> Range<Int>? {
        let word = text.words[index]
        if word.hasDigit { return nil }
        guard word.isCapitalized else { return lowercaseName(at: index) }
        if NameLexicon.organisationWords.contains(word.lower), !isAfterTitle(index) { return nil }
        let run = run(from: index)
        if isAfterTitle(index) { return isPlain(index) ? nil : run }
        if given(index) != nil, isAddressed(run) { return run }
        if isTitle(index) || isAcronym(run) { return nil }
        if index > 0, NameLexicon.eponymWords.contains(text.words[index - 1].lower) { return nil }
        if isPlain(index) || isPlace(index) || NameLexicon.placeWords.contains(word.lower) {
            return nil
        }
        if isOrganisation(run) { return nil }
        let isLikely = !isGerman || isKnown(run) || run.count > 1
        if isAfterRelation(index), isLikely { return run }
        if let strength = introduction(before: index), isLikely,
            strength == .strong || isKnown(run) || run.count > 1 || isBeforeComma(run)
        {
            return run
        }
        if isAddressed(run) || isBesideName(run) || isListed(run) && run.count <= 4 { return run }
        return listed(run) ?? shaped(run) ?? unknown(run)
    }

    /// A name by a list: a given name, or a family name with initials or a patronymic.
    private func listed(_ run: Range<Int>) -> Range<Int>? {
        let first = run.lowerBound
        switch given(first) {
        case .sure:
            return trimmed(run)
        case .ambiguous:
            if run.count > 1, isFamilyLike(run.upperBound - 1, !isGerman) { return run }
            return isPersonal(around: run) && !isThing(run) ? trimmed(run) : nil
        case nil: break
        }
        if run.contains(where: { NameLexicon.isPatronymic(text.words[$0].lower) }) { return run }
        // An initial before, or initials after, make a person of a family name: I. Berg, Иванов И. И.
        if isInitial(first), run.count > 1, let last = run.last, !isInitial(last),
            last - first > 1 || isFamilyLike(last, true)
        {
            return run
        }
        if run.count > 1, isInitial(first + 1), isFamilyLike(first, true) { return run }
        if run.count > 1, let last = run.last, given(last) == .sure,
            isFamilyLike(first, false)
        {
            return run
        }
        return nil
    }

    /// A name by its form and what stands around it, where no list has its first word.
    private func shaped(_ run: Range<Int>) -> Range<Int>? {
        let first = run.lowerBound
        let isSurname = NameLexicon.isFamily(text.words[run.upperBound - 1].lower)
        if run.count == 1 {
            let word = text.words[first]
            let sure = isSurname && (!isGerman || NameLexicon.family.contains(word.lower))
            return sure && !word.isAllCapitals && !startsSentence(first) && isPersonal(around: run)
                && !isThing(run) ? run : nil
        }
        if run.count > 3 { return nil }
        if run.count == 2, !startsSentence(first), isBareUnknown(first),
            isSurname || NameLexicon.family.contains(text.words[first + 1].lower)
        {
            return run
        }
        if isGerman { return isSurname && isSubject(run) && !isThing(run) ? run : nil }
        if text.words[run].contains(where: { $0.isAllCapitals && $0.range.count > 1 })
            || run.allSatisfy({ NameLexicon.isEnglishWord(text.words[$0].lower) })
        {
            return nil
        }
        if startsSentence(first) {
            return (isSurname || isKnown(run)) && isSubject(run) ? run : nil
        }
        return isPersonal(around: run) || isSurname && run.count == 2 ? run : nil
    }

    /// A word that no list has, with a capital in the middle of a sentence, where places and things do
    /// not stand; or at its beginning, before what only people do.
    private func unknown(_ run: Range<Int>) -> Range<Int>? {
        guard run.count <= 3, run.allSatisfy({ isUnknown($0) }) else { return nil }
        if isGerman { return unknownGerman(run) }
        let first = run.lowerBound
        let next = text.words.indices.contains(run.upperBound) ? text.words[run.upperBound] : nil
        if startsSentence(first) {
            if isPossessive(run) { return run }
            guard isSubject(run), let next else { return nil }
            if !NameLexicon.sharedVerbs.contains(next.lower) { return run }
            let after = run.upperBound + 1
            return after < text.words.count
                && NameLexicon.possessives.contains(text.words[after].lower)
                ? run : nil
        }
        let before = text.words[first - 1]
        if isAfterVerbTo(first) { return run }
        guard isSpace(first - 1) || text.gap(after: first - 1).first == 0x2C,
            !before.hasDigit, !before.isCapitalized || startsSentence(first - 1),
            !NameLexicon.placePrepositions.contains(before.lower), next?.hasDigit != true
        else { return nil }
        // "Ibsen and Brand": beside what is no person stands no person.
        let joints: Set = ["and", "or", "og", "eller", "и", "или", "then"]
        let other = first - 2
        if joints.contains(before.lower), other < 0 || text.words[other].isCapitalized,
            other < 0 || !isTaken[other]
        {
            return nil
        }
        return before.lower == "then" ? nil : run
    }

    /// "I talked to Champak", "send it to Libni Lal".
    private func isAfterVerbTo(_ index: Int) -> Bool {
        index > 1 && text.words[index - 1].lower == "to" && isSpace(index - 1) && isSpace(index - 2)
            && NameLexicon.verbsToPerson.contains(text.words[index - 2].lower)
    }

    /// "Zayyan's car": an apostrophe, an s, and a thing.
    private func isPossessive(_ run: Range<Int>) -> Bool {
        let next = run.upperBound
        guard next + 1 < text.words.count, text.words[next].lower == "s",
            !text.words[next + 1].isCapitalized, isSpace(next)
        else { return false }
        let gap = Array(text.gap(after: next - 1))
        return gap == [0x27] || gap == [0xE2, 0x80, 0x99]
    }

    /// In German, a word that is no noun and stands bare where persons do: after `mit` or `dass`, before
    /// what only people do.
    private func unknownGerman(_ run: Range<Int>) -> Range<Int>? {
        let first = run.lowerBound
        guard run.count <= 2, isBareName(first),
            run.allSatisfy({ !NameLexicon.isGermanNoun(text.words[$0].lower) })
        else { return nil }
        let next = run.upperBound
        let goesOn = next < text.words.count && isSpace(next - 1) && !text.words[next].isCapitalized
        if startsSentence(first) {
            guard isSubject(run) else { return nil }
            if run.count == 2 || !NameLexicon.sharedVerbs.contains(text.words[next].lower) {
                return run
            }
            let after = next + 1
            return after < text.words.count && !text.words[after].isCapitalized
                && NameLexicon.germanObjects.contains(text.words[after].lower) ? run : nil
        }
        let before = text.words[first - 1]
        // "Ich glaube, Oxana ist müde."
        if Array(text.gap(after: first - 1)) == [0x2C, 0x20] { return isSubject(run) ? run : nil }
        guard isSpace(first - 1), !before.isCapitalized || startsSentence(first - 1) else {
            return nil
        }
        if NameLexicon.germanPersonPrepositions.contains(before.lower) { return run }
        return goesOn && NameLexicon.germanClauseWords.contains(before.lower) ? run : nil
    }

    /// Whether no list has a word, and in German it is no noun.
    private func isBareUnknown(_ index: Int) -> Bool {
        isUnknown(index) && (!isGerman || isBareName(index))
    }

    private func isBareName(_ index: Int) -> Bool {
        let word = text.words[index].lower
        return !NameLexicon.isGermanNoun(word)
            && !["en", "er", "ern", "el", "erin", "innen", "sche", "scher", "sches", "isch"]
                .contains {
                    word.hasSuffix($0)
                }
    }

    private func isUnknown(_ index: Int) -> Bool {
        let word = text.words[index]
        let letters = text.bytes[word.range]
        let hasInnerCapital =
            !word.isAllCapitals && letters.dropFirst().contains { (0x41...0x5A).contains($0) }
        return word.range.count >= 3 && !word.isAllCapitals && !hasInnerCapital
            && !NameLexicon.publicSingle.contains(word.lower)
            && NameLexicon.given(word.lower) == nil
            && !NameLexicon.familyAmbiguous.contains(word.lower)
            && !NameLexicon.organisationWords.contains(word.lower)
            && !NameLexicon.isEnglishWord(word.lower)
            && !NameLexicon.adjectiveEndings.contains { word.lower.hasSuffix($0) }
    }

    /// "hi anna", "my name is anna berg", "anna hansen": names in lower case.
    private func lowercaseName(at index: Int) -> Range<Int>? {
        if isAfterWrittenTitle(index) { return index..<(index + 1) }
        guard given(index) == .sure, text.words[index].range.count >= 3,
            !NameLexicon.notNames.contains(text.words[index].lower)
        else { return nil }
        let next = index + 1
        let hasFamily =
            isSpace(index) && next < text.words.count
            && NameLexicon.family.contains(text.words[next].lower)
            && !NameLexicon.familyAmbiguous.contains(text.words[next].lower)
        if hasFamily { return index..<(next + 1) }
        let isGreeted =
            index > 0 && NameLexicon.callings.contains(text.words[index - 1].lower)
            && text.gap(after: index - 1).count <= 2
        let isToldOf =
            index > 0 && isSpace(index - 1) && text.words[index].lower.count >= 4
            && NameLexicon.lowercaseCues.contains(text.words[index - 1].lower)
        return introduction(before: index) == .strong || isGreeted || isToldOf
            || isAfterRelation(index)
            ? index..<next : nil
    }

    /// `mr. haverford`, `dr sosa`: after a title that is nothing else.
    private func isAfterWrittenTitle(_ index: Int) -> Bool {
        let word = text.words[index]
        guard index > 0, isAfterTitle(index), word.lower.count >= 3 else { return false }
        return ["mr", "mrs", "ms", "dr", "prof"].contains(text.words[index - 1].lower)
            && !NameLexicon.notNames.contains(word.lower)
    }

    // MARK: Second pass

    /// Every part of a name that was found is found wherever it stands with a capital.
    private mutating func searchAgain() {
        var parts = known
        parts.formUnion(names)
        if parts.isEmpty { return }
        for (index, word) in text.words.enumerated() where word.isCapitalized && !isTaken[index] {
            let bare = String(word.lower.dropLast(genitive(word)))
            guard parts.contains(word.lower) || parts.contains(bare) else { continue }
            let isDoubtful =
                NameLexicon.givenAmbiguous.contains(bare)
                || NameLexicon.familyAmbiguous.contains(bare)
            if isDoubtful, startsSentence(index) || isGerman { continue }
            if isOrganisation(index..<(index + 1)) { continue }
            take(index..<(index + 1))
        }
        found.sort { $0.lowerBound < $1.lowerBound }
    }

    /// The parts of the names that were found.
    private var names: KnownNames {
        var names = KnownNames()
        for index in found.joined() {
            let word = text.words[index]
            names.insert(String(word.lower.dropLast(genitive(word))))
        }
        return names
    }

    /// The names of a text, by which they are found in others that belong to it.
    static func names(in text: TextWords) -> KnownNames {
        var finder = NameFinder(text)
        finder.search()
        return finder.names
    }

    // MARK: Words

    /// Words with capitals that stand together from one on, with initials and particles between.
    private func run(from first: Int) -> Range<Int> {
        var end = first + 1
        while end < text.words.count, end - first < 5 {
            guard joins(end - 1) else { break }
            var next = end
            while next < text.words.count, next - end < 2,
                NameLexicon.particles.contains(text.words[next].lower),
                !text.words[next].isCapitalized, isSpace(next)
            {
                next += 1
            }
            guard next < text.words.count, text.words[next].isCapitalized,
                !text.words[next].hasDigit, !isPlain(next),
                !NameLexicon.organisationWords.contains(text.words[next].lower)
                    || NameLexicon.family.contains(text.words[next].lower)
            else { break }
            end = next + 1
        }
        return first..<end
    }

    /// Whether two words may be parts of one name, by what stands between.
    private func joins(_ index: Int) -> Bool {
        let gap = Array(text.gap(after: index))
        if gap == [0x20] || gap == [0x2D] { return true }
        let isApostrophe = gap == [0x27] || gap == [0xE2, 0x80, 0x99]
        return isInitial(index) && (gap == [0x2E, 0x20] || gap == [0x2E] || isApostrophe)
    }

    private func isInitial(_ index: Int) -> Bool {
        guard text.words.indices.contains(index) else { return false }
        let word = text.words[index]
        return word.isCapitalized && word.lower.count == 1 && word.lower != "i"
            && word.lower != "я" && word.lower != "a"
            || word.isCapitalized && word.lower.count == 1 && text.gap(after: index).first == 0x2E
    }

    private func isSpace(_ index: Int) -> Bool { Array(text.gap(after: index)) == [0x20] }

    /// Whether a word is no name but where a title says so.
    private func isPlain(_ index: Int) -> Bool {
        let word = text.words[index].lower
        return NameLexicon.notNames.contains(word) || NameLexicon.things.contains(word)
    }

    /// How sure a word is a given name; a genitive's s does not count.
    private func given(_ index: Int) -> NameLexicon.Given? {
        guard text.words.indices.contains(index) else { return nil }
        let word = text.words[index]
        return NameLexicon.given(word.lower)
            ?? (genitive(word) > 0 ? NameLexicon.given(String(word.lower.dropLast())) : nil)
    }

    /// The bytes of a genitive's ending, as in "Annas" and "Karis": one, where only that makes a name.
    private func genitive(_ word: TextWords.Word) -> Int {
        guard word.lower.hasSuffix("s"), word.lower.count >= 4,
            NameLexicon.given(word.lower) == nil, !NameLexicon.family.contains(word.lower)
        else { return 0 }
        let stem = String(word.lower.dropLast())
        return NameLexicon.given(stem) == .sure || NameLexicon.family.contains(stem) ? 1 : 0
    }

    private func isFamilyLike(_ index: Int, _ orUnknown: Bool) -> Bool {
        let word = text.words[index]
        if NameLexicon.isFamily(word.lower) { return true }
        if NameLexicon.familyAmbiguous.contains(word.lower) { return orUnknown }
        return orUnknown && !startsSentence(index) && !isPlain(index) && word.range.count > 2
    }

    /// Whether some word of a run stands in a list of names.
    private func isKnown(_ run: Range<Int>) -> Bool {
        run.contains { given($0) != nil || NameLexicon.isFamily(text.words[$0].lower) }
    }

    /// In German, what follows a given name is a part of it only where it looks like one.
    private func trimmed(_ run: Range<Int>) -> Range<Int> {
        guard isGerman, run.count > 1 else { return run }
        var end = run.lowerBound + 1
        while end < run.upperBound,
            given(end) != nil || isFamilyLike(end, false) || isInitial(end)
                || NameLexicon.family.contains(text.words[end].lower)
                || NameLexicon.particles.contains(text.words[end].lower)
                || Array(text.gap(after: end - 1)) == [0x2D]
        {
            end += 1
        }
        // A last word that no list has is a family name all the same, unless it is in the middle of a
        // run: "Jana Terwisscha kommt".
        if end == run.lowerBound + 1, run.count == 2 { end = run.upperBound }
        return run.lowerBound..<end
    }

    // MARK: What stands around

    private func startsSentence(_ index: Int) -> Bool {
        if index == 0 { return true }
        let gap = text.gap(after: index - 1)
        if isInitial(index - 1), gap.count <= 2 { return false }
        return gap.contains { [0x2E, 0x21, 0x3F, 0x0A, 0x3A, 0x22].contains($0) }
    }

    private func isAfterTitle(_ index: Int) -> Bool {
        guard index > 0, NameLexicon.titles.contains(text.words[index - 1].lower) else {
            return false
        }
        let gap = Array(text.gap(after: index - 1))
        return gap == [0x20] || gap == [0x2E, 0x20] || gap == [0x2E]
    }

    /// "Dr." before a name is no part of it.
    private func isTitle(_ index: Int) -> Bool {
        NameLexicon.titles.contains(text.words[index].lower)
            && (text.gap(after: index).first == 0x2E || joins(index) && given(index) == nil)
    }

    /// A word of few letters, all of them capitals: an abbreviation.
    private func isAcronym(_ run: Range<Int>) -> Bool {
        guard run.count == 1, let word = text.words[run].first else { return false }
        return word.isAllCapitals && word.lower.count <= 4
    }

    private func isAfterRelation(_ index: Int) -> Bool {
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

    private enum Strength {
        case strong
        case weak
    }

    /// Whether a phrase that introduces someone ends before a word.
    private func introduction(before index: Int) -> Strength? {
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

    private func isBeforeComma(_ run: Range<Int>) -> Bool {
        text.gap(after: run.upperBound - 1).first == 0x2C
    }

    /// "Hi Soraya," and, at the end, "Best,\nWill": addressed or signed, whatever the word is.
    private func isAddressed(_ run: Range<Int>) -> Bool {
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
    private func isListed(_ run: Range<Int>) -> Bool {
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
    private func isBesideName(_ run: Range<Int>) -> Bool {
        let joint = run.lowerBound - 1
        guard joint > 0, isTaken[joint - 1], isSpace(joint - 1), isSpace(joint) else {
            return false
        }
        let isJoint = ["and", "und", "og", "и", "&"].contains(text.words[joint].lower)
        return isJoint && !text.words[run.lowerBound].isAllCapitals
    }

    /// Whether what stands before or after says that a person is meant.
    private func isPersonal(around run: Range<Int>) -> Bool {
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
    private func isThing(_ run: Range<Int>) -> Bool {
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
    private func isAsked(_ run: Range<Int>) -> Bool {
        let before = run.lowerBound - 1
        let next = run.upperBound
        guard startsSentence(before), isSpace(before), next < text.words.count, isSpace(next - 1),
            NameLexicon.questionOpeners.contains(text.words[before].lower)
        else { return false }
        let word = text.words[next]
        return !word.isCapitalized && !word.hasDigit && !NameLexicon.articles.contains(word.lower)
    }

    /// Whether a verb of people follows: "Berg said".
    private func isSubject(_ run: Range<Int>) -> Bool {
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
    private func isOrganisation(_ run: Range<Int>) -> Bool {
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
    private func isPlace(_ index: Int) -> Bool {
        guard index > 0, isSpace(index - 1) || Array(text.gap(after: index - 1)) == [0x2E, 0x20],
            text.words[index - 1].isCapitalized
        else { return false }
        let word = text.words[index - 1].lower
        return NameLexicon.placeWords.contains(word)
    }

    /// Whether there are more of German's small words than of the others'.
    private static func looksGerman(_ text: TextWords) -> Bool {
        var balance = 0
        for word in text.words {
            if NameLexicon.germanWords.contains(word.lower) {
                balance += 1
            } else if NameLexicon.otherWords.contains(word.lower) {
                balance -= 1
            }
        }
        if balance != 0 { return balance > 0 }
        // Where no small word tells, a noun with a capital in the middle of the text does.
        return text.words.dropFirst().contains { word in
            word.isCapitalized && NameLexicon.isGermanWord(word.lower)
        }
    }
}
