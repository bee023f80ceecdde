/// Asks about a scene: what it holds, and what it does not.
struct Questioner {
    let scene: Scene
    let split: ExerciseSplit
    /// How Aiki is called in this conversation.
    let selfName: String

    /// What every answer says that tells of not knowing.
    static let notTold = "You have not told me."

    private static let requests = [
        "do you know {c}?", "can you tell me {c}?", "tell me {c}.", "do you remember {c}?",
        "please tell me {c}.", "I forgot {c}.", "I would like to know {c}.",
        "could you remind me {c}?",
        "do you happen to know {c}?", "can you remember {c}?", "help me remember {c}.",
        "I was wondering {c}.", "let me know {c}, please.", "do you recall {c}?", "remind me {c}.",
        "I need to know {c}.", "would you tell me {c}?", "I have forgotten {c}.",
        "I do not remember {c}. Do you?", "say, do you know {c}?", "I want to know {c}.",
        "tell me again {c}.", "I cannot remember {c}.", "could you tell me {c}?", "I wonder {c}.",
        "do you still know {c}?", "I am not sure {c}.", "may I ask {c}?",
        "you know {c}, do you not?",
        "what did I say about {c}?", "have I told you {c}?", "did I tell you {c}?",
        "would you happen to remember {c}?", "I cannot think of {c}.", "do you know by chance {c}?",
        "please remind me {c}.", "I am trying to remember {c}.", "let me hear {c}.",
        "I should know {c}, but I do not.", "could you look up {c}?", "look up {c}.",
        "check {c} for me.", "I have been asking myself {c}.", "what was it again, {c}?",
        "someone asked me {c}.", "please say {c}.", "I would love to know {c}.",
        "it would help me to know {c}.", "can you say {c}?", "tell me quickly {c}.",
    ]
    private static let unfamiliarRequests = [
        "it slipped my mind {c}.", "any idea {c}?", "I keep forgetting {c}.",
    ]
    private static let openers = [
        "Hey, ", "Quick question: ", "One more thing: ", "So, ", "Please help me: ", "Hm, ",
        "Now, ",
        "Hi, ", "Sorry, ", "OK, ", "By the way, ", "Oh, ", "Hello! ", "Thanks. ", "Right, ",
    ]

    /// The share of test questions that are worded as training never does.
    private static let unfamiliarShare = 0.2

    // MARK: Questions

    /// A question whose answer a memory holds.
    func present(_ fact: Fact, kind: Exercise.Kind, _ dice: inout Dice) -> Exchange {
        let (question, isUnfamiliar) = ask(fact, &dice)
        return Exchange(
            kind: kind, question: question, answer: Letters.capitalized(fact.answer),
            expectation: .holds(all: [fact.value], none: others(fact)), isUnfamiliar: isUnfamiliar)
    }

    /// A question that no memory answers.
    func absent(_ fact: Fact, _ dice: inout Dice) -> Exchange {
        let (question, isUnfamiliar) = ask(fact, &dice)
        return unknown(question, fact.notKnown, isUnfamiliar)
    }

    /// Whether something is so: what is so, then yes or no, which follows from it.
    func confirmation(_ fact: Fact, _ dice: inout Dice) -> Exchange {
        let isRight = dice.chance(0.5)
        var value = fact.value
        if !isRight {
            let others = scene.facts.filter {
                $0.relation.name == fact.relation.name && $0.value != fact.value
            }
            value =
                !others.isEmpty && dice.chance(0.5)
                ? dice.pick(others).value : fact.relation.values.draw(split, &dice)
            if value == fact.value { return confirmation(fact, &dice) }
        }
        let word = isRight ? "yes" : "no"
        return Exchange(
            kind: .confirmation,
            question: dress(
                dice.pick(fact.relation.confirmations)
                    .filled(asked(fact.subject, &dice), .asked, value: value), &dice),
            answer: "\(Letters.capitalized(fact.answer).dropLast()), so \(word).",
            expectation: .holds(all: [word, fact.value], none: [isRight ? "no" : "yes"]))
    }

    /// Whether something is so of which nothing is known.
    func unknownConfirmation(_ fact: Fact, _ dice: inout Dice) -> Exchange {
        let question = dice.pick(fact.relation.confirmations)
            .filled(fact.subject, .asked, value: fact.value)
        return unknown(dress(question, &dice), fact.notKnown, false)
    }

