/// How a turn ended; the raw value is what stands in the store.
public enum TurnOutcome: String, Sendable, CaseIterable {
    /// The model said what it had to say.
    case answered
    /// The answer ended at the limit of tokens or of the context.
    case reachedLimit = "reached-limit"
    /// The model asks for tools; whoever runs them comes back with the results.
    case calledTools = "called-tools"
    /// Whoever asked stopped it; what was written until then is kept.
    case cancelled
    /// An error ended it; what was written until then is kept.
    case failed
    /// The program ended in the middle of it; only what was asked is known.
    case interrupted
    /// Written down without asking for an answer: a note, or what people said to each other.
    case noted

    /// The outcome of an answer that a model ended.
    public init(_ reason: FinishReason) {
        switch reason {
        case .stop: self = .answered
        case .length: self = .reachedLimit
        case .toolCalls: self = .calledTools
        case .cancelled: self = .cancelled
        }
    }
}
