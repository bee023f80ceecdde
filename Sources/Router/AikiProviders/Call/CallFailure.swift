import AikiBase

/// How one attempt failed.
enum CallFailure: Error, Equatable {
    /// There is no connection, or it broke before the head of an answer.
    case unreachable(String)
    /// The answer has a status other than 200.
    case status(Int, WireFault, retryAfter: Duration?)
    /// A phase took too long.
    case timedOut(CallPhase)
    /// The connection broke in the middle of an answer.
    case broken(String)
    /// The answer is wrong in its protocol's words.
    case wire(WireProblem)
    /// The answer is larger than is taken.
    case tooLarge
}
