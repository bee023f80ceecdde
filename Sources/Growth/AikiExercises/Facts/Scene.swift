import AikiMind

/// Some facts that are known at the same time, oldest first.
struct Scene: Sendable {
    var facts: [Fact] = []
    /// What was asked and answered about them before, oldest first: it is remembered too.
    var talk: [RecalledMemory] = []
    /// Whether memories say of what they tell that it is no longer true.
    var marksOutdated = false

    /// The memories as the composer writes them.
    var memories: [RecalledMemory] {
        var memories: [RecalledMemory] = []
        var place = 0
        while place < facts.count {
            let fact = facts[place]
            let joined = facts[(place + 1)...].prefix { $0.joint != nil }
            let told = [fact] + joined
            memories.append(
                RecalledMemory(
                    day: fact.day, source: fact.source,
                    text: fact.note(
                        with: Array(joined),
                        outdated: marksOutdated ? told.filter { !holds($0) } : [])))
            place += 1 + joined.count
        }
        return memories + talk
    }

    /// Whether anything is known that answers a question.
    func knows(_ subject: Subject, _ relation: Relation) -> Bool {
        facts.contains { $0.subject == subject && $0.relation.overlaps(relation) }
    }

    /// Whether the very thing is known already, so that what is told now takes its place.
    func knowsSame(_ subject: Subject, _ relation: Relation) -> Bool {
        facts.contains { $0.subject == subject && $0.relation.name == relation.name }
    }

    /// Whether a word, or a name, means one subject and no other.
    func isSure(_ word: String, of subject: Subject) -> Bool {
        !facts.contains { fact in
            fact.subject != subject && AnswerText.holds(word, in: fact.subject.name(.note))
                || fact.relation.name == word || AnswerText.holds(word, in: fact.value)
        }
    }

    /// The fact that holds: the newest of its key.
    func holds(_ fact: Fact) -> Bool {
        facts.last { $0.key == fact.key }?.value == fact.value
    }

    /// The facts that hold.
    var current: [Fact] { facts.filter(holds) }
}

/// Makes scenes whose facts are easily mistaken for each other: the same relation of several
/// people, and several relations of one.
struct SceneMaker {
    let split: ExerciseSplit

    private static let relatives = WordBook.list(
        """
        sister brother mother father wife husband daughter son aunt uncle cousin grandmother grandfather neighbour boss friend
        flatmate teacher colleague nephew niece
        """)

    /// The share of facts that take the place of an earlier one, where they could.
    private static let againShare = 0.2

    /// The share of scenes whose memories say what is no longer true.
    private static let markedShare = 0.7

    /// What stands between things that are told in one breath.
    static let joints = [", and ", " and ", ". "]

    /// A scene of some facts; all of the user's own where `isOfUser`.
    func scene(_ count: Int, isOfUser: Bool = false, _ dice: inout Dice) -> Scene {
        var scene = Scene()
        scene.marksOutdated = dice.chance(Self.markedShare)
        var day = dice.number(2019...2026) * 372 + dice.index(below: 300)
        let origin = dice.pick(weighted: [(2, 0.7), (1, 0.15), (0, 0.15)])
        while scene.facts.count < count {
            let relation = relation(scene, &dice)
            let subject = subject(for: relation, scene, &dice)
            if isOfUser, subject != .user { continue }
            if scene.knows(subject, relation) {
                let isAgain = relation.isReplaced && scene.knowsSame(subject, relation)
                guard isAgain, dice.chance(Self.againShare) else { continue }
            }
            let value = relation.values.draw(split, &dice)
            if scene.facts.contains(where: { $0.value == value }) { continue }
            var fact = Fact(subject: subject, relation: relation, value: value)
            day += dice.index(below: 40)
            if origin > 0 { fact.day = Self.dayText(day) }
            if origin > 1 {
                fact.source = dice.pick(weighted: [("chat", 0.6), ("ask", 0.2), ("note", 0.2)])
            }
            let isTold =
                switch subject {
                case .user, .relative, .kin: true
                case .named, .thing: dice.chance(0.3)
                }
            if isTold, fact.source != "note" { tell(&fact, after: scene.facts.last, &dice) }
            scene.facts.append(fact)
        }
        return scene
    }

    /// What the user is called, in words of theirs.
    func userName(_ dice: inout Dice) -> Fact {
        let name = Relation.userName.values.draw(split, &dice)
        return inOwnWords(Fact(subject: .user, relation: .userName, value: name), &dice)
    }

    /// A fact as the user tells it.
    func inOwnWords(_ fact: Fact, _ dice: inout Dice) -> Fact {
        var fact = fact
        fact.telling = dice.index(below: fact.relation.tellings(of: fact.subject).count)
        fact.spelling = .draw(&dice)
        fact.care = .draw(&dice)
        return fact
    }

