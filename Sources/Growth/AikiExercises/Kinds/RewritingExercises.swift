/// Saying the same in another way: short sentences whose rewriting is a rule.
struct RewritingExercises {
    let split: ExerciseSplit

    /// A verb: base, third person, past.
    private static let verbs: [(base: String, third: String, past: String)] = [
        ("walk", "walks", "walked"), ("go", "goes", "went"), ("run", "runs", "ran"),
        ("travel", "travels", "travelled"), ("drive", "drives", "drove"),
        ("fly", "flies", "flew"), ("ride", "rides", "rode"), ("move", "moves", "moved"),
        ("come", "comes", "came"), ("sail", "sails", "sailed"), ("hurry", "hurries", "hurried"),
        ("return", "returns", "returned"), ("write", "writes", "wrote"),
        ("cycle", "cycles", "cycled"),
    ]
    /// Verbs that take what somebody eats.
    private static let kitchenVerbs: [(base: String, third: String, past: String)] = [
        ("eat", "eats", "ate"), ("buy", "buys", "bought"), ("cook", "cooks", "cooked"),
        ("sell", "sells", "sold"), ("bring", "brings", "brought"), ("like", "likes", "liked"),
        ("want", "wants", "wanted"), ("find", "finds", "found"), ("order", "orders", "ordered"),
        ("carry", "carries", "carried"), ("wash", "washes", "washed"), ("cut", "cuts", "cut"),
    ]

    /// A sentence with the verb in two forms.
    private struct Sentence {
        let present: String
        let past: String
        let question: String
        let negative: String
    }

    private func sentence(_ dice: inout Dice) -> Sentence {
        let name = ValueSource.person.draw(split, &dice)
        let (verb, rest): ((base: String, third: String, past: String), String)
        if dice.chance(0.5) {
            (verb, rest) = (dice.pick(Self.verbs), "to \(ValueSource.city.draw(split, &dice))")
        } else {
            (verb, rest) = (dice.pick(Self.kitchenVerbs), ValueSource.food.draw(split, &dice))
        }
        return Sentence(
            present: "\(name) \(verb.third) \(rest).", past: "\(name) \(verb.past) \(rest).",
            question: "Does \(name) \(verb.base) \(rest)?",
            negative: "\(name) does not \(verb.base) \(rest).")
    }

    /// One rewriting.
    func rewriting(_ dice: inout Dice) -> Exchange {
        switch dice.index(below: 9) {
        case 0: politeness(&dice)
        case 1: list(&dice)
        case 2: tense(&dice)
        case 3: change("Make a question of this", &dice) { $0.question }
        case 4: change("Say the opposite", &dice) { $0.negative }
        case 5: person(&dice)
        case 6: correction(&dice)
        case 7: shortening(&dice)
        default: joining(&dice)
        }
    }

    private func exchange(_ question: String, _ answer: String) -> Exchange {
        Exchange(
            kind: .rewriting, question: question, answer: answer, expectation: .exact(answer))
    }

    private func request(_ dice: inout Dice) -> String {
        dice.chance(0.5)
            ? ValueSource.chore.draw(split, &dice) : ValueSource.task.draw(split, &dice)
    }

    private func politeness(_ dice: inout Dice) -> Exchange {
        let request = request(&dice)
        let order = dice.pick([
            "Make this polite", "Say this politely", "Write this more politely",
            "Make this friendlier",
        ])
        return exchange(
            "\(order): \(Letters.capitalized(request)).", "Could you please \(request)?")
    }

    private func list(_ dice: inout Dice) -> Exchange {
        let source = dice.pick([
            ValueSource.food, .drink, .animal, .colour, .firstName, .city, .hobby, .thing,
        ])
        var items: [String] = []
        for _ in 0..<dice.number(2...5) {
            let item = source.draw(split, &dice)
            if !items.contains(item) { items.append(item) }
        }
        let text = Letters.listed(items)
        let order = dice.pick(["Make a list of", "Make a list", "Write as a list", "List this"])
        let colon = order.hasSuffix("of") ? "" : ":"
        return exchange("\(order)\(colon) \(text)", items.map { "- \($0)" }.joined(separator: "\n"))
    }

    private func tense(_ dice: inout Dice) -> Exchange {
        let sentence = sentence(&dice)
        let order = dice.pick([
            "Put this in the past", "Write this in the past", "Say this in the past tense",
        ])
        return exchange("\(order): \(sentence.present)", sentence.past)
    }

    private func change(
        _ order: String, _ dice: inout Dice, _ result: (Sentence) -> String
    ) -> Exchange {
        let sentence = sentence(&dice)
        return exchange("\(order): \(sentence.present)", result(sentence))
    }

    private func person(_ dice: inout Dice) -> Exchange {
        let relation = dice.pick(Relation.ofPeople + Relation.ofTastes)
        let value = relation.values.draw(split, &dice)
        let name = ValueSource.person.draw(split, &dice)
        let own = relation.statement.filled(.user, .asked, value: value)
        let theirs = relation.statement.filled(.named(name), .note, value: value)
        return exchange(
            "Say this about \(name): \(Letters.capitalized(own))", Letters.capitalized(theirs))
    }

    private func correction(_ dice: inout Dice) -> Exchange {
        let sentence = sentence(&dice).present
        let order = dice.pick(["Correct this", "Write this properly", "Fix the capitals"])
        return exchange("\(order): \(Letters.hasty(sentence))", sentence)
    }

    private func shortening(_ dice: inout Dice) -> Exchange {
        let request = request(&dice)
        let long = dice.pick([
            "I would like to ask you to \(request).", "It would be very kind of you to \(request).",
            "If it is not too much trouble, please \(request).",
            "I would be very happy if you could \(request).",
        ])
        let order = dice.pick(["Say this shorter", "Make this shorter", "Shorten this"])
        return exchange("\(order): \(long)", "Please \(request).")
    }

    private func joining(_ dice: inout Dice) -> Exchange {
        let name = ValueSource.firstName.draw(split, &dice)
        let (cause, effect) = dice.pick(Self.causes)
        let order = dice.pick(["Join these", "Make one sentence of this", "Join the sentences"])
        return exchange(
            "\(order): \(name) was \(cause). \(name) \(effect).",
            "\(name) was \(cause), so \(name) \(effect).")
    }

    private static let causes: [(String, String)] = [
        ("tired", "went to bed"), ("hungry", "made lunch"), ("cold", "put on a coat"),
        ("ill", "stayed at home"), ("late", "took a taxi"), ("bored", "read a book"),
        ("thirsty", "drank water"), ("happy", "sang a song"), ("sad", "called a friend"),
        ("angry", "left the room"), ("lost", "asked the way"), ("early", "waited outside"),
        ("alone", "turned on the radio"), ("curious", "opened the box"),
        ("hot", "opened the window"),
    ]
}
