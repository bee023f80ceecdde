public import AikiBase

/// What can go wrong in a turn itself.
public enum TurnError: AikiError, Equatable {
    /// A model's stream ended without saying how the answer ended.
    case modelWentSilent(model: String)
    /// An answer is longer than a message may be.
    case answerTooLarge(model: String, limit: Int)
    /// A turn has no report: it was interrupted, or is still running.
    case noReport(turn: String, outcome: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .modelWentSilent: "turn.model-went-silent"
        case .answerTooLarge: "turn.answer-too-large"
        case .noReport: "turn.no-report"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .modelWentSilent(let model): "'\(model)' stopped without ending its answer."
        case .answerTooLarge(let model, let limit):
            "The answer of '\(model)' is longer than \(limit) bytes."
        case .noReport(let turn, let outcome):
            "The turn '\(turn)' has no report, it is \(outcome)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .modelWentSilent: "Ask again; what it wrote is kept with the turn."
        case .answerTooLarge: "Limit the tokens of the answer; what fits is kept with the turn."
        case .noReport: "Only its question is known."
        }
    }
}
