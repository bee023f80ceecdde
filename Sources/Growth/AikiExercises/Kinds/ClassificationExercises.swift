import AikiMind

/// Naming the kind of a request, or the feeling in a message.
struct ClassificationExercises {
    let split: ExerciseSplit
    let speaker: Speaker

    private static let kinds = [
        "greeting", "question", "reminder", "rewriting", "arithmetic", "fact",
    ]
    private static let feelings = ["happy", "sad", "angry", "afraid", "calm"]

    /// One classification, with the labels to choose from in the question.
    func classification(_ dice: inout Dice) -> Exchange {
        dice.chance(0.6) ? kind(&dice) : feeling(&dice)
    }

    private func kind(_ dice: inout Dice) -> Exchange {
        let label = dice.pick(Self.kinds)
        let text = request(of: label, &dice)
        return exchange(
            dice.pick(["What kind of request is this", "Sort this request", "Which kind is this"]),
            Self.kinds, label, text, &dice)
    }

    private func feeling(_ dice: inout Dice) -> Exchange {
        let label = dice.pick(Self.feelings)
        let sentence = dice.pick(Self.sentences[label] ?? [])
        let name = ValueSource.firstName.draw(split, &dice)
        return exchange(
            dice.pick(["What feeling is in this", "How does the writer feel", "Name the feeling"]),
            Self.feelings, label, sentence.replacing("{name}", with: name), &dice)
    }

    /// The right label among some, in any order.
    private func exchange(
        _ order: String, _ labels: [String], _ label: String, _ text: String, _ dice: inout Dice
    ) -> Exchange {
        let others = dice.shuffled(labels.filter { $0 != label }).prefix(dice.number(1...4))
        let choices = dice.shuffled(others + [label])
        let list = choices.dropLast().joined(separator: ", ") + " or " + choices[choices.count - 1]
        return Exchange(
            kind: .classification, question: "\(order): \(list)? \"\(text)\"",
            answer: Letters.capitalized(label) + ".", expectation: .exact(label))
    }

    private func request(of label: String, _ dice: inout Dice) -> String {
        let tasks = TaskExercises(split: split)
        switch label {
        case "greeting":
            return dice.pick([
                "Hello!", "Good morning!", "Hi there", "Hey \(speaker.identity.name)",
                "Good evening!",
                "Good day to you", "Hello \(speaker.identity.name)", "Morning!",
            ])
        case "reminder": return tasks.reminder(&dice).question
        case "rewriting": return RewritingExercises(split: split).rewriting(&dice).question
        case "arithmetic": return tasks.arithmetic(&dice).question
        default:
            let scene = SceneMaker(split: split).scene(1, &dice)
            guard label == "question" else { return scene.facts[0].told }
            let questioner = Questioner(
                scene: scene, split: split, selfName: speaker.identity.name)
            return questioner.present(scene.facts[0], kind: .memory, &dice).question
        }
    }

    private static let sentences: [String: [String]] = [
        "happy": [
            "I won the race!", "{name} is coming home!", "What a wonderful day!",
            "We got the house!",
            "I passed the exam!", "I am so glad to see {name}.", "That is the best news!",
            "I could sing all day.", "{name} said yes!", "I love this place.",
        ],
        "sad": [
            "I miss {name}.", "My dog died.", "Nobody came to my party.", "I cried all night.",
            "{name} has left me.", "I lost the ring of my mother.",
            "It will never be the same again.",
            "I feel so alone.", "The old tree is gone.", "We had to sell the house.",
        ],
        "angry": [
            "{name} lied to me!", "I have had enough of this!", "How dare they!",
            "Stop that at once!",
            "They broke my window again!", "I will never forgive {name}!", "This is an outrage!",
            "Leave me alone!", "{name} took my seat again!", "I am tired of your excuses!",
        ],
        "afraid": [
            "Someone is at the door.", "I dare not go in there.", "What if {name} is hurt?",
            "I heard steps in the dark.", "I hope the storm does not come.",
            "My hands are shaking.",
            "I cannot look down.", "Please do not leave me here.", "What was that noise?",
            "I am worried about {name}.",
        ],
        "calm": [
            "The tea is ready.", "{name} is reading by the window.", "We have plenty of time.",
            "The lake is quiet this morning.", "I am sitting in the garden.", "All is in order.",
            "There is no hurry.", "The cat is asleep.", "{name} is at work today.",
            "It is an ordinary evening.",
        ],
    ]
}
