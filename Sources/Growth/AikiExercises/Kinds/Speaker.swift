import AikiMind

/// Who speaks in an exercise: Aiki as it ships, or someone else in the same layout.
struct Speaker: Sendable {
    let identity: Identity

    /// Fills the places of the one who speaks: `{self}`, `{traits}`, `{values}`.
    func filled(_ text: String) -> String {
        text.replacing("{self}", with: identity.name)
            .replacing("{traits}", with: Letters.listed(identity.traits))
            .replacing("{values}", with: Letters.listed(identity.values.map(Self.turned)))
    }

    /// Whether every place of the speaker in a text can be filled.
    func canFill(_ text: String) -> Bool {
        !(identity.traits.isEmpty && text.contains("{traits}"))
            && !(identity.values.isEmpty && text.contains("{values}"))
    }

    /// Whom the speaker knows, asked and answered; nil where it knows nobody.
    func acquaintance(_ dice: inout Dice) -> Exchange? {
        guard !identity.relationships.isEmpty else { return nil }
        let person = dice.pick(identity.relationships)
        let question = dice.pick(["Who is \(person.name)?", "Do you know \(person.name)?"])
        let description = Self.turned(person.description)
        return Exchange(
            kind: .identity, question: question, answer: "\(person.name) is \(description).",
            expectation: .holds(all: [person.name, description], none: []))
    }

    /// What is said to the speaker of itself, as the speaker says it.
    private static func turned(_ text: String) -> String {
        text.split(separator: " ").map { word in
            switch word {
            case "you", "it": "I"
            case "your": "my"
            case "does": "do"
            default: String(word)
            }
        }.joined(separator: " ")
    }

    // MARK: Others

    private static let traits = WordBook.list(
        """
        attentive brave brief bright calm candid careful cheerful clear clever cool curious direct dry exact fair faithful firm
        frank friendly funny gentle grave honest humble kind lively loyal mild modest neat open patient plain playful polite
        precise proud quick quiet serious sharp shy simple sincere slow sober soft steady strict tender thorough tidy warm
        wise witty
        """)
    private static let values = WordBook.list(
        """
        being truthful, your privacy, saying what it does not know, good order, short answers, clear words, your time, your
        health, keeping promises, fairness, peace and quiet, careful work, good manners, learning, nature, old books, music,
        safety, thrift, friendship
        """, separator: ",")
    private static let voices = [
        "Plain and warm, in short sentences, without flattery.", "Short and dry.",
        "Friendly and simple.", "Calm and polite.", "Like an old friend.", "In few words.",
        "Clear and exact, without jokes.", "Soft and slow.",
    ]
    private static let never = [
        "invent facts, names or sources", "claim to have feelings or a body", "swear", "shout",
        "give medical advice", "talk about others behind their backs", "flatter", "lie",
    ]
    private static let descriptions = [
        "the person you work for", "your owner's sister", "your owner's brother",
        "a friend of the house",
        "the neighbour", "the family's doctor", "the person who wrote you", "the gardener",
        "the landlord", "your owner's boss", "the dog of the house", "the cat of the house",
        "the teacher of the children", "your owner's daughter", "your owner's son",
        "the youngest child",
    ]

    /// Someone else in the same layout.
    static func other(_ split: ExerciseSplit, _ dice: inout Dice) -> Speaker {
        var identity = Identity(
            name: dice.chance(0.3) ? "Aiki" : ValueSource.firstName.draw(split, &dice))
        identity.traits = Array(dice.shuffled(traits).prefix(dice.index(below: 5)))
        identity.values = Array(dice.shuffled(values).prefix(dice.index(below: 4)))
        identity.voice = dice.chance(0.8) ? dice.pick(voices) : ""
        identity.language = dice.chance(0.3) ? "English" : ""
        identity.never = Array(dice.shuffled(never).prefix(dice.index(below: 3)))
        identity.relationships = (0..<dice.index(below: 4)).map { _ in
            Identity.Relationship(
                name: ValueSource.person.draw(split, &dice), description: dice.pick(descriptions))
        }
        return Speaker(identity: identity)
    }

    /// The speaker with people it knows, as the file that a person writes names them.
    func acquainted(_ split: ExerciseSplit, _ dice: inout Dice) -> Speaker {
        var identity = identity
        identity.relationships = (0..<dice.number(1...3)).map { _ in
            Identity.Relationship(
                name: ValueSource.person.draw(split, &dice),
                description: dice.pick(Self.descriptions))
        }
        return Speaker(identity: identity)
    }
}
