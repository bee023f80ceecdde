/// Why the write gate kept something or left it out; the raw value stands in the store.
public enum GateReason: String, Sendable, CaseIterable {
    /// It became a fact.
    case kept
    /// It was known already.
    case known
    /// It said that something known is over.
    case ended
    /// It came out of memory: shown to the model for this conversation, and repeated.
    case recalled
    /// The assistant said it first, and the person only repeats it.
    case echoed
    /// It is asked, not said.
    case question
    /// It is supposed, wished or told as a story.
    case hypothetical
    /// Somebody else's words.
    case quotation
    /// Somebody is said to have said it.
    case hearsay
    /// It was taken back or marked as a joke.
    case joke
    /// Code, data or a log.
    case code
    /// Words that a program or a form puts into every message.
    case boilerplate
    /// A text to work on, not something said: to translate, to correct, to continue.
    case payload
    /// True for a moment only.
    case passing
    /// About the conversation, the assistant, or the task at hand.
    case conversation
    /// Said not to be so, where that is nothing to remember.
    case negated
    /// The speaker is not sure.
    case uncertain
    /// Not about the person's world.
    case foreign
    /// It names nothing that could be recalled: `it`, `that one`.
    case vague
    /// A clause that hangs on another one and says nothing by itself.
    case subordinate
    /// The words were not understood well enough.
    case unclear
    /// More text than is read for facts.
    case tooLong = "too-long"
}
