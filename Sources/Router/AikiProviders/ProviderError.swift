import AikiBase
public import AikiDialogue

/// Why a provider gives no answer, or no whole one. No case ever holds a key.
public enum ProviderError: RemoteModelError, Equatable {
    /// A provider's address is none that is asked.
    case invalidAddress(provider: String, address: String, problem: String)
    /// No provider of that name is set up.
    case notFound(name: String)
    /// A name that no provider can have.
    case invalidName(name: String)
    /// A setting of a provider that is out of its range.
    case invalidSetting(provider: String, problem: String)
    /// A file of settings or a key's file cannot be used.
    case unusableFile(path: String, problem: String)
    /// There is no key.
    case keyMissing(provider: String, variable: String)
    /// The key is refused.
    case unauthorized(provider: String, status: Int)
    /// Nothing is left to pay with.
    case nothingLeft(provider: String, status: Int)
    /// The provider has no such model.
    case modelNotFound(provider: String, model: String)
    /// The request is refused as it is.
    case refused(provider: String, status: Int, problem: String)
    /// The prompt does not fit the model's context.
    case contextExceeded(provider: String, model: String, problem: String)
    /// The provider withholds the answer, or the rest of it.
    case withheld(provider: String, reason: String)
    /// The provider's protocol has no words for what is asked.
    case unsupported(provider: String, what: String)
    /// The provider asks to slow down, more often or for longer than is waited.
    case rateLimited(provider: String, retryAfter: Duration?, attempts: Int)
    /// The provider answers with a failure of its own.
    case serverFailed(provider: String, status: Int, attempts: Int)
    /// There is no connection.
    case unreachable(provider: String, problem: String, attempts: Int)
    /// A phase of the call took too long.
    case timedOut(provider: String, phase: CallPhase, limit: Duration)
    /// The answer ended before its end.
    case streamBroken(provider: String, problem: String, outputBytes: Int)
    /// The provider reported an error in the middle of its answer.
    case streamFailed(provider: String, code: String, problem: String, outputBytes: Int)
    /// The answer is not what the protocol says.
    case malformed(provider: String, problem: String)
    /// The answer is larger than is taken.
    case answerTooLarge(provider: String, limitBytes: Int)
    /// The provider failed so often that it is left alone for a while.
    case resting(provider: String, retryAfter: Duration)

