import AikiMind

/// Something known of someone.
struct Fact: Sendable {
    let subject: Subject
    let relation: Relation
    let value: String
    /// The day it was told, as `2026-03-14`; empty where nobody knows.
    var day = ""
    /// What it was told in; empty where nobody knows.
    var source = ""
    /// In which words it is remembered.
    var wording = Wording.plain
    /// Which of its relation's tellings the user chose.
    var telling = 0
    /// How the user spells it.
    var spelling = Spelling()
    /// What the user leaves out in telling it.
    var care = Care.full
    /// What stands between it and the fact before it, where both were told in one breath.
    var joint: String?

    /// In which words something is remembered.
    enum Wording: Sendable {
        /// `The user's sister is called Ines.`
        case plain
        /// `The user said: "My sister is called Ines."`
        case quoted
        /// `The user said: My sister is called Ines.`
        case said
        /// What was understood, then the words.
        case understood
        /// What was understood, since when it holds, then the words.
        case dated
    }

    /// What somebody leaves out who types.
    enum Care: Sendable {
        /// Nothing.
        case full
        /// The full stop.
        case open
        /// Capitals and the full stop.
        case hasty

        /// Somebody's care.
        static func draw(_ dice: inout Dice) -> Care {
            dice.pick(weighted: [(.full, 8), (.open, 1.2), (.hasty, 0.8)])
        }

        /// A sentence as it is typed.
        func typed(_ sentence: String) -> String {
            switch self {
            case .full: Letters.capitalized(sentence)
            case .open:
                Letters.capitalized(
                    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence)
            case .hasty: Letters.hasty(sentence)
            }
        }
    }

    /// What the fact is the answer to: two facts of one key disagree.
    var key: String { "\(subject.name(.note))|\(relation.name)" }

    /// The fact as it stands in memory.
    ///
    /// - Parameters:
    ///   - joined: what was told in one breath with it.
    ///   - outdated: those of all of them that are marked as no longer true.
    /// - Returns: the line, with what marks it before it.
    func note(with joined: [Fact], outdated: [Fact] = []) -> String {
        if wording == .plain { return plain }
        let told = care.typed(
            joined.reduce(words) { Self.joined($0, $1.words, by: $1.joint ?? ", and ") })
        let since = wording == .dated && !day.isEmpty ? " (Since \(day).)" : ""
        let isUnderstood = wording == .understood || wording == .dated
        let known =
            isUnderstood && !outdated.contains { $0.key == key } ? ["\(plain)\(since)"] : []
        let marks = outdated.map { "\(RecalledMemory.outdatedLead)\($0.plain)" }
        let quote = wording == .quoted ? "\"" : ""
        return (known + marks + ["The user said: \(quote)\(told)\(quote)"])
            .joined(separator: " ")
    }

    /// The fact as a note of the user has it.
    private var plain: String {
        Letters.capitalized(relation.statement.filled(subject, .note, value: value))
    }

    /// The fact as the user tells it.
    var told: String { care.typed(words) }

    /// The same in the middle of a sentence.
    var words: String {
        spelling.written(
            relation.tellings(of: subject)[telling].filled(subject, .asked, value: value))
    }

    /// Two sentences in one breath.
    static func joined(_ first: String, _ second: String, by joint: String) -> String {
        first.dropLast() + joint + (joint == ". " ? Letters.capitalized(second) : second)
    }

    /// What Aiki says where it is asked for the fact and nothing holds it.
    var notKnown: String { "I do not know \(relation.clause.filled(subject, .answered))." }

    /// The fact as Aiki says it, not capitalised.
    var answer: String { relation.statement.filled(subject, .answered, value: value) }
}
