import AikiMind

/// Puts conversations together out of every kind of exchange.
struct ConversationMaker {
    let split: ExerciseSplit
    /// Who speaks; nil where nobody says who.
    let speaker: Speaker?

    private var voice: Speaker { speaker ?? Speaker(identity: Identity(name: "Aiki")) }
    private var maker: SceneMaker { SceneMaker(split: split) }

    /// The product puts memories before the question; others put them among the instructions.
    private static let inQuestionShare = 0.6
    /// The share of memories that are all of the user.
    private static let ofUserShare = 0.1
    /// The share of conversations in which the user says first what they are called.
    private static let introducingShare = 0.12
    /// The share of questions after which something is told, again or for the first time.
    private static let tellingShare = 0.03

    /// A conversation of one to six exchanges; for the test, of one to three.
    func conversation(_ dice: inout Dice) -> ConversationDraft {
        switch dice.index(below: 100) {
        case 0..<62: remembering(&dice)
        case 62..<76: telling(nil, &dice)
        default: chatting(&dice)
        }
    }

    /// A conversation of one to three long lists to say again.
    func copying(_ dice: inout Dice) -> ConversationDraft {
        var draft = ConversationDraft()
        let tasks = TaskExercises(split: split)
        draft.exchanges = (0..<dice.number(1...3)).map { _ in
            tasks.copying(dice.number(2...16), &dice)
        }
        return draft
    }

    /// Four to sixteen sums.
    func sums(_ dice: inout Dice) -> ConversationDraft {
        var draft = ConversationDraft()
        let tasks = TaskExercises(split: split)
        draft.exchanges = (0..<dice.number(4...16)).map { _ in tasks.arithmetic(&dice) }
        return draft
    }

    /// Some memories, or facts told one after the other, and up to sixteen questions about them.
    func recall(_ dice: inout Dice) -> ConversationDraft {
        if dice.chance(0.15) { return telling(dice.number(4...16), &dice) }
        let isOfUser = dice.chance(2 * Self.ofUserShare)
        var scene = maker.scene(dice.number(isOfUser ? 3...7 : 2...10), isOfUser: isOfUser, &dice)
        scene.talk = maker.talk(about: scene, &dice)
        var draft = ConversationDraft(memories: scene.memories)
        draft.hasMemoriesInQuestion = dice.chance(Self.inQuestionShare)
        let questioner = Questioner(scene: scene, split: split, selfName: voice.identity.name)
        if isOfUser, dice.chance(0.6), let all = questioner.about(.user, &dice) {
            draft.exchanges = [all]
        }
        draft.exchanges += questions(
            scene, dice.number(4...16), kind: .memory, hardShare: 0.3, &dice)
        return draft
    }

    private func length(_ dice: inout Dice) -> Int {
        dice.number(1...(split == .test ? 3 : 6))
    }

    // MARK: Memories

    /// Questions about memories in the prompt.
    private func remembering(_ dice: inout Dice) -> ConversationDraft {
        let count = dice.pick(weighted: [
            (0, 0.5), (1, 2), (2, 3), (3, 3), (4, 3), (5, 2), (6, 2), (7, 1), (8, 1), (10, 0.5),
        ])
        var scene = maker.scene(count, isOfUser: dice.chance(Self.ofUserShare), &dice)
        scene.talk = maker.talk(about: scene, &dice)
        var draft = ConversationDraft(memories: scene.memories)
        draft.hasMemoriesInQuestion = dice.chance(Self.inQuestionShare)
        draft.exchanges = questions(scene, length(&dice), kind: .memory, &dice)
        return draft
    }

    /// Facts told in the conversation, and questions about them: `count`, or as many as a conversation
    /// has.
    private func telling(_ count: Int?, _ dice: inout Dice) -> ConversationDraft {
        let introduces = dice.chance(Self.introducingShare)
        var told = maker.scene(
            dice.number(1...4), isOfUser: introduces && dice.chance(0.5), &dice)
        if introduces, !told.knows(.user, .userName) {
            told.facts.insert(maker.userName(&dice), at: 0)
        }
        for index in told.facts.indices { told.facts[index].day = "" }
        var draft = ConversationDraft()
        let tasks = TaskExercises(split: split)
        var rest = told.facts[...]
        while !rest.isEmpty {
            let isFirst = draft.exchanges.isEmpty
            let breath = dice.chance(introduces && isFirst ? 0.7 : 0.2) ? 2 : 1
            draft.exchanges.append(tasks.telling(Array(rest.prefix(breath)), &dice))
            rest = rest.dropFirst(breath)
        }
        if count == nil, dice.chance(0.15) { return draft }
        if dice.chance(0.2) {
            draft.exchanges.insert(
                ExchangeBook.smallTalk.exchange(split, voice, &dice),
                at: dice.index(below: draft.exchanges.count + 1))
        }
        draft.exchanges += questions(told, count ?? length(&dice), kind: .history, &dice)
        return draft
    }

