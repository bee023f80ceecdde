/// Questions and answers with places to fill: `{name}`, `{food}` …
///
/// A block is a line of questions, a line of answers after `>`, each parted by `|`; a blank line ends
/// it. A place takes the same word in question and answer.
struct ExchangeBook: Sendable {
    /// A block.
    struct Entry: Sendable {
        let questions: [String]
        let answers: [String]
    }

    let kind: Exercise.Kind
    let entries: [Entry]

    /// Reads a book.
    init(_ kind: Exercise.Kind, _ text: String) {
        self.kind = kind
        var entries: [Entry] = []
        var questions: [String] = []
        for line in text.split(separator: "\n") {
            let isAnswer = line.hasPrefix(">")
            let parts = WordBook.list(String(isAnswer ? line.dropFirst() : line), separator: "|")
            if isAnswer {
                entries.append(Entry(questions: questions, answers: parts))
                questions = []
            } else {
                questions += parts
            }
        }
        precondition(questions.isEmpty, "a block of questions has no answer")
        self.entries = entries
    }

    /// Every place that a text may have, and what fills it.
    private static let places: [(mark: String, source: ValueSource)] = [
        ("{name}", .firstName), ("{food}", .food), ("{drink}", .drink), ("{city}", .city),
        ("{country}", .country), ("{hobby}", .hobby), ("{animals}", .animal), ("{title}", .title),
        ("{job}", .job), ("{task}", .task), ("{time}", .time), ("{date}", .date),
        ("{language}", .language), ("{instrument}", .instrument), ("{subject}", .subject),
        ("{thing}", .thing), ("{colour}", .colour), ("{year}", .year), ("{company}", .company),
        ("{person}", .person), ("{event}", .event),
    ]

    /// An exchange out of the book.
    func exchange(_ split: ExerciseSplit, _ speaker: Speaker, _ dice: inout Dice) -> Exchange {
        let usable = entries.filter { speaker.canFill($0.answers[0]) }
        let entry = dice.pick(usable)
        var question = speaker.filled(dice.pick(entry.questions))
        var answer = speaker.filled(dice.pick(entry.answers))
        for (mark, source) in Self.places where question.contains(mark) || answer.contains(mark) {
            let value = source.draw(split, &dice)
            question = question.replacing(mark, with: value)
            answer = answer.replacing(mark, with: value)
        }
        question = Spelling.draw(&dice).written(Letters.capitalized(question))
        if dice.chance(0.15) { question = Letters.hasty(question) }
        return Exchange(
            kind: kind, question: question, answer: Letters.capitalized(answer),
            expectation: kind == .world ? .unknown(none: []) : .free)
    }
}