    /// A stable name.
    public var code: String {
        switch self {
        case .invalidAddress: "providers.invalid-address"
        case .notFound: "providers.not-found"
        case .invalidName: "providers.invalid-name"
        case .invalidSetting: "providers.invalid-setting"
        case .unusableFile: "providers.unusable-file"
        case .keyMissing: "providers.key-missing"
        case .unauthorized: "providers.unauthorized"
        case .nothingLeft: "providers.nothing-left"
        case .modelNotFound: "providers.model-not-found"
        case .refused: "providers.refused"
        case .contextExceeded: "providers.context-exceeded"
        case .withheld: "providers.withheld"
        case .unsupported: "providers.unsupported"
        case .rateLimited: "providers.rate-limited"
        case .serverFailed: "providers.server-failed"
        case .unreachable: "providers.unreachable"
        case .timedOut: "providers.timed-out"
        case .streamBroken: "providers.stream-broken"
        case .streamFailed: "providers.stream-failed"
        case .malformed: "providers.malformed"
        case .answerTooLarge: "providers.answer-too-large"
        case .resting: "providers.resting"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .invalidAddress(let provider, let address, let problem):
            "The address '\(address)' of '\(provider)' is not asked: \(problem)."
        case .notFound(let name): "There is no provider '\(name)'."
        case .invalidName(let name): "'\(name)' cannot be a provider's name."
        case .invalidSetting(let provider, let problem):
            "The settings of '\(provider)' are wrong: \(problem)."
        case .unusableFile(let path, let problem): "'\(path)' cannot be used: \(problem)."
        case .keyMissing(let provider, _): "There is no key for '\(provider)'."
        case .unauthorized(let provider, let status): "'\(provider)' refuses the key (\(status))."
        case .nothingLeft(let provider, let status):
            "'\(provider)' says that nothing is left to pay with (\(status))."
        case .modelNotFound(let provider, let model): "'\(provider)' has no model '\(model)'."
        case .refused(let provider, let status, let problem):
            "'\(provider)' refuses the request (\(status)): \(problem)"
        case .contextExceeded(let provider, let model, let problem):
            "The prompt does not fit '\(model)' of '\(provider)': \(problem)"
        case .withheld(let provider, let reason):
            "'\(provider)' withholds the answer: \(reason)."
        case .unsupported(let provider, let what): "'\(provider)' cannot \(what)."
        case .rateLimited(let provider, _, let attempts):
            "'\(provider)' asks to slow down (sent \(attempts) times)."
        case .serverFailed(let provider, let status, let attempts):
            "'\(provider)' answered \(status) (sent \(attempts) times)."
        case .unreachable(let provider, let problem, let attempts):
            "'\(provider)' cannot be reached (tried \(attempts) times): \(problem)"
        case .timedOut(let provider, let phase, let limit):
            "'\(provider)' took more than \(limit.milliseconds / 1000) s \(phase.words)."
        case .streamBroken(let provider, let problem, let bytes):
            "The answer of '\(provider)' broke off after \(bytes) bytes of text: \(problem)"
        case .streamFailed(let provider, let code, let problem, let bytes):
            "'\(provider)' reported '\(code)' after \(bytes) bytes of text: \(problem)"
        case .malformed(let provider, let problem):
            "'\(provider)' sent what its protocol does not know: \(problem)"
        case .answerTooLarge(let provider, let limit):
            "The answer of '\(provider)' exceeds \(limit) bytes."
        case .resting(let provider, let wait):
            "'\(provider)' failed again and again and is left alone for "
                + "\(max(1, wait.components.seconds)) s."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .invalidAddress: "Give an https address, or http on this machine."
        case .notFound: "`aiki provider list` shows the providers."
        case .invalidName: "Use 1 … 64 letters, digits, '-' or '_'."
        case .invalidSetting: "Correct providers.json, or add the provider anew."
        case .unusableFile: "Correct or remove the file; `aiki provider add` makes it anew."
        case .keyMissing(let provider, let variable):
            "Set \(variable), or `aiki provider add \(provider)` and enter the key."
        case .unauthorized: "Check the key and what it may be used for."
        case .nothingLeft: "Top up the account, or ask another model."
        case .modelNotFound(let provider, _):
            "`aiki provider test \(provider)` lists the models that it has."
        case .refused: "Correct the request, or ask another model."
        case .contextExceeded: "Shorten the prompt, or ask a model with a larger context."
        case .withheld: "Ask otherwise, or ask another model."
        case .unsupported: "Ask another model."
        case .rateLimited(_, let wait, _):
            wait.map { "Try again in \(max(1, $0.components.seconds)) s." } ?? "Try again later."
        case .serverFailed, .streamBroken, .streamFailed: "Try again, or ask another model."
        case .unreachable: "Check the network and the provider's address."
        case .timedOut: "Try again, or allow it more time in providers.json."
        case .malformed: "Check that the address belongs to such a provider."
        case .answerTooLarge: "Ask for fewer tokens."
        case .resting: "Ask another model meanwhile."
        }
    }

    /// What kind of failure it is.
    public var fault: RemoteFault {
        switch self {
        case .refused, .contextExceeded, .withheld, .unsupported: .refused
        case .modelNotFound, .notFound: .notFound
        case .invalidName, .invalidSetting, .unusableFile, .invalidAddress, .keyMissing,
            .unauthorized, .nothingLeft:
            .notAllowed
        case .rateLimited(_, let wait, _): .busy(retryAfter: wait)
        case .resting(_, let wait): .busy(retryAfter: wait)
        case .timedOut: .timedOut
        case .serverFailed, .unreachable, .streamBroken, .streamFailed, .malformed,
            .answerTooLarge:
            .unavailable
        }
    }

    /// Whether the provider may have charged: from the moment that it may have begun to write.
    public var mayBeCharged: Bool {
        switch self {
        case .withheld, .streamBroken, .streamFailed, .malformed, .answerTooLarge: true
        case .timedOut(_, let phase, _): phase != .connecting
        default: false
        }
    }
}
