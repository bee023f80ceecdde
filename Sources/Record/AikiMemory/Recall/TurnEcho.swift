/// What of a turn tells nothing of its own: it asks memory, or says again what memory held or what it was told.
public enum TurnEcho: Sendable {
    /// Nothing.
    case none
    /// The answer.
    case answer
    /// The question too, which only asks.
    case exchange
}
