extension EnglishReader {
    /// Who a clause that begins here is about; nil where no clause begins.
    func subject(at index: Int) -> Subject? {
        switch folded(index) {
        case "i":
            return Subject(text: context.speaker, words: index ..! index + 1, isSpeaker: true)
        case "we":
            return Subject(text: context.speaker, words: index ..! index + 1, isSpeaker: true)
        case "my", "our": return possession(at: index)
        case "he", "she", "they", "it": return pronoun(at: index)
        default: return named(at: index)
        }
    }

    private func pronoun(at index: Int) -> Subject? {
        let wanted: Character = ["she": "f", "he": "m"][folded(index)] ?? "?"
        let isThing = folded(index) == "it"
        let candidates = people.filter {
            isThing ? $0.isAnimal : ($0.gender == wanted || $0.gender == "?" || wanted == "?")
        }
        guard let last = candidates.last, !(wanted == "?" && !isThing && people.count > 1) else {
            return nil
        }
        return Subject(text: last.subject, words: index ..! index + 1, isPerson: true)
    }

    /// `Ines`, where she is known, or what is hers: `Ines's birthday`.
    private func named(at index: Int) -> Subject? {
        guard let word = words[safe: index], word.isCapitalized else { return nil }
        // A word with `'s` behind it is written as one.
        let isFollowed = folded(index + 1) == "'s" && words[index + 1].start == word.start
        let name = isFollowed ? String(word.text.dropLast(2)) : word.text
        let isKnown =
            given.contains(name) || people.contains { $0.subject == name } || context.isKnown(name)
        let isIntroduced = isCopulaBeforeTie(at: index + 1)
        guard isKnown || isIntroduced else { return nil }
        if isKnown, isFollowed, isPossessive(at: index + 1) {
            return possession(at: index + 1, of: name)
        }
        return Subject(text: name, words: index ..! index + 1, isPerson: true, name: name)
    }

    /// `… is my sister`: the name before it is somebody's.
    private func isCopulaBeforeTie(at index: Int) -> Bool {
        guard ["is", "'s"].contains(folded(index)), ["my", "our"].contains(folded(index + 1)) else {
            return false
        }
        return (index + 2 ..! index + 5).contains { isTie(folded($0)) }
    }

    func isTie(_ word: String) -> Bool {
        EnglishWords.people.contains(word) || EnglishWords.animals.contains(word)
    }

    /// `my sister`, `my older brother Tom`, `my sister's dog`, `my favorite color`; of the speaker where no
    /// other owner is named.
    private func possession(at index: Int, of owner: String? = nil) -> Subject? {
        var nouns: [String] = []
        var place = index + 1
        var name: String?
        while let word = words[safe: place], place - index <= 7 {
            if word.folded == "'s", !nouns.isEmpty {
                if isPossessive(at: place) {
                    nouns[nouns.count - 1] += "'s"
                    place += 1
                    continue
                }
                break
            }
            if let last = nouns.last, isTie(last), let given = self.name(at: place) {
                name = given
                place += given.split(separator: " ").count
                break
            }
            guard word.isWord, !isEndOfNouns(word.folded, nouns) else { break }
            nouns.append(word.isCapitalized && !isTie(word.folded) ? word.text : word.folded)
            place += 1
        }
        guard let last = nouns.last else { return nil }
        if owner == nil, isOfEverybody(nouns) || isTitle(index) { return nil }
        if owner == nil, folded(place) == "and", folded(place + 1) == "i" {
            return Subject(
                text: context.speaker, words: index ..! place + 2, isSpeaker: true)
        }
        if name == nil, let apposition = apposition(at: place), isTie(last) {
            name = apposition.name
            place = apposition.end
        }
        let isPerson = isTie(last)
        return Subject(
            text: isPerson && name != nil
                ? name ?? "" : possession(nouns.joined(separator: " "), of: owner),
            words: (owner == nil ? index : index - 1) ..! place, head: last.lowercased(),
            isPerson: isPerson, name: name)
    }

    private func possession(_ noun: String, of owner: String?) -> String {
        owner.map { "\($0)'s \(noun)" } ?? context.possession(noun)
    }

    /// `our planet`, `our ancestors`: nobody's own.
    private func isOfEverybody(_ nouns: [String]) -> Bool {
        nouns.contains {
            [
                "planet", "system", "ancestors", "species", "universe", "world", "sun", "galaxy",
                "society", "generation", "government", "constitution", "earth", "moon", "bodies",
                "brains", "culture", "civilization", "economy", "lord", "founding",
            ].contains($0)
        }
    }

