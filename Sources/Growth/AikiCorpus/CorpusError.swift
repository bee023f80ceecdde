public import AikiBase

/// What can go wrong in building a corpus.
public enum CorpusError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "corpus.unreadable"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        }
    }
}
