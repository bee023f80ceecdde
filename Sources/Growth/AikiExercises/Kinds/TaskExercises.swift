/// Exercises that need no memory: reminders, sums, and saying something again.
struct TaskExercises {
    let split: ExerciseSplit

    // MARK: Reminders

    /// A wish to be reminded, noted down.
    func reminder(_ dice: inout Dice) -> Exchange {
        let task = ValueSource.task.draw(split, &dice)
        let occasion = ValueSource.occasion.draw(split, &dice)
        let request = dice.pick([
            "remind me to \(task) \(occasion).", "please remind me to \(task) \(occasion).",
            "remind me \(occasion) to \(task).", "do not let me forget to \(task) \(occasion).",
            "I have to \(task) \(occasion).", "I want to \(task) \(occasion).",
            "I must not forget to \(task) \(occasion).", "note that I want to \(task) \(occasion).",
            "\(occasion) I have to \(task).", "I need to \(task) \(occasion).",
            "can you remind me to \(task) \(occasion)?", "make a note: \(task) \(occasion).",
        ])
        return Exchange(
            kind: .reminder,
            question: dice.chance(0.15) ? Letters.hasty(request) : Letters.capitalized(request),
            answer: "Noted: \(task) \(occasion).",
            expectation: .holds(all: [task, occasion], none: []))
    }

    /// Facts told in one breath, taken note of.
    func telling(_ facts: [Fact], _ dice: inout Dice) -> Exchange {
        let joint = dice.pick(SceneMaker.joints)
        let statement = facts.dropFirst().reduce(facts[0].words) {
            Fact.joined($0, $1.words, by: joint)
        }
        let opener = dice.pick(weighted: [
            ("", 6), ("by the way, ", 1), ("just so you know, ", 1), ("remember that ", 2),
            ("please remember: ", 1), ("note that ", 1), ("you should know that ", 1),
            ("hi, ", 0.5), ("hello! ", 0.5), ("for your information, ", 0.3), ("so, ", 0.3),
        ])
        let isNewSentence = opener.hasSuffix("! ")
        let isName = facts.count == 1 && facts[0].relation.name == Relation.userName.name
        let answer =
            isName
            ? "Nice to meet you, \(facts[0].value)."
            : "Noted: \(facts.map(Self.note).joined(separator: ", and "))."
        return Exchange(
            kind: .telling,
            question: facts[0].care.typed(
                opener + (isNewSentence ? Letters.capitalized(statement) : statement)),
            answer: answer,
            expectation: .holds(all: facts.map(\.value), none: []))
    }

    /// What is noted of a fact, without a full stop: of what the user wants to do, what is to be done.
    private static func note(_ fact: Fact) -> Substring {
        let told = fact.answer.dropLast()
        let wish = "you want to "
        return fact.relation.name.hasPrefix(Relation.planLead) && told.hasPrefix(wish)
            ? told.dropFirst(wish.count) : told
    }

    // MARK: Sums

    /// A sum, difference or product of small numbers.
    func arithmetic(_ dice: inout Dice) -> Exchange {
        let draw = dice.index(below: 10)
        let sign: String
        let word: String
        var (a, b): (Int, Int)
        let result: Int
        if draw < 5 {
            (a, b) = (dice.number(0...20), dice.number(0...20))
            (sign, word, result) = ("+", "plus", a + b)
        } else if draw < 8 {
            (a, b) = (dice.number(0...20), dice.number(0...20))
            if a < b { swap(&a, &b) }
            (sign, word, result) = ("-", "minus", a - b)
        } else {
            (a, b) = (dice.number(0...10), dice.number(0...10))
            (sign, word, result) = ("x", "times", a * b)
        }
        let task = dice.pick(["\(a) \(sign) \(b)", "\(a) \(word) \(b)"])
        let question = dice.pick([
            "What is \(task)?", "How much is \(task)?", "\(task)?", "\(task) =",
            "Can you work out \(task)?", "Tell me what \(task) is.",
        ])
        return Exchange(
            kind: .arithmetic, question: question, answer: "\(a) \(sign) \(b) = \(result).",
            expectation: .holds(all: ["= \(result)"], none: []))
    }

    // MARK: Word for word

    private static let sources: [ValueSource] = [
        .person, .city, .food, .drink, .hobby, .animal, .colour, .job, .title, .phone, .date, .time,
        .petName, .thing, .hidingPlace, .company, .appointment, .price, .invented, .collectable,
    ]

    /// Words to say again: what every answer from memory is made of.
    func copying(_ count: Int, _ dice: inout Dice) -> Exchange {
        let words = (0..<count).map { _ in
            let source = dice.chance(0.4) ? .compound : dice.pick(Self.sources)
            return source.draw(split, &dice)
        }
        let text = words.joined(separator: dice.chance(0.5) ? ", " : " ")
        let question = dice.pick([
            "Repeat: \(text)", "Repeat after me: \(text)", "Say: \(text)", "Write: \(text)",
            "Say this again: \(text)", "Copy this: \(text)",
        ])
        return Exchange(
            kind: .copying, question: question, answer: text, expectation: .exact(text))
    }
}
