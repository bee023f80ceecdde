/// What Aiki means to do with its words. The model only words it.
public enum Intention: String, Sendable, CaseIterable {
    /// Answer what is asked.
    case answer
    /// Answer out of what is remembered.
    case answerFromMemory = "answer-from-memory"
    /// Say that it is not in memory.
    case admitUnknown = "admit-unknown"
    /// Ask what is meant.
    case clarify
    /// Do what is wanted.
    case help
    /// Take in what was told.
    case takeIn = "take-in"
    /// Say that what was to come is remembered, and ask how it went.
    case followUp = "follow-up"
    /// Meet somebody in distress before anything else.
    case comfort
    /// Put right what was wrong.
    case correct
    /// Greet.
    case greet
    /// Close an exchange.
    case close
    /// Leave it for later.
    case postpone
    /// Remind of what was asked.
    case remind
    /// Ask how somebody is after a long time.
    case checkIn = "check-in"
    /// Recall what happened on this day.
    case commemorate
    /// Say nothing.
    case stayQuiet = "stay-quiet"

    /// The intention in words, as a record shows it.
    public var summary: String {
        switch self {
        case .answer: "answer the question"
        case .answerFromMemory: "answer out of what is remembered, and say from when it is"
        case .admitUnknown: "say that it is not in memory, and ask for it"
        case .clarify: "ask what is meant"
        case .help: "do what is wanted"
        case .takeIn: "take in what was told"
        case .followUp: "confirm the memory and ask how it went"
        case .comfort: "meet the distress first, then help"
        case .correct: "accept the correction and put it right"
        case .greet: "greet back"
        case .close: "close briefly"
        case .postpone: "leave it for later"
        case .remind: "remind of what was asked"
        case .checkIn: "ask how they are"
        case .commemorate: "say what day it is"
        case .stayQuiet: "say nothing"
        }
    }

    /// What a model is told; empty where the message itself says it all, so that an ordinary turn is
    /// the plain question.
    public var instruction: String {
        switch self {
        case .answer, .help, .takeIn, .greet, .stayQuiet: ""
        case .answerFromMemory: "Answer from what you remember, and say when it was said."
        case .admitUnknown:
            "You do not remember this: say so, and ask the user to tell you. Do not guess."
        case .clarify: "It is not clear what is meant: ask one short question."
        case .followUp:
            "Say in a few words that you remember what the user had planned, and ask how it went."
        case .comfort: "The user is having a hard time: acknowledge that first, then help."
        case .correct: "The user corrects you: accept it and put it right."
        case .close: "Close briefly."
        case .postpone: "Agree to leave it for later."
        case .remind: "Remind the user of what they asked to be reminded of."
        case .checkIn: "Ask the user how they are, in one sentence."
        case .commemorate: "Mention in one sentence whose day it is."
        }
    }
}
