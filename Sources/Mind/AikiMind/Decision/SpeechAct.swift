/// What a message does.
public enum SpeechAct: String, Sendable, CaseIterable {
    /// It asks.
    case question
    /// It wants something done.
    case request
    /// It tells something.
    case statement
    /// It greets.
    case greeting
    /// It thanks, or says that all is well.
    case thanks
    /// It says goodbye.
    case farewell
    /// It says that what was said is wrong.
    case correction
    /// It puts something off.
    case postponement
    /// It asks for no answer.
    case noReply = "no-reply"
}
