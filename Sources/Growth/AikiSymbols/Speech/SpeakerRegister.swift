/// Everyone who was named so far, and who of them was named last.
struct SpeakerRegister {
    /// Whom a pronoun can mean.
    enum Gender {
        case male, female, unknown
    }

    private struct Person {
        var name: String
        var words: Set<String>
        var noun: String?
        var gender: Gender
        var lastNamed: Int
    }

    private var people: [Person] = []
    private var clock = 0

    /// The longest name that each person was called by.
    var names: [String] { people.map(\.name) }

    /// Makes a person whom nobody names.
    mutating func addSomebody() -> Int {
        people.append(
            Person(
                name: "somebody", words: [], noun: "somebody \(people.count)", gender: .unknown,
                lastNamed: 0))
        return people.count - 1
    }

    /// Those who were named last, the last first.
    func recent(_ count: Int) -> [Int] {
        let named = people.indices.filter { people[$0].lastNamed > 0 }
        return Array(named.sorted { people[$0].lastNamed > people[$1].lastNamed }.prefix(count))
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
        let words = Set(names.map { $0.lowercased() })
        return people.contains { $0.noun == nil && !$0.words.isDisjoint(with: words) }
    }

    /// Whoever a mention stands for, made known where that is new; nil for a pronoun without anyone.
    ///
    /// - Parameters:
    ///   - mention: a name, a noun or a pronoun.
    ///   - other: whom a pronoun does not mean.
    /// - Returns: an index into ``names``.
    mutating func find(_ mention: SpeakerMention, not other: Int?) -> Int? {
        clock += 1
        switch mention {
        case .pronoun("i"), .pronoun("we"):
            return person(named: "I", words: ["i"], noun: "i", gender: .unknown)
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
        let matches = people.indices.filter { index in
            let person = people[index]
            if let noun { return person.noun == noun }
            guard person.noun == nil else { return false }
            if person.gender != .unknown, gender != .unknown, person.gender != gender {
                return false
            }
            return person.words.isSubset(of: words) || words.isSubset(of: person.words)
        }
        guard let found = matches.max(by: { people[$0].lastNamed < people[$1].lastNamed }) else {
            people.append(
                Person(name: name, words: words, noun: noun, gender: gender, lastNamed: clock))
            return people.count - 1
        }
        if name.count > people[found].name.count { people[found].name = name }
        people[found].words.formUnion(words)
        if people[found].gender == .unknown { people[found].gender = gender }
        people[found].lastNamed = clock
        return found
    }

    /// The last one named whom a pronoun can mean; whose gender was open has it from then on.
    private mutating func latest(_ gender: Gender, not other: Int?) -> Int? {
        let fitting = people.indices.filter {
            $0 != other && people[$0].noun != "i" && people[$0].lastNamed > 0
                && (people[$0].gender == gender || people[$0].gender == .unknown)
        }
        guard let found = fitting.max(by: { people[$0].lastNamed < people[$1].lastNamed }) else {
            return nil
        }
        if people[found].gender == .unknown { people[found].gender = gender }
        people[found].lastNamed = clock
        return found
    }
}

extension String {
    /// With its first letter large.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
