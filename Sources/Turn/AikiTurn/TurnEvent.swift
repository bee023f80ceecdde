public import AikiBase
public import AikiDialogue
public import AikiMind
public import AikiRouter

/// What a turn sends while it runs.
public enum TurnEvent: Sendable, Equatable {
    /// The question is on disk, a model is chosen and its prompt composed. Comes again where another
    /// model takes its place.
    case started(TurnStart)
    /// Something that the person should know of how they are answered: a model could not, so that
    /// another one does.
    case note(String)
    /// The prompt is being read: tokens done and tokens in all.
    case prefill(done: Int, total: Int)
    /// More of the answer.
    case delta(GenerationEvent.Delta)
    /// The turn is recorded: answer, report and ledger entry are on disk. Nothing follows.
    case finished(TurnReport)
}

/// What is known when a model starts to answer.
public struct TurnStart: Sendable, Equatable {
    /// The turn.
    public let turn: TurnID
    /// The conversation it belongs to, also where it is new.
    public let conversation: ConversationID
    /// Which model answers, and why.
    public let plan: RoutePlan
    /// What fills its context.
    public let context: ContextReport
}
