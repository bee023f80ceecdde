public import AikiBase

/// An error of a model that is asked over a network; doors tell their clients by ``fault``, and the
/// loop decides by it whether another model may be asked.
public protocol RemoteModelError: AikiError {
    /// What kind of failure it is.
    var fault: RemoteFault { get }
    /// Whether the provider may have charged for the call although there is no whole answer.
    var mayBeCharged: Bool { get }
}

/// How a model that is asked over a network can fail, whoever runs it.
public enum RemoteFault: Sendable, Equatable {
    /// The request is refused as it is: another model may take it, the same one never will.
    case refused
    /// There is no such model, or it may not be used.
    case notFound
    /// The key is missing or wrong, or nothing is left to pay with: a matter of whoever runs Aiki.
    case notAllowed
    /// The person's own budget has no room for it.
    case overBudget
    /// Too much is asked for now; it may work later.
    case busy(retryAfter: Duration?)
    /// The provider is down, cannot be reached, or answers nonsense.
    case unavailable
    /// It took too long.
    case timedOut
}
