import AikiBase

/// Leaves a provider alone that fails again and again: a value that is told what happens and says
/// what may be done. Times are durations since any fixed moment, so a test moves them by hand.
///
/// closed → (failures in a row) → open → (rest over) → probing → closed, or open for twice as long.
public struct CircuitBreaker: Sendable, Equatable {
    /// When it opens, and for how long.
    public struct Policy: Sendable, Equatable {
        /// Failures in a row that open it.
        public var failuresMax: Int
        /// The first rest; it doubles with each probe that fails.
        public var rest: Duration
        /// The longest rest.
        public var restMax: Duration

        /// A policy.
        public init(
            failuresMax: Int = 5, rest: Duration = .seconds(5), restMax: Duration = .seconds(300)
        ) {
            self.failuresMax = failuresMax
            self.rest = rest
            self.restMax = restMax
        }
    }

    /// Whether a call may be made.
    public enum Admission: Sendable, Equatable {
        /// It may.
        case go
        /// It may, alone: how it ends decides for the others.
        case probe
        /// Not before so long.
        case wait(Duration)
    }

    enum State: Sendable, Equatable {
        /// All is well, but for so many failures in a row. Next: open.
        case closed(failures: Int)
        /// Nobody is let through. Next: probing.
        case open(until: Duration, rest: Duration)
        /// One is let through. Next: closed or open.
        case probing(rest: Duration)
    }

    /// When it opens, and for how long.
    public let policy: Policy
    private(set) var state = State.closed(failures: 0)

    /// A breaker for a provider that has not failed yet.
    public init(policy: Policy = Policy()) {
        self.policy = policy
    }

    /// Asks to make a call.
    public mutating func admit(now: Duration) -> Admission {
        switch state {
        case .closed: return .go
        case .open(let until, let rest):
            guard now >= until else { return .wait(until - now) }
            state = .probing(rest: rest)
            return .probe
        case .probing(let rest): return .wait(min(rest, .seconds(1)))
        }
    }

    /// A call was answered, by whatever a provider in good health may say.
    public mutating func succeed() {
        state = .closed(failures: 0)
    }

    /// A call failed through the provider's fault.
    public mutating func fail(now: Duration) {
        switch state {
        case .closed(let failures):
            let count = failures + 1
            state =
                count >= policy.failuresMax
                ? .open(until: now + policy.rest, rest: policy.rest) : .closed(failures: count)
        case .probing(let rest):
            let next = min(rest * 2, policy.restMax)
            state = .open(until: now + next, rest: next)
        case .open: break
        }
    }

    /// A call ended without telling anything of the provider: it was cancelled.
    public mutating func abandon(_ admission: Admission, now: Duration) {
        guard case .probing(let rest) = state, admission == .probe else { return }
        state = .open(until: now, rest: rest)
    }
}