    /// `My Fair Lady`: two capitals after `my` are a name of something else.
    private func isTitle(_ index: Int) -> Bool {
        guard let first = words[safe: index + 1], let second = words[safe: index + 2] else {
            return false
        }
        return first.isCapitalized && second.isCapitalized && !isTie(first.folded)
            && words[index].text.first?.isUppercase == true
    }

    /// `'s` before a noun is a possessive, before anything else the verb.
    private func isPossessive(at index: Int) -> Bool {
        let next = folded(index + 1)
        guard let word = words[safe: index + 1], word.isWord else { return false }
        if EnglishWords.determiners.contains(next) || EnglishWords.adverbs.contains(next)
            || EnglishWords.prepositions.contains(next)
            || EnglishVerbs.form(next, .progressive) != nil
            || ["not", "been", "got", "born", "called", "named"].contains(next)
        {
            return false
        }
        // A noun that is itself followed by a verb: `sister's name is`.
        return (index + 2...index + 4).contains {
            EnglishWords.be.contains(folded($0)) || EnglishVerbs.isVerb(folded($0))
                || EnglishWords.have.contains(folded($0))
        }
    }

    private func isEndOfNouns(_ word: String, _ nouns: [String]) -> Bool {
        if EnglishWords.auxiliaries.contains(word) || EnglishWords.prepositions.contains(word)
            || EnglishWords.determiners.contains(word) || EnglishWords.relatives.contains(word)
            || EnglishWords.pronouns.contains(word) && word != "one"
            || ["and", "or", "but", "not", "never", "used"].contains(word)
        {
            return !(nouns.isEmpty && EnglishWords.numbers[word] != nil)
        }
        guard !nouns.isEmpty else { return false }
        if EnglishWords.adverbs.contains(word) { return true }
        guard EnglishVerbs.form(word, .past, .present) != nil else { return false }
        // `my work`, `my dream job` begin with what could be a verb; after a tie it is the verb.
        return isTie(nouns.last ?? "") || EnglishWords.peoplePlural.contains(nouns.last ?? "")
            || nouns.count >= 1
                && (word.hasSuffix("s") || EnglishVerbs.form(word, .past) != nil)
    }

    /// One or two words with capitals, or after `van`, `de` …
    func name(at index: Int) -> String? {
        guard let first = words[safe: index], first.isCapitalized, isNameWord(first) else {
            return nil
        }
        // `Ada Lovelace`, but `Dr. Ada Lovelace` and `J. R. Ewing`.
        let isShortened = first.text.hasSuffix(".")
        var parts = [first]
        while parts.count < (isShortened ? 3 : 2), let last = parts.last,
            let next = words[safe: index + parts.count], next.isCapitalized, isNameWord(next),
            next.start == last.end + 1
        {
            parts.append(next)
        }
        if isShortened, parts.count == 1 { return nil }
        return parts.map(\.text).joined(separator: " ")
    }

    private static let notNames = EnglishWords.set(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june \
        july august september october november december christmas easter god i im my the
        """)

    private func isNameWord(_ word: Word) -> Bool {
        word.text.allSatisfy { $0.isLetter || "-'’.".contains($0) }
            && !Self.notNames.contains(word.folded)
            && !EnglishWords.auxiliaries.contains(word.folded)
    }

    /// `, Ines,` or `(Ines)` or `called Ines` after a noun.
    private func apposition(at index: Int) -> (name: String, end: Int)? {
        let mark = folded(index)
        if [",", "("].contains(mark), let name = name(at: index + 1) {
            let end = index + 1 + name.split(separator: " ").count
            let close = folded(end)
            if mark == "(" ? close == ")" : close == "," { return (name, end + 1) }
        }
        if ["called", "named"].contains(mark), let name = name(at: index + 1) {
            return (name, index + 1 + name.split(separator: " ").count)
        }
        return nil
    }

    /// Names that are given beside a tie anywhere in a sentence hold even where it asks something:
    /// `What should I get my daughter Emma?`
    mutating func readNames() {
        for index in words.indices where ["my", "our"].contains(folded(index)) {
            guard let subject = possession(at: index), let name = subject.name,
                isTie(subject.head)
            else { continue }
            let nouns = tie(of: index, subject)
            let condition = (0 ..! index).contains { EnglishWords.conditions.contains(folded($0)) }
            add(
                FactStatement(context.possession(nouns), "is called", name), subject.words, "name",
                reason: condition ? .hypothetical : nil)
            note(subject)
        }
    }

    private func tie(of index: Int, _ subject: Subject) -> String {
        var nouns: [String] = []
        for word in words[(index + 1) ..! subject.words.upperBound] {
            nouns.append(word.folded)
            if word.folded == subject.head { break }
        }
        return nouns.joined(separator: " ").replacing(" 's", with: "'s")
    }
}
