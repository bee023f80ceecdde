public import AikiBase

/// What can go wrong in marking texts with symbols.
public enum SymbolError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A line of labelled data is not as it should be.
    case badLine(path: String, line: Int, reason: String)
    /// There is not enough to learn from.
    case tooFewTexts(found: Int, needed: Int)
    /// A file of trained symbols is not one, or is damaged.
    case badModel(path: String, reason: String)
    /// A file cannot be written.
    case unwritable(path: String, reason: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "symbols.unreadable"
        case .badLine: "symbols.bad-line"
        case .tooFewTexts: "symbols.too-few-texts"
        case .badModel: "symbols.bad-model"
        case .unwritable: "symbols.unwritable"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)."
        case .tooFewTexts(let found, let needed):
            "There are \(found) texts or groups of texts, and \(needed) are needed."
        case .badModel(let path, let reason): "\(path) holds no trained symbols: \(reason)."
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .badLine: "Correct the line, or give the file of the kind that the option names."
        case .tooFewTexts: "Give more labelled texts, or fewer folds."
        case .badModel: "Train it again with `aiki symbols train`."
        case .unwritable: "Check the folder, its permissions and the free space."
        }
    }
}
