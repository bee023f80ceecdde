import Synchronization

/// The breaker of one provider, shared by all calls to it.
final class ProviderHealth: Sendable {
    private let breaker: Mutex<CircuitBreaker>
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(_ policy: CircuitBreaker.Policy) {
        breaker = Mutex(CircuitBreaker(policy: policy))
        start = clock.now
    }

    func admit() -> CircuitBreaker.Admission {
        let now = clock.now - start
        return breaker.withLock { $0.admit(now: now) }
    }

    func succeed() { breaker.withLock { $0.succeed() } }

    func fail() {
        let now = clock.now - start
        breaker.withLock { $0.fail(now: now) }
    }

    func abandon(_ admission: CircuitBreaker.Admission) {
        let now = clock.now - start
        breaker.withLock { $0.abandon(admission, now: now) }
    }

    /// How long nobody is let through; nil where somebody is.
    var rest: Duration? {
        let now = clock.now - start
        let copy = breaker.withLock { $0 }
        if case .open(let until, _) = copy.state, until > now { return until - now }
        return nil
    }
}