    /// Questions, no two of them alike; `hardShare` of them besides those that fall so are of what is
    /// learned slowest: yes or no, of whom something is so, all that is known, when it was told.
    private func questions(
        _ scene: Scene, _ count: Int, kind: Exercise.Kind, hardShare: Double = 0,
        _ dice: inout Dice
    ) -> [Exchange] {
        let questioner = Questioner(
            scene: scene, split: split, selfName: voice.identity.name)
        var exchanges: [Exchange] = []
        var asked: Set<String> = []
        var last: Fact?
        // Where a small scene is asked out, what is not known goes on without end.
        while exchanges.count < count {
            if dice.chance(0.07), exchanges.count + 1 < count || split == .train {
                exchanges.append(other(&dice))
                last = nil
                continue
            }
            if dice.chance(Self.tellingShare), exchanges.count + 1 == count {
                let isNew = scene.facts.isEmpty || dice.chance(0.6)
                let fact = isNew ? maker.unknown(scene, &dice) : dice.pick(scene.current)
                let told = maker.inOwnWords(fact, &dice)
                exchanges.append(TaskExercises(split: split).telling([told], &dice))
                continue
            }
            let isHard = hardShare > 0 && dice.chance(hardShare)
            let (exchange, fact) = question(
                questioner, after: last, kind: kind, isHard: isHard, &dice)
            guard let exchange, asked.insert(exchange.answer).inserted else { continue }
            exchanges.append(exchange)
            last = fact
        }
        return exchanges
    }

    /// One question about a scene, and the fact it asks for.
    private func question(
        _ questioner: Questioner, after last: Fact?, kind: Exercise.Kind, isHard: Bool,
        _ dice: inout Dice
    ) -> (Exchange?, Fact?) {
        let scene = questioner.scene
        let unknown = maker.unknown(scene, &dice)
        let draw = isHard ? dice.number(72...95) : dice.index(below: 100)
        guard !scene.facts.isEmpty, draw >= 32 else {
            switch draw % 16 {
            case 0: return (questioner.unknownConfirmation(unknown, &dice), unknown)
            case 1: return (questioner.search(unknown, isKnown: false, &dice), nil)
            case 2:
                guard scene.facts.allSatisfy({ $0.subject != unknown.subject }) else {
                    return (nil, nil)
                }
                return (questioner.about(unknown.subject, &dice), nil)
            case 3:
                guard let last, unknown.relation.name == last.relation.name else {
                    return (nil, nil)
                }
                return (questioner.also(unknown, isKnown: false, &dice), unknown)
            case 4 where questioner.plans.isEmpty: return (questioner.agenda(&dice), nil)
            default: return (questioner.absent(unknown, &dice), unknown)
            }
        }
        let fact = dice.pick(scene.current)
        switch draw {
        case 32..<72: return (questioner.present(fact, kind: kind, &dice), fact)
        case 72..<79: return (questioner.confirmation(fact, &dice), fact)
        case 79..<83: return (questioner.search(fact, isKnown: true, &dice), nil)
        case 83..<86: return (questioner.introduction(fact, &dice), nil)
        case 86..<92: return (questioner.about(fact.subject, &dice), nil)
        case 92: return (questioner.plans.isEmpty ? nil : questioner.agenda(&dice), nil)
        case 93..<96: return (questioner.origin(fact, &dice), nil)
        default:
            guard let last, last.relation.name == fact.relation.name, last.key != fact.key else {
                return (questioner.present(fact, kind: kind, &dice), fact)
            }
            return (questioner.also(fact, isKnown: true, &dice), fact)
        }
    }

    // MARK: Everything else

    /// Talk and small tasks, sometimes with memories that nobody asks for.
    private func chatting(_ dice: inout Dice) -> ConversationDraft {
        var draft = ConversationDraft()
        if dice.chance(0.3) { draft.memories = maker.scene(dice.number(1...4), &dice).memories }
        for _ in 0..<length(&dice) { draft.exchanges.append(other(&dice)) }
        return draft
    }

    private func other(_ dice: inout Dice) -> Exchange {
        let tasks = TaskExercises(split: split)
        switch dice.index(below: 100) {
        case 0..<24: return ExchangeBook.smallTalk.exchange(split, voice, &dice)
        case 24..<38: return ExchangeBook.identity.exchange(split, voice, &dice)
        case 38..<41:
            return voice.acquaintance(&dice)
                ?? ExchangeBook.identity.exchange(split, voice, &dice)
        case 41..<47: return ExchangeBook.limits.exchange(split, voice, &dice)
        case 47..<57: return ExchangeBook.world.exchange(split, voice, &dice)
        case 57..<69: return tasks.reminder(&dice)
        case 69..<80: return RewritingExercises(split: split).rewriting(&dice)
        case 80..<87:
            return ClassificationExercises(split: split, speaker: voice).classification(&dice)
        case 87..<94: return tasks.arithmetic(&dice)
        default: return tasks.copying(dice.number(1...6), &dice)
        }
    }
}
