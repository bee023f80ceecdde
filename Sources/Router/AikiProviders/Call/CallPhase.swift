/// The phases of a call, each with its own limit of time.
public enum CallPhase: String, Sendable, CaseIterable {
    /// Finding the provider and agreeing on encryption.
    case connecting
    /// From the request to the head of the answer.
    case head
    /// From the head to the first word.
    case first
    /// Between two signs of life.
    case between
    /// All of it.
    case total

    /// The end of a sentence that says what took too long.
    var words: String {
        switch self {
        case .connecting: "to connect"
        case .head: "to begin its answer"
        case .first: "to send the first word"
        case .between: "to go on with its answer"
        case .total: "in all"
        }
    }
}
