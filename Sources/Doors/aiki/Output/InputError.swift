import AikiBase

/// What can be wrong with what is typed or piped in.
package enum InputError: AikiError {
    /// More than is read.
    case tooLong(limit: Int)
    /// Not UTF-8.
    case notText
    /// Removing something needs a yes.
    case notConfirmed(what: String)

    package var code: String {
        switch self {
        case .tooLong: "program.input-too-long"
        case .notText: "program.input-not-text"
        case .notConfirmed: "program.not-confirmed"
        }
    }

    package var message: String {
        switch self {
        case .tooLong(let limit): "The text exceeds \(limit) bytes."
        case .notText: "The text is not UTF-8."
        case .notConfirmed(let what): "\(what) was not confirmed."
        }
    }

    package var hint: String {
        switch self {
        case .tooLong: "Ask about a part of it."
        case .notText: "Convert it to UTF-8."
        case .notConfirmed: "Say it with --force."
        }
    }
}
