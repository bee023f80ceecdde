/// Everyone who was named so far, and who of them was named last.
struct SpeakerRegister {
    /// Whom a pronoun can mean.
    enum Gender {
        case male, female, unknown
    }

    private struct Person {
        var name: String
        var words: Set<String>
        var gender: Gender
    }

    private var people: [Person] = []
    /// The people of each word of their names, and of each noun.
    private var ofWord: [String: [Int]] = [:]
    private var ofNoun: [String: Int] = [:]
    /// Everyone in the order in which they were named, as often as they were.
    private var mentions: [Int] = []

    /// Mentions, and people of one name, that are looked back over: it keeps the cost of a text linear.
    static let lookBackMentions = 64

    /// The longest name that each person was called by.
    var names: [String] { people.map(\.name) }

    /// Makes a person whom nobody names.
    mutating func addSomebody() -> Int {
        people.append(Person(name: "somebody", words: [], gender: .unknown))
        return people.count - 1
    }

    /// Those who were named last, the last first.
    func recent(_ count: Int) -> [Int] {
        var found: [Int] = []
        for person in mentions.suffix(Self.lookBackMentions).reversed() where found.count < count {
            if !found.contains(person) { found.append(person) }
        }
        return found
    }

    /// Remembers who is named in narration. A single capital word that begins a sentence, or follows a
    /// word of place, is a name only where it was one before.
    mutating func note(_ words: [NarrationWord]) {
        var index = 0
        while index < words.count {
            guard let (mention, end) = SpeakerMention.parse(words, at: index),
                case .name(let title, let names) = mention
            else {
                index += 1
                continue
            }
            let isPlace = index > 0 && Self.placeWords.contains(words[index - 1].plain)
            let begins = index == 0 || words[index - 1].endsSentence
            let reports = end < words.count && SpeechWords.verbs.contains(words[end].plain)
            let isNew = !isKnown(names)
            if title != nil || reports || !isNew || (!isPlace && !begins) {
                _ = find(mention, not: nil)
            }
            index = end
        }
    }

    private static let placeWords: Set<String> = [
        "in", "at", "from", "near", "through", "of", "on",
    ]

    private func isKnown(_ names: [String]) -> Bool {
        names.contains { ofWord[$0.lowercased()] != nil }
    }

    /// Whoever a mention stands for, made known where that is new; nil for a pronoun without anyone.
    ///
    /// - Parameters:
    ///   - mention: a name, a noun or a pronoun.
    ///   - other: whom a pronoun does not mean.
    /// - Returns: an index into ``names``.
    mutating func find(_ mention: SpeakerMention, not other: Int?) -> Int? {
        switch mention {
        case .pronoun("i"), .pronoun("we"):
            return person(named: "I", words: [], noun: "i", gender: .unknown)
        case .pronoun(let word):
            let gender: Gender = word == "he" ? .male : word == "she" ? .female : .unknown
            return latest(gender, not: other) ?? latest(gender, not: nil)
        case .noun(let noun):
            let gender: Gender =
                SpeechWords.maleNouns.contains(noun)
                ? .male : SpeechWords.femaleNouns.contains(noun) ? .female : .unknown
            return person(named: "the \(noun)", words: [], noun: noun, gender: gender)
        case .name(let title, let words):
            let gender: Gender =
                title.map(SpeechWords.maleTitles.contains) == true
                ? .male : title.map(SpeechWords.femaleTitles.contains) == true ? .female : .unknown
            let name = ([title?.capitalizedFirst].compactMap { $0 } + words).joined(separator: " ")
            return person(
                named: name, words: Set(words.map { $0.lowercased() }), noun: nil, gender: gender)
        }
    }

    private mutating func person(
        named name: String, words: Set<String>, noun: String?, gender: Gender
    ) -> Int {
        let found = noun.map { ofNoun[$0] } ?? match(words, gender)
        let person = found ?? people.count
        if found == nil {
            people.append(Person(name: name, words: [], gender: gender))
            if let noun { ofNoun[noun] = person }
        }
        if name.count > people[person].name.count { people[person].name = name }
        if people[person].gender == .unknown { people[person].gender = gender }
        for word in words.subtracting(people[person].words) {
            ofWord[word, default: []].append(person)
            people[person].words.insert(word)
        }
        mentions.append(person)
        return person
    }

    /// The last one named whose name has these words or some of them, and no other title.
    private func match(_ words: Set<String>, _ gender: Gender) -> Int? {
        let candidates = Set(words.flatMap { (ofWord[$0] ?? []).suffix(Self.lookBackMentions) })
            .filter { index in
                let person = people[index]
                let differs =
                    person.gender != .unknown && gender != .unknown && person.gender != gender
                return !differs
                    && (person.words.isSubset(of: words) || words.isSubset(of: person.words))
            }
        return mentions.suffix(Self.lookBackMentions).last(where: candidates.contains)
            ?? candidates.max()
    }

    /// The last one named whom a pronoun can mean; whose gender was open has it from then on.
    private mutating func latest(_ gender: Gender, not other: Int?) -> Int? {
        let narrator = ofNoun["i"]
        let found = mentions.suffix(Self.lookBackMentions).last { index in
            index != other && index != narrator
                && (people[index].gender == gender || people[index].gender == .unknown)
        }
        guard let found else { return nil }
        if people[found].gender == .unknown { people[found].gender = gender }
        mentions.append(found)
        return found
    }
}

extension String {
    /// With its first letter large.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
