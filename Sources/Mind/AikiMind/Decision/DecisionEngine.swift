/// Settles what to do about a message or a trigger: act, ask, defer or stay silent, and to what end.
///
///     let decision = DecisionEngine.decide(features)
///
/// Rules in a fixed order over numbers: the same features give the same decision, on any machine, and
/// the record of a decision holds its features, so that it can be made again. No model is asked.
public enum DecisionEngine {
    /// Nobody is spoken to unasked before this hour …
    public static let wakingHour = 8
    /// … nor from this hour on.
    public static let quietHour = 22
    /// How long a trigger that nobody asked for stays worth something: half of it is gone after this many
    /// hours.
    public static let triggerHalfLifeHours = 72.0
    /// After so many words unasked and unanswered, nothing more is said unasked.
    public static let unansweredMax = 2
    /// The worth below which a trigger whose time is not right is let go.
    static let worthMin = 0.1

    /// What to do.
    ///
    /// - Complexity: O(memories).
    public static func decide(_ features: DecisionFeatures) -> Decision {
        switch features.occasion {
        case .message: decideMessage(features)
        case .trigger(let trigger): decideTrigger(trigger, features)
        }
    }

    // MARK: Messages

    private static func decideMessage(_ features: DecisionFeatures) -> Decision {
        let effects = MindEffects(features.state, features.appraisal, features.policies)
        let choice = choice(for: features)
        let complexity = complexity(of: features, choice.intention)
        return Decision(
            action: choice.action, intention: choice.intention,
            urgency: urgency(of: features), complexity: complexity, reasons: choice.reasons,
            memories: choice.memories, effects: effects,
            alternatives: alternatives(to: choice.action, features))
    }

    private struct Choice {
        let action: Decision.Action
        let intention: Intention
        let reasons: [String]
        var memories: [Int64] = []
    }

    /// The first rule that holds decides.
    private static func choice(for features: DecisionFeatures) -> Choice {
        let reading = features.reading
        if reading.act == .noReply, !features.mustAnswer {
            return Choice(
                action: .staySilent, intention: .stayQuiet,
                reasons: ["no answer is wanted, and nobody waits for one"])
        }
        if reading.act == .postponement {
            return Choice(
                action: .defer, intention: .postpone, reasons: ["the person puts it off"])
        }
        if reading.act == .correction {
            return Choice(
                action: .act, intention: .correct,
                reasons: ["the person says that something was wrong"])
        }
        if let choice = choiceForDistress(features) { return choice }
        if reading.pointsBack, features.turnsBefore == 0, features.memories.isEmpty {
            return Choice(
                action: .ask, intention: .clarify,
                reasons: ["it points at something that nothing said before can tell"])
        }
        if reading.asksAboutSelf, let choice = choiceForMemory(features) { return choice }
        if let plan = features.memories.first(where: \.isDuePlan), features.isOpening {
            return Choice(
                action: .ask, intention: .followUp,
                reasons: [
                    "something that was planned is likely done by now",
                    "the person opens a conversation and asks for nothing else",
                ], memories: [plan.message])
        }
        return plainChoice(features)
    }

    private static func choiceForDistress(_ features: DecisionFeatures) -> Choice? {
        guard let heard = features.appraisal.emotions.first, heard.emotion.isDistress,
            heard.score >= 0.5,
            [.statement, .greeting].contains(features.reading.act)
        else { return nil }
        return Choice(
            action: .act, intention: .comfort,
            reasons: ["\(heard.emotion.rawValue) is heard, \(percent(heard.score))"],
            memories: features.memories.prefix(2).map(\.message))
    }

    /// A question about the person's own life is answered out of memory, or not at all.
    private static func choiceForMemory(_ features: DecisionFeatures) -> Choice? {
        guard features.hasMemory else { return nil }
        let sure = "the memory is \(percent(features.memoryConfidence)) sure to hold it"
        if features.isKnown {
            return Choice(
                action: .act, intention: .answerFromMemory,
                reasons: ["it asks about the person's own life", sure],
                memories: features.memories.map(\.message))
        }
        // What was said a moment ago stands in the conversation and need not be recalled.
        guard features.turnsBefore == 0 else { return nil }
        return Choice(
            action: .ask, intention: .admitUnknown,
            reasons: ["it asks about the person's own life", sure + ", which is not enough"])
    }

