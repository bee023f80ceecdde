public import AikiBase

/// What can be wrong with what Aiki is told to be.
public enum MindError: AikiError, Equatable {
    /// The identity's file is not TOML.
    case malformed(line: Int, problem: String)
    /// A key means nothing.
    case unknownKey(line: Int, key: String, known: [String])
    /// A key has a value of the wrong type.
    case wrongType(line: Int, key: String, expected: String)
    /// A key that must be there is not.
    case missingKey(key: String)
    /// The file is not UTF-8 text.
    case notText
    /// The file is larger than it may be.
    case tooLarge(limit: Int)
    /// A recorded state is not one.
    case unreadableState(turn: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .malformed: "mind.malformed-identity"
        case .unknownKey: "mind.unknown-key"
        case .wrongType: "mind.wrong-type"
        case .missingKey: "mind.missing-key"
        case .notText: "mind.not-text"
        case .tooLarge: "mind.identity-too-large"
        case .unreadableState: "mind.unreadable-state"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .malformed(let line, let problem):
            "identity.toml, line \(line): \(problem)"
        case .unknownKey(let line, let key, _):
            "identity.toml, line \(line): '\(key)' is not a key of an identity."
        case .wrongType(let line, let key, let expected):
            "identity.toml, line \(line): '\(key)' must be \(expected)."
        case .missingKey(let key): "identity.toml has no '\(key)'."
        case .notText: "identity.toml is not UTF-8 text."
        case .tooLarge(let limit): "identity.toml is larger than \(limit) bytes."
        case .unreadableState(let turn):
            "The state recorded with the turn '\(turn)' cannot be read."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unknownKey(_, _, let known): "The keys are \(known.joined(separator: ", "))."
        case .malformed, .wrongType, .notText:
            "Correct the file; removing it brings back the default."
        case .missingKey: "Add it; removing the file brings back the default."
        case .tooLarge: "Shorten it: all of it stands before every question."
        case .unreadableState: "`aiki doctor` checks the store."
        }
    }
}
