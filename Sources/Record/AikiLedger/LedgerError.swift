public import AikiBase

/// What can be wrong with the ledger.
public enum LedgerError: AikiError, Equatable {
    /// An entry is not what was recorded, or one before it is missing.
    case chainBroken(sequence: Int64, problem: String)
    /// The ledger ends before a head that was noted earlier.
    case headMissing(sequence: Int64)

    /// A stable name.
    public var code: String {
        switch self {
        case .chainBroken: "ledger.chain-broken"
        case .headMissing: "ledger.head-missing"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .chainBroken(let sequence, let problem):
            "The ledger's chain breaks at entry \(sequence): \(problem)."
        case .headMissing(let sequence):
            "The ledger does not hold the entry \(sequence) that was noted as its head."
        }
    }

    /// What to do about it.
    public var hint: String {
        "The file was changed by something else; compare it with a backup."
    }
}
