import Foundation

/// Reads facts out of English sentences: finds who speaks of whom, the verb, and what is said, and
/// turns that into a statement by the verb's rule.
///
/// A clause parser of closed word classes; no model. What it does not understand it leaves alone.
struct EnglishReader {
    /// Somebody that `he` or `she` can mean.
    struct Person {
        let subject: String
        let gender: Character
        let isAnimal: Bool
    }

    /// Who a clause is about.
    struct Subject {
        /// As it stands in a statement.
        var text: String
        /// The words it takes.
        var words: Range<Int>
        var isSpeaker = false
        /// The noun it ends with: `sister`, `color`.
        var head = ""
        var isPerson = false
        /// A name that was given beside it: `my sister Ines`.
        var name: String?
    }

    var context: ReadingContext
    var people: [Person] = []
    /// The names that were given to somebody in this message.
    private(set) var given: Set<String> = []
    /// The sentence that is read.
    var sentence = Sentence(words: [])
    var found: [Candidate] = []
    var questionStart = Int.max
    /// Why the clause before was not said straight out, where that goes on.
    var carried: GateReason?
    /// Whether the clause that is read looks back.
    var isLookingBack = false

    var words: [Word] { sentence.words }

    init(_ context: ReadingContext) {
        self.context = context
    }

    /// What a sentence says.
    mutating func read(_ sentence: Sentence) -> [Candidate] {
        self.sentence = sentence
        found = []
        questionStart = findQuestionStart()
        carried = nil
        readNames()
        readRequestsToRemember()
        readBirthday()
        var index = 0
        while index < words.count {
            index = readClause(at: index)
        }
        if found.isEmpty { readWithoutSubject() }
        for index in found.indices { found[index].sentence = sentence.number }
        return found
    }

    func folded(_ index: Int) -> String {
        words.indices.contains(index) ? words[index].folded : ""
    }

    /// Reads the clause that begins here, if one does, and says where to go on.
    private mutating func readClause(at index: Int) -> Int {
        guard let subject = subject(at: index) else { return index + 1 }
        note(subject)
        guard let predicate = predicate(at: subject.words.upperBound, subject) else {
            return subject.words.upperBound
        }
        var reason = objection(before: index, subject)
        if let asked = objectionOfQuestion(index) { reason = asked }
        // What hangs on somebody's words or on a condition goes on behind a comma or an `and`.
        let isStrung = ["", ",", "and"].contains(folded(index - 1))
        if reason == nil, isStrung, let carried { reason = carried }
        carried = reason == .hearsay || reason == .hypothetical ? reason : nil
        return readPredicates(predicate, subject, reason, start: index)
    }

    /// Reads a predicate and those that are strung to it: `live in Bergen and work as a nurse`.
    mutating func readPredicates(
        _ first: Predicate, _ subject: Subject, _ reason: GateReason?, start: Int
    ) -> Int {
        var predicate = first
        var start = start
        while true {
            let end = clauseEnd(from: predicate.rest, predicate)
            emit(subject, predicate, predicate.rest ..! end, reason, start: start)
            guard let next = strungPredicate(at: end, after: predicate, subject) else {
                return max(end, predicate.rest)
            }
            start = end + 1
            predicate = next
        }
    }

    /// Somebody who was spoken of can be meant by the next pronoun.
    mutating func note(_ subject: Subject) {
        guard subject.isPerson, !subject.isSpeaker else { return }
        let gender: Character =
            EnglishWords.women.contains(subject.head)
            ? "f" : EnglishWords.men.contains(subject.head) ? "m" : "?"
        let isAnimal = EnglishWords.animals.contains(subject.head)
        people.removeAll { $0.subject == subject.text }
        people.append(Person(subject: subject.text, gender: gender, isAnimal: isAnimal))
    }

    mutating func add(
        _ statement: FactStatement, _ range: Range<Int>, _ rule: String,
        confidence: Double = 0.9, reason: GateReason? = nil
    ) {
        guard let first = words[safe: range.lowerBound],
            let last = words[safe: range.upperBound - 1]
        else { return }
        var candidate = Candidate(
            statement: statement, start: first.start, end: last.end, confidence: confidence,
            rule: "en.\(rule)", reason: reason)
        if candidate.reason == nil, statement.object.isEmpty { candidate.reason = .vague }
        if candidate.reason == nil, statement.relation == "is called" {
            given.insert(statement.object)
        }
        found.append(candidate)
    }
}

extension Array {
    subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
