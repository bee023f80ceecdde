public import AikiBase

/// What can be wrong with the ledger.
public enum LedgerError: AikiError, Equatable {
    /// An entry is not what was recorded, or one before it is missing.
    case chainBroken(sequence: Int64, problem: String)
    /// The ledger ends before a head that was noted earlier.
    case headMissing(sequence: Int64)
    /// Nothing was called in that turn.
    case turnNotFound(turn: String)
    /// A call would cost more than a budget has left.
    case budgetExceeded(budget: String, leftMicros: Int64, neededMicros: Int64)
    /// No such budget, or no such reservation.
    case budgetNotFound(name: String)
    /// A reservation was settled or released before.
    case reservationClosed(id: String)
    /// A table of prices is not what it should be.
    case malformedPrices(path: String, problem: String)
    /// A table of prices is larger than one is read.
    case pricesTooLarge(path: String, limit: Int)
    /// The price of a model is not known.
    case priceMissing(model: String)
    /// A model's stream ended without saying how the answer ended.
    case answerUnfinished(model: String)
    /// A text of an entry holds U+0000.
    case textWithNull(field: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .chainBroken: "ledger.chain-broken"
        case .headMissing: "ledger.head-missing"
        case .turnNotFound: "ledger.turn-not-found"
        case .budgetExceeded: "ledger.budget-exceeded"
        case .budgetNotFound: "ledger.budget-not-found"
        case .reservationClosed: "ledger.reservation-closed"
        case .malformedPrices: "ledger.malformed-prices"
        case .pricesTooLarge: "ledger.prices-too-large"
        case .priceMissing: "ledger.price-missing"
        case .answerUnfinished: "ledger.answer-unfinished"
        case .textWithNull: "ledger.text-with-null"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .chainBroken(let sequence, let problem):
            "The ledger's chain breaks at entry \(sequence): \(problem)."
        case .headMissing(let sequence):
            "The ledger does not hold the entry \(sequence) that was noted as its head."
        case .turnNotFound(let turn): "The ledger holds no call of the turn '\(turn)'."
        case .budgetExceeded(let budget, let left, let needed):
            "The budget \(budget) has \(Money.text(left)) left; the call may cost "
                + "\(Money.text(needed))."
        case .budgetNotFound(let name): "There is no '\(name)'."
        case .reservationClosed(let id): "The reservation '\(id)' is settled or released already."
        case .malformedPrices(let path, let problem): "'\(path)' is no table of prices: \(problem)."
        case .pricesTooLarge(let path, let limit): "'\(path)' exceeds \(limit) bytes."
        case .priceMissing(let model):
            "The price of '\(model)' is not known, and a budget is set that it could exceed."
        case .answerUnfinished(let model): "'\(model)' stopped without ending its answer."
        case .textWithNull(let field): "The entry's '\(field)' holds U+0000."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .chainBroken, .headMissing:
            "The file was changed by something else; compare it with a backup."
        case .turnNotFound: "`aiki ledger show` lists the turns."
        case .budgetExceeded:
            "Use the local model, wait for the next period, or raise it with `aiki budget set`."
        case .budgetNotFound: "`aiki budget show` lists them."
        case .reservationClosed: "Nothing is left to do."
        case .malformedPrices:
            "Give a file in the format of LiteLLM or OpenRouter, or a table of this program."
        case .pricesTooLarge: "Give a smaller file."
        case .priceMissing: "`aiki price load FILE` brings prices; `aiki price list` shows them."
        case .answerUnfinished: "Ask again, or ask another model."
        case .textWithNull: "Ask again without that character."
        }
    }
}
