/// Something known of someone.
struct Fact: Sendable {
    let subject: Subject
    let relation: Relation
    let value: String
    /// The day it was told, as `2026-03-14`; empty where nobody knows.
    var day = ""
    /// What it was told in; empty where nobody knows.
    var source = ""
    /// Whether the note holds the user's own words.
    var isQuoted = false

    /// What the fact is the answer to: two facts of one key disagree.
    var key: String { "\(subject.name(.note))|\(relation.name)" }

    /// The fact as it stands in memory.
    var note: String {
        guard isQuoted else {
            return Letters.capitalized(relation.statement.filled(subject, .note, value: value))
        }
        return "The user said: \"\(told)\""
    }

    /// The fact as the user tells it.
    var told: String {
        Letters.capitalized(relation.statement.filled(subject, .asked, value: value))
    }

    /// The fact as Aiki says it, not capitalised.
    var answer: String { relation.statement.filled(subject, .answered, value: value) }
}