    private static func plainChoice(_ features: DecisionFeatures) -> Choice {
        let intention: Intention
        let reason: String
        switch features.reading.act {
        case .question: (intention, reason) = (.answer, "it asks")
        case .request: (intention, reason) = (.help, "it wants something done")
        case .greeting: (intention, reason) = (.greet, "it greets")
        case .thanks, .farewell: (intention, reason) = (.close, "it closes an exchange")
        case .noReply: (intention, reason) = (.close, "no answer is wanted, but somebody waits")
        default: (intention, reason) = (.takeIn, "it tells something")
        }
        let memories = features.isKnown ? features.memories.map(\.message) : []
        return Choice(
            action: .act, intention: intention, reasons: [reason], memories: memories)
    }

    /// Form, and what the answer must be put together from.
    private static func complexity(
        of features: DecisionFeatures, _ intention: Intention
    ) -> Double {
        var complexity = features.formComplexity
        switch intention {
        case .greet, .close, .postpone, .clarify, .admitUnknown, .followUp, .stayQuiet:
            // What is said there is short and known, however long the message.
            complexity *= 0.5
        case .answerFromMemory where features.memories.count > 2: complexity += 0.05
        case .comfort: complexity += 0.1
        default: break
        }
        return PleasureArousalDominance.rounded(min(1, max(0, complexity)))
    }

    private static func urgency(of features: DecisionFeatures) -> Double {
        let distress =
            features.appraisal.emotions.filter { $0.emotion.isDistress }.map(\.score).max() ?? 0
        let waiting = features.mustAnswer ? 0.1 : 0
        return PleasureArousalDominance.rounded(
            min(1, features.reading.urgency + 0.3 * distress + waiting))
    }

    private static func alternatives(
        to action: Decision.Action, _ features: DecisionFeatures
    ) -> [Decision.Alternative] {
        Decision.Action.allCases.filter { $0 != action }.map { other in
            switch other {
            case .act: Decision.Alternative(other, "words now would not be what is wanted")
            case .ask: Decision.Alternative(other, "nothing is missing that the person must tell")
            case .defer: Decision.Alternative(other, "nothing is gained by waiting")
            case .staySilent:
                Decision.Alternative(
                    other, features.mustAnswer ? "somebody waits for words" : "it is worth words")
            }
        }
    }

    // MARK: Triggers

    private static func decideTrigger(
        _ trigger: ProactiveTrigger, _ features: DecisionFeatures
    ) -> Decision {
        let effects = MindEffects(features.state, features.appraisal, features.policies)
        let late = max(0, trigger.hoursLate)
        let fading =
            trigger.kind.isOwed ? 1 : triggerHalfLifeHours / (triggerHalfLifeHours + late)
        let worth = PleasureArousalDominance.rounded(trigger.kind.worth * fading)
        let isNight = trigger.hourOfDay < wakingHour || trigger.hourOfDay >= quietHour
        let worths =
            "it is worth \(percent(worth)), and \(percent(effects.speakingThreshold)) is needed"
        var action = Decision.Action.act
        var reasons = [worths]
        if trigger.unansweredCount >= unansweredMax, !trigger.kind.isOwed {
            action = .staySilent
            reasons.insert("\(trigger.unansweredCount) words unasked were not answered", at: 0)
        } else if trigger.hoursLate < 0 {
            action = .defer
            reasons.insert("its time has not come", at: 0)
        } else if worth < max(worthMin, effects.speakingThreshold) {
            action = .staySilent
        } else if isNight {
            action = .defer
            reasons.insert("it is night where the person is", at: 0)
        }
        let intention: Intention =
            switch (action, trigger.kind) {
            case (.staySilent, _), (.defer, _): .stayQuiet
            case (_, .followUp): .followUp
            case (_, .reminder): .remind
            case (_, .silence): .checkIn
            case (_, .anniversary): .commemorate
            }
        let isAsking = action == .act && [.followUp, .checkIn].contains(intention)
        let taken = isAsking ? Decision.Action.ask : action
        return Decision(
            action: taken, intention: intention,
            urgency: trigger.kind.isOwed ? 0.8 : PleasureArousalDominance.rounded(worth / 2),
            complexity: 0, reasons: reasons, memories: features.memories.map(\.message),
            effects: effects,
            alternatives: Decision.Action.allCases.filter { $0 != taken }.map {
                Decision.Alternative($0, worths)
            })
    }

    private static func percent(_ share: Double) -> String {
        "\(Int((share * 100).rounded())) %"
    }
}
