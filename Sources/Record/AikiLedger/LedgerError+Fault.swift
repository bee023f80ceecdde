public import AikiDialogue

/// A call that is not made, or not recorded: doors tell their clients by its kind.
extension LedgerError: RemoteModelError {
    /// What kind of failure it is.
    public var fault: RemoteFault {
        switch self {
        case .budgetExceeded: .overBudget
        case .priceMissing: .notAllowed
        case .textWithNull: .refused
        default: .unavailable
        }
    }

    /// Only a call whose answer broke off can have cost anything.
    public var mayBeCharged: Bool {
        if case .answerUnfinished = self { true } else { false }
    }
}