    /// Of whom something is so; nil where the relation has no such question.
    func search(_ fact: Fact, isKnown: Bool, _ dice: inout Dice) -> Exchange? {
        guard let search = fact.relation.search else { return nil }
        let clause = search.filled(fact.subject, .answered, value: fact.value)
        let question = dress(
            dice.chance(0.7) ? clause + "?" : request(clause, Self.requests, &dice), &dice)
        guard isKnown else { return unknown(question, "I do not know \(clause).", false) }
        let answer = fact.answer
        let name = fact.subject.name(.answered)
        let named = AnswerText.holds(name, in: answer) ? name : fact.subject.possessive(.answered)
        return Exchange(
            kind: .memory, question: question, answer: Letters.capitalized(answer),
            expectation: .holds(all: [named, fact.value], none: others(fact)))
    }

    /// Who somebody is whose name is known: `Who is Ines?`; nil where the fact names nobody.
    func introduction(_ fact: Fact, _ dice: inout Dice) -> Exchange? {
        let name: String
        let answer: String
        if let introduction = fact.relation.introduction {
            name = fact.value
            answer = introduction.filled(fact.subject, .answered, value: fact.value)
        } else if case .kin(let word, name: let theirs) = fact.subject {
            name = theirs
            answer = "\(name) is your \(word)."
        } else {
            return nil
        }
        return Exchange(
            kind: .memory,
            question: dress(
                dice.pick([
                    "who is \(name)?", "do you know who \(name) is?", "tell me who \(name) is.",
                ]), &dice),
            answer: answer,
            expectation: .holds(
                all: [name, String(answer.dropFirst((name + " is ").count).dropLast())], none: []))
    }

    /// The most facts that an answer about someone holds: as many memories as stand in a prompt.
    private static let factsMax = 7

    /// All that is known of someone; nil where there are more.
    func about(_ subject: Subject, _ dice: inout Dice) -> Exchange? {
        let facts = scene.current.filter { $0.subject == subject }
        guard facts.count <= Self.factsMax else { return nil }
        let name = subject == .user ? "me" : asked(subject, &dice).name(.asked)
        var questions = [
            "what do you know about \(name)?", "what can you tell me about \(name)?",
            "tell me about \(name).", "tell me what you know about \(name).",
            "what have I told you about \(name)?", "what do you remember about \(name)?",
            "tell me everything about \(name).",
        ]
        if case .named(let name) = subject, !facts.isEmpty,
            !scene.facts.contains(where: { AnswerText.holds(name, in: $0.value) })
        {
            questions += ["who is \(name)?", "do you know \(name)?", "do you remember \(name)?"]
        }
        let question = dress(dice.pick(questions), &dice)
        guard !facts.isEmpty else {
            return unknown(
                question, "I do not know anything about \(subject.name(.answered)).", false)
        }
        let answer = facts.map { Letters.capitalized($0.answer) }.joined(separator: " ")
        return Exchange(
            kind: .memory, question: question, answer: answer,
            expectation: .holds(
                all: facts.map(\.value),
                none: scene.facts.map(\.value).filter { !AnswerText.holds($0, in: answer) }))
    }

    /// What the user wants to do.
    var plans: [Fact] {
        scene.current.filter {
            $0.subject == .user && $0.relation.name.hasPrefix(Relation.planLead)
        }
    }

    /// All that the user wants to do.
    func agenda(_ dice: inout Dice) -> Exchange {
        let plans = plans
        let question = dress(
            dice.pick([
                "what do I have to do?", "what are my plans?", "what should I remember?",
                "what do I want to do?", "what is on my list?", "what have I planned?",
                "what did I ask you to remind me of?", "what must I not forget?",
                "which plans do I have?", "is there anything I have to do?",
            ]), &dice)
        guard !plans.isEmpty else {
            return unknown(question, "I do not know what you want to do.", false)
        }
        let answer = plans.map { Letters.capitalized($0.answer) }.joined(separator: " ")
        return Exchange(
            kind: .memory, question: question, answer: answer,
            expectation: .holds(
                all: plans.map(\.value),
                none: scene.facts.map(\.value).filter { !AnswerText.holds($0, in: answer) }))
    }

