public import AikiBase

/// What can go wrong in an evaluation.
public enum EvaluationError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A line of a file of questions or labels cannot be used.
    case badLine(path: String, line: Int, reason: String)
    /// There is too little to measure anything.
    case tooLittle(what: String, found: Int, needed: Int)
    /// There is more than a measurement takes.
    case tooMuch(what: String, found: Int, limit: Int)
    /// A text does not fit what a model reads at once.
    case doesNotFit(what: String, tokens: Int, limit: Int)
    /// A model gives something that is no number.
    case notANumber(what: String)
    /// A file says nothing of what its model must give.
    case noParity(path: String)
    /// A model gives something else than its file says.
    case parityFailed(path: String, difference: Float, tolerance: Float)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "evaluation.unreadable"
        case .badLine: "evaluation.bad-line"
        case .tooLittle: "evaluation.too-little"
        case .tooMuch: "evaluation.too-large"
        case .doesNotFit: "evaluation.does-not-fit"
        case .notANumber: "evaluation.not-a-number"
        case .noParity: "evaluation.no-parity"
        case .parityFailed: "evaluation.parity-failed"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .badLine(let path, let line, let reason):
            "\(path), line \(line), cannot be used: \(reason)."
        case .tooLittle(let what, let found, let needed):
            "There are \(found) \(what); \(needed) are needed."
        case .tooMuch(let what, let found, let limit):
            "There are \(found) \(what); at most \(limit) are taken."
        case .doesNotFit(let what, let tokens, let limit):
            "\(what) has \(tokens) tokens; \(limit) can be read at once."
        case .notANumber(let what): "\(what) is no number."
        case .noParity(let path): "\(path) does not say what its model must give."
        case .parityFailed(let path, let difference, let tolerance):
            "The model in \(path) is off by \(difference) from what the file says; "
                + "\(tolerance) is allowed."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .badLine: "Correct the line, or take it out."
        case .tooLittle: "Give more text or lines."
        case .tooMuch: "Give fewer, or a sample of them."
        case .doesNotFit: "Raise --context, or shorten the text."
        case .notANumber: "Check the model's file with `aiki model check`."
        case .noParity: "`aiki model export NAME --to FILE.gguf` writes a file that does."
        case .parityFailed: "Fetch or export the file again; if it stays, file or program is wrong."
        }
    }
}
