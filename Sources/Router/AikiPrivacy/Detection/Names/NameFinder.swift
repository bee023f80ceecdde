/// Finds the names of persons, by lists of names, by how names end, and above all by what stands
/// around them: titles, relations, introductions, greetings, what people do.
///
/// A capital says little at the beginning of a sentence, and nothing in German; there a name needs a
/// list or a phrase that says so. Whoever was found once is found again by any part of the name.
struct NameFinder {
    let text: TextWords
    let isGerman: Bool
    /// Names that were found elsewhere in what belongs together.
    private let known: KnownNames
    var isTaken: [Bool]
    /// Where a list of people goes on, if it does.
    var listEnd: Int?
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

    func isPublic(_ range: Range<Int>) -> Bool {
        NameLexicon.isPublic(text.words[range].map(\.lower))
    }

    /// The name that begins at a word, if one does.
    func name(at index: Int) -> Range<Int>? {
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
    func listed(_ run: Range<Int>) -> Range<Int>? {
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
    func shaped(_ run: Range<Int>) -> Range<Int>? {
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

    /// "hi anna", "my name is anna berg", "anna hansen": names in lower case.
    func lowercaseName(at index: Int) -> Range<Int>? {
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
    func isAfterWrittenTitle(_ index: Int) -> Bool {
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
    func run(from first: Int) -> Range<Int> {
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
    func joins(_ index: Int) -> Bool {
        let gap = Array(text.gap(after: index))
        if gap == [0x20] || gap == [0x2D] { return true }
        let isApostrophe = gap == [0x27] || gap == [0xE2, 0x80, 0x99]
        return isInitial(index) && (gap == [0x2E, 0x20] || gap == [0x2E] || isApostrophe)
    }

    func isInitial(_ index: Int) -> Bool {
        guard text.words.indices.contains(index) else { return false }
        let word = text.words[index]
        return word.isCapitalized && word.lower.count == 1 && word.lower != "i"
            && word.lower != "я" && word.lower != "a"
            || word.isCapitalized && word.lower.count == 1 && text.gap(after: index).first == 0x2E
    }

    func isSpace(_ index: Int) -> Bool { Array(text.gap(after: index)) == [0x20] }

    /// Whether a word is no name but where a title says so.
    func isPlain(_ index: Int) -> Bool {
        let word = text.words[index].lower
        return NameLexicon.notNames.contains(word) || NameLexicon.things.contains(word)
    }

    /// How sure a word is a given name; a genitive's s does not count.
    func given(_ index: Int) -> NameLexicon.Given? {
        guard text.words.indices.contains(index) else { return nil }
        let word = text.words[index]
        return NameLexicon.given(word.lower)
            ?? (genitive(word) > 0 ? NameLexicon.given(String(word.lower.dropLast())) : nil)
    }

    /// The bytes of a genitive's ending, as in "Annas" and "Karis": one, where only that makes a name.
    func genitive(_ word: TextWords.Word) -> Int {
        guard word.lower.hasSuffix("s"), word.lower.count >= 4,
            NameLexicon.given(word.lower) == nil, !NameLexicon.family.contains(word.lower)
        else { return 0 }
        let stem = String(word.lower.dropLast())
        return NameLexicon.given(stem) == .sure || NameLexicon.family.contains(stem) ? 1 : 0
    }

    func isFamilyLike(_ index: Int, _ orUnknown: Bool) -> Bool {
        let word = text.words[index]
        if NameLexicon.isFamily(word.lower) { return true }
        if NameLexicon.familyAmbiguous.contains(word.lower) { return orUnknown }
        return orUnknown && !startsSentence(index) && !isPlain(index) && word.range.count > 2
    }

    /// Whether some word of a run stands in a list of names.
    func isKnown(_ run: Range<Int>) -> Bool {
        run.contains { given($0) != nil || NameLexicon.isFamily(text.words[$0].lower) }
    }

    /// In German, what follows a given name is a part of it only where it looks like one.
    func trimmed(_ run: Range<Int>) -> Range<Int> {
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