    /// Puts a fact into words of the user's, for some alone, for some behind the one before.
    private func tell(_ fact: inout Fact, after last: Fact?, _ dice: inout Dice) {
        fact = inOwnWords(fact, &dice)
        fact.wording = dice.pick(weighted: [
            (.plain, 4.5), (.quoted, 1.2), (.said, 1.8), (.understood, 2.2), (.dated, 0.3),
        ])
        guard let last, last.wording != .plain, dice.chance(0.3) else { return }
        fact.wording = last.wording
        fact.joint = dice.pick(SceneMaker.joints)
        fact.day = last.day
        fact.source = last.source
    }

    /// What was asked about a scene before, and answered; both are found again with what they are about.
    func talk(about scene: Scene, _ dice: inout Dice) -> [RecalledMemory] {
        guard let last = scene.facts.last, dice.chance(0.25) else { return [] }
        var talk: [RecalledMemory] = []
        if last.wording != .plain, last.joint == nil, dice.chance(0.4) {
            talk.append(
                RecalledMemory(
                    day: last.day, source: last.source, text: "You said: Noted: \(last.answer)"))
        }
        for _ in 0..<dice.number(1...2) {
            let isKnown = dice.chance(0.5)
            let fact = isKnown ? dice.pick(scene.current) : unknown(scene, &dice)
            let question = dice.pick(Array(fact.relation.familiarQuestions))
                .filled(fact.subject, .asked)
            let answer = isKnown ? fact.answer : "\(fact.notKnown) \(Questioner.notTold)"
            let (first, second) = (dice.chance(0.8), dice.chance(0.6))
            let lines =
                (first ? ["The user said: \(Letters.capitalized(question))"] : [])
                + (second ? ["You said: \(Letters.capitalized(answer))"] : [])
            talk += lines.map { RecalledMemory(day: last.day, source: last.source, text: $0) }
        }
        return talk
    }

    /// A fact that a scene does not hold, near one that it does where there is one.
    func unknown(_ scene: Scene, _ dice: inout Dice) -> Fact {
        while true {
            let relation = relation(scene, &dice)
            let subject = subject(for: relation, scene, &dice)
            guard !scene.knows(subject, relation) else { continue }
            let value = relation.values.draw(split, &dice)
            guard !scene.facts.contains(where: { $0.value == value }) else { continue }
            return Fact(subject: subject, relation: relation, value: value)
        }
    }

    private func relation(_ scene: Scene, _ dice: inout Dice) -> Relation {
        if !scene.facts.isEmpty, dice.chance(0.4) { return dice.pick(scene.facts).relation }
        let group = dice.pick(weighted: [
            (Relation.ofPeople, 3), (Relation.ofTastes, 3), (Relation.ofNumbers, 2),
            (Relation.ofNames, 3), (Relation.ofThings, 3), (Relation.ofWhereabouts, 1),
            ([], 6.5), ([.userName], 1), ([.children], 0.3),
        ])
        if !group.isEmpty { return dice.pick(group) }
        switch dice.index(below: 13) {
        case 0..<3: return .plan(ValueSource.occasion.draw(split, &dice))
        case 3..<5: return .favourite(split, &dice)
        case 5..<9: return .doing(split, &dice)
        case 9: return .attribute(split, &dice)
        case 10: return .occurrence(split, &dice)
        default: return .number(split, &dice)
        }
    }

    private func subject(
        for relation: Relation, _ scene: Scene, _ dice: inout Dice
    ) -> Subject {
        let known = scene.facts.filter { Self.fits($0, relation) }.map(\.subject)
        if !known.isEmpty, dice.chance(0.45) { return dice.pick(known) }
        switch relation.holder {
        case .thing(let kind): return .thing(kind.source.draw(split, &dice))
        case .user: return .user
        case .head:
            return dice.chance(0.4) ? .user : .named(ValueSource.person.draw(split, &dice))
        case .person:
            let draw = dice.index(below: 10)
            if draw < 3 { return .user }
            guard draw < 5 else { return .named(ValueSource.person.draw(split, &dice)) }
            let word = dice.pick(Self.relatives)
            return dice.chance(0.5)
                ? .relative(word) : .kin(word, name: ValueSource.firstName.draw(split, &dice))
        }
    }

    /// Whether a relation can be about the subject of a fact: a project has no opening hours.
    private static func fits(_ fact: Fact, _ relation: Relation) -> Bool {
        switch (relation.holder, fact.subject) {
        case (.person, .user), (.person, .relative), (.person, .kin), (.person, .named),
            (.head, .user), (.head, .named), (.user, .user):
            true
        case (.thing(let kind), .thing):
            if case .thing(kind) = fact.relation.holder { true } else { false }
        default: false
        }
    }

    /// Days are counted in months of 31, of which only the first 28 days are used.
    private static func dayText(_ day: Int) -> String {
        let (year, rest) = day.quotientAndRemainder(dividingBy: 372)
        let (month, index) = rest.quotientAndRemainder(dividingBy: 31)
        return "\(year)-\(padded(month + 1))-\(padded(min(28, index + 1)))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
