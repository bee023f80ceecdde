/// Something that can be known of someone, with the words for telling and asking it.
struct Relation: Sendable {
    /// Whom a relation can be about.
    enum Holder: Sendable {
        /// The user, someone of theirs, or someone with a name.
        case person
        /// The user or someone with a name: `my sister's sister` is nobody's question.
        case head
        /// The user alone.
        case user
        /// A thing of a kind.
        case thing(ThingKind)
    }

    /// What things there are facts about.
    enum ThingKind: Sendable {
        case item, ware, event, project, shop, train

        /// Things of the kind, each with its article.
        var source: ValueSource {
            switch self {
            case .item: .thing
            case .ware: .ware
            case .event: .event
            case .project: .project
            case .shop: .shop
            case .train: .train
            }
        }
    }

    let name: String
    /// The names of relations whose questions it answers too: of these none holds beside it.
    let covered: Set<String>
    let holder: Holder
    let values: ValueSource
    /// The fact: `{s} [lives|live] in {v}.`
    let statement: Phrase
    /// How the user tells it: as the statement, or in words of their own.
    let tellings: [Phrase]
    /// How the user tells it of themselves beside that.
    let ownTellings: [Phrase]
    /// Direct questions; where there are four or more, the last stands in tests only.
    let questions: [Phrase]
    /// The question as a clause: `where {s} [lives|live]`.
    let clause: Phrase
    /// Questions to confirm a value.
    let confirmations: [Phrase]
    /// The clause that asks for the subject, where one can: `who lives in {v}`.
    let search: Phrase?
    /// What is said of the value itself, where it is someone with a name: `{v} is {s's} sister.`
    let introduction: Phrase?

    init(
        _ name: String, covers covered: Set<String> = [], of holder: Holder = .person,
        _ values: ValueSource, says statement: String,
        tells tellings: [String] = [], ofOneself ownTellings: [String] = [],
        asks questions: [String], clause: String,
        confirms confirmation: String, or otherConfirmations: [String] = [],
        search: String? = nil, introduces introduction: String? = nil
    ) {
        precondition(questions.count > 1)
        self.name = name
        self.covered = covered
        self.holder = holder
        self.values = values
        self.statement = Phrase(statement)
        self.tellings = ([statement] + tellings).map(Phrase.init)
        self.ownTellings = ownTellings.map(Phrase.init)
        self.questions = questions.map(Phrase.init)
        self.clause = Phrase(clause)
        confirmations = ([confirmation] + otherConfirmations).map(Phrase.init)
        self.search = search.map(Phrase.init)
        self.introduction = introduction.map(Phrase.init)
    }

    /// The fewest direct questions of which one is kept for tests.
    private static let questionsToShare = 4

    /// Whether both answer the same question.
    func overlaps(_ other: Relation) -> Bool {
        name == other.name || covered.contains(other.name) || other.covered.contains(name)
    }

    /// How the user tells it of somebody.
    func tellings(of subject: Subject) -> [Phrase] {
        subject == .user ? tellings + ownTellings : tellings
    }

    /// The direct questions of training.
    var familiarQuestions: ArraySlice<Phrase> {
        questions.count >= Self.questionsToShare ? questions.dropLast() : questions[...]
    }

    /// A direct question that training never asks.
    var unfamiliarQuestion: Phrase? {
        questions.count >= Self.questionsToShare ? questions.last : nil
    }
}