    /// On which day something was told: what was told, then the day that stands before it; nil where the
    /// memory has no date.
    func origin(_ fact: Fact, _ dice: inout Dice) -> Exchange? {
        guard !fact.day.isEmpty else { return nil }
        let clause = fact.relation.clause.filled(asked(fact.subject, &dice), .asked)
        let question = dice.pick([
            "when did I tell you \(clause)?", "since when do you know \(clause)?",
            "how do you know \(clause)?", "from when do you know \(clause)?",
        ])
        let answer =
            fact.source == "note"
            ? "It is in a note of \(fact.day)." : "You told me on \(fact.day)."
        return Exchange(
            kind: .memory, question: dress(question, &dice),
            answer: "\(Letters.capitalized(fact.answer)) \(answer)",
            expectation: .holds(
                all: [fact.value, fact.day],
                none: Array(Set(scene.facts.map(\.day).filter { $0 != fact.day && !$0.isEmpty }))
                    .sorted()))
    }

    /// The same question about another: `And Ola?`
    func also(_ fact: Fact, isKnown: Bool, _ dice: inout Dice) -> Exchange {
        let name = fact.subject == .user ? "me" : asked(fact.subject, &dice).name(.asked)
        let question = dress(
            dice.pick(["and \(name)?", "and what about \(name)?", "what about \(name)?"]), &dice)
        guard isKnown else { return unknown(question, fact.notKnown, false) }
        return Exchange(
            kind: .memory, question: question, answer: Letters.capitalized(fact.answer),
            expectation: .holds(all: [fact.value], none: others(fact)))
    }

    // MARK: Words

    private func unknown(_ question: String, _ answer: String, _ isUnfamiliar: Bool) -> Exchange {
        Exchange(
            kind: .unknown, question: question, answer: "\(answer) \(Self.notTold)",
            expectation: .unknown(
                none: scene.facts.map(\.value).filter { !AnswerText.holds($0, in: answer) }),
            isUnfamiliar: isUnfamiliar)
    }

    /// What a right answer about a fact does not hold: the other values, but for those within it.
    private func others(_ fact: Fact) -> [String] {
        let answer = fact.answer
        return scene.facts.map(\.value).filter {
            $0 != fact.value && !AnswerText.holds($0, in: answer)
        }
    }

    /// A question for a fact, and whether training never asks in this way.
    private func ask(_ fact: Fact, _ dice: inout Dice) -> (text: String, isUnfamiliar: Bool) {
        let relation = fact.relation
        let subject = asked(fact.subject, &dice)
        let clause = relation.clause.filled(subject, .asked)
        if split == .test, dice.chance(Self.unfamiliarShare) {
            if let phrase = relation.unfamiliarQuestion, dice.chance(0.7) {
                return (Letters.capitalized(phrase.filled(subject, .asked)), true)
            }
            return (Letters.capitalized(request(clause, Self.unfamiliarRequests, &dice)), true)
        }
        let question =
            dice.chance(0.65)
            ? dice.pick(Array(relation.familiarQuestions)).filled(subject, .asked)
            : request(clause, Self.requests, &dice)
        return (dress(question, &dice), false)
    }

    /// Whom a question names: someone whose name and kinship are known, by either where that is enough.
    private func asked(_ subject: Subject, _ dice: inout Dice) -> Subject {
        guard case .kin(let word, let name) = subject,
            scene.facts.contains(where: { $0.subject == subject })
        else { return subject }
        return dice.pick(
            [subject] + (scene.isSure(name, of: subject) ? [.named(name)] : [])
                + (scene.isSure(word, of: subject) ? [.relative(word)] : []))
    }

    private func request(_ clause: String, _ requests: [String], _ dice: inout Dice) -> String {
        dice.pick(requests).replacing("{c}", with: clause)
    }

    /// A question as somebody types it: with an opener, a name, or in haste.
    private func dress(_ question: String, _ dice: inout Dice) -> String {
        let question = Spelling.draw(&dice).written(question)
        let draw = dice.index(below: 100)
        if draw < 12 { return Letters.hasty(question) }
        if draw < 20 {
            let opener = dice.pick(Self.openers)
            let isNewSentence = opener.hasSuffix("! ") || opener.hasSuffix(". ")
            return opener + (isNewSentence ? Letters.capitalized(question) : question)
        }
        if draw < 24 { return "\(selfName), \(question)" }
        let whole = Letters.capitalized(question)
        if draw < 28, whole.hasSuffix("?") { return String(whole.dropLast()) }
        return draw < 31 ? whole + " Thanks!" : whole
    }
}
