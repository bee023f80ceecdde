/// Names that no list has: what a capital says where places and things do not stand.
extension NameFinder {
    /// What stands between two of a kind.
    private static let joints: Set = ["and", "or", "og", "eller", "и", "или", "then"]

    /// A word that no list has, with a capital in the middle of a sentence, where places and things do
    /// not stand; or at its beginning, before what only people do.
    func unknown(_ run: Range<Int>) -> Range<Int>? {
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
        let other = first - 2
        if Self.joints.contains(before.lower), other < 0 || text.words[other].isCapitalized,
            other < 0 || !isTaken[other]
        {
            return nil
        }
        return before.lower == "then" ? nil : run
    }

    /// "I talked to Champak", "send it to Libni Lal".
    func isAfterVerbTo(_ index: Int) -> Bool {
        index > 1 && text.words[index - 1].lower == "to" && isSpace(index - 1) && isSpace(index - 2)
            && NameLexicon.verbsToPerson.contains(text.words[index - 2].lower)
    }

    /// "Zayyan's car": an apostrophe, an s, and a thing.
    func isPossessive(_ run: Range<Int>) -> Bool {
        let next = run.upperBound
        guard next + 1 < text.words.count, text.words[next].lower == "s",
            !text.words[next + 1].isCapitalized, isSpace(next)
        else { return false }
        let gap = Array(text.gap(after: next - 1))
        return gap == [0x27] || gap == [0xE2, 0x80, 0x99]
    }

    /// In German, a word that is no noun and stands bare where persons do: after `mit` or `dass`, before
    /// what only people do.
    func unknownGerman(_ run: Range<Int>) -> Range<Int>? {
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
    func isBareUnknown(_ index: Int) -> Bool {
        isUnknown(index) && (!isGerman || isBareName(index))
    }

    func isBareName(_ index: Int) -> Bool {
        let word = text.words[index].lower
        return !NameLexicon.isGermanNoun(word)
            && !["en", "er", "ern", "el", "erin", "innen", "sche", "scher", "sches", "isch"]
                .contains {
                    word.hasSuffix($0)
                }
    }

    func isUnknown(_ index: Int) -> Bool {
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
}
