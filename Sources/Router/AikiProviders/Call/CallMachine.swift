import AikiBase

/// Decides what follows an attempt that failed: a value without I/O.
///
/// What may have been written is not asked for again: once the head of an answer was there, the
/// provider may have charged, and some of the answer may be with whoever asked. So only these are
/// sent again: no connection, none before the head; 408, 409, 429, 5xx; and an error that the
/// provider reports in a stream that has said nothing yet. That a phase took too long never is.
struct CallMachine {
    /// What follows.
    enum Step: Equatable {
        /// The request is sent again after a pause.
        case again(after: Duration)
        /// The call has failed.
        case fail(ProviderError)
    }

    /// What an attempt says of the provider's health.
    enum Verdict: Equatable {
        case good, bad
    }

    let provider: String
    let model: String
    let policy: RetryPolicy
    let timeouts: CallTimeouts
    let isStreamed: Bool
    /// How often the request was sent.
    private(set) var attempts = 0

    init(
        provider: String, model: String, policy: RetryPolicy, timeouts: CallTimeouts,
        isStreamed: Bool
    ) {
        self.provider = provider
        self.model = model
        self.policy = policy
        self.timeouts = timeouts
        self.isStreamed = isStreamed
    }

    /// The request is being sent.
    mutating func begin() { attempts += 1 }

    /// What follows a failure.
    ///
    /// - Parameters:
    ///   - failure: how the attempt failed.
    ///   - outputBytes: how much of an answer was given out.
    ///   - unit: a random number in 0 ..< 1.
    /// - Returns: another attempt or the end.
    func step(after failure: CallFailure, outputBytes: Int, unit: Double) -> Step {
        let error = error(failure, outputBytes: outputBytes)
        guard outputBytes == 0, attempts < policy.attemptsMax,
            let other = Self.mayRepeat(failure)
        else { return .fail(error) }
        guard let pause = policy.pause(failures: attempts, asked: other.pause, unit: unit) else {
            return .fail(error)
        }
        return .again(after: pause)
    }

    /// What a failure says of the provider.
    static func verdict(_ failure: CallFailure) -> Verdict {
        switch failure {
        case .status(let status, _, _): status >= 500 ? .bad : .good
        case .unreachable, .timedOut, .broken: .bad
        case .wire(.malformed): .bad
        case .wire, .tooLarge: .good
        }
    }

    /// Another attempt, after the pause that the provider asks for, if it does.
    private struct Repeat {
        let pause: Duration?
    }

    /// Whether a failure may be followed by another attempt, and what pause is asked for.
    private static func mayRepeat(_ failure: CallFailure) -> Repeat? {
        switch failure {
        case .unreachable: return Repeat(pause: nil)
        case .status(let status, let fault, let retryAfter):
            guard !fault.isMoney else { return nil }
            switch status {
            case 408, 409, 429, 500...599: return Repeat(pause: retryAfter ?? fault.retryAfter)
            default: return nil
            }
        case .wire(.reported(let code, _)):
            let passing = [
                "overloaded_error", "rate_limit_error", "rate_limit_exceeded", "server_error",
                "api_error", "408", "429", "500", "502", "503", "529", "UNAVAILABLE",
            ]
            return passing.contains(code) ? Repeat(pause: nil) : nil
        case .wire, .timedOut, .broken, .tooLarge: return nil
        }
    }

    /// The error that whoever asked is told.
    private func error(_ failure: CallFailure, outputBytes: Int) -> ProviderError {
        switch failure {
        case .unreachable(let problem):
            return .unreachable(provider: provider, problem: problem, attempts: attempts)
        case .timedOut(let phase):
            return .timedOut(
                provider: provider, phase: phase,
                limit: timeouts.limit(phase, isStreamed: isStreamed))
        case .broken(let problem):
            return .streamBroken(provider: provider, problem: problem, outputBytes: outputBytes)
        case .tooLarge:
            return .answerTooLarge(
                provider: provider, limitBytes: ProviderLimits.answerBytesMax)
        case .wire(.malformed(let problem)):
            return .malformed(provider: provider, problem: problem)
        case .wire(.withheld(let reason)):
            return .withheld(provider: provider, reason: reason)
        case .wire(.reported(let code, let problem)):
            return .streamFailed(
                provider: provider, code: code, problem: problem, outputBytes: outputBytes)
        case .status(let status, let fault, let retryAfter):
            return error(status, fault, retryAfter ?? fault.retryAfter)
        }
    }

    private func error(
        _ status: Int, _ fault: WireFault, _ retryAfter: Duration?
    ) -> ProviderError {
        let problem = fault.message.isEmpty ? "no reason is given" : fault.message
        if fault.isMoney || status == 402 {
            return .nothingLeft(provider: provider, status: status)
        }
        switch status {
        case 401, 403: return .unauthorized(provider: provider, status: status)
        case 404: return .modelNotFound(provider: provider, model: model)
        case 429:
            return .rateLimited(
                provider: provider, retryAfter: retryAfter, attempts: attempts)
        case 408, 409, 500...599:
            return .serverFailed(provider: provider, status: status, attempts: attempts)
        case 300..<400:
            return .malformed(
                provider: provider, problem: "it answers \(status) and leads elsewhere")
        default:
            if fault.isContext {
                return .contextExceeded(provider: provider, model: model, problem: problem)
            }
            if fault.isModel { return .modelNotFound(provider: provider, model: model) }
            return .refused(provider: provider, status: status, problem: problem)
        }
    }
}
