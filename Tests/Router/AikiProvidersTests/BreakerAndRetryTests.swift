import AikiBase
import AikiProviders
import Testing

/// Goal: what is decided without I/O is decided as written. Method: time is moved by hand.
@Suite struct CircuitBreakerTests {
    private let policy = CircuitBreaker.Policy(
        failuresMax: 3, rest: .seconds(4), restMax: .seconds(10))

    @Test func `failures in a row open it, and one success forgets them`() {
        var breaker = CircuitBreaker(policy: policy)
        for _ in 0..<2 { breaker.fail(now: .seconds(1)) }
        breaker.succeed()
        for _ in 0..<2 { breaker.fail(now: .seconds(1)) }
        #expect(breaker.admit(now: .seconds(1)) == .go)
        breaker.fail(now: .seconds(1))
        #expect(breaker.admit(now: .seconds(2)) == .wait(.seconds(3)))
    }

    @Test func `after its rest one is let through, and the others wait for how it ends`() {
        var breaker = CircuitBreaker(policy: policy)
        for _ in 0..<3 { breaker.fail(now: .zero) }
        #expect(breaker.admit(now: .seconds(4)) == .probe)
        guard case .wait = breaker.admit(now: .seconds(4)) else {
            Issue.record("two probes at a time")
            return
        }
        breaker.succeed()
        #expect(breaker.admit(now: .seconds(4)) == .go)
    }

    @Test func `a probe that fails doubles the rest up to its limit`() {
        var breaker = CircuitBreaker(policy: policy)
        for _ in 0..<3 { breaker.fail(now: .zero) }
        var now = Duration.seconds(4)
        for rest in [8, 10, 10] {
            #expect(breaker.admit(now: now) == .probe)
            breaker.fail(now: now)
            #expect(breaker.admit(now: now) == .wait(.seconds(rest)))
            now += .seconds(rest)
        }
    }

    @Test func `a probe that is given up leaves the place to the next`() {
        var breaker = CircuitBreaker(policy: policy)
        for _ in 0..<3 { breaker.fail(now: .zero) }
        let admission = breaker.admit(now: .seconds(4))
        breaker.abandon(admission, now: .seconds(4))
        #expect(breaker.admit(now: .seconds(4)) == .probe)
    }
}

@Suite struct RetryTests {
    private let policy = RetryPolicy(
        attemptsMax: 5, pause: .milliseconds(100), pauseMax: .milliseconds(500),
        askedPauseMax: .seconds(5))

    @Test func `pauses double, with half of them left to chance, up to the limit`() {
        for (failures, whole) in [(1, 100), (2, 200), (3, 400), (4, 500), (60, 500)] {
            let least = policy.pause(failures: failures, asked: nil, unit: 0)
            let most = policy.pause(failures: failures, asked: nil, unit: 0.999_999)
            #expect(least == .milliseconds(whole) * 0.5)
            #expect((most ?? .zero) > .milliseconds(whole - 1))
        }
    }

    @Test func `what is asked for is never undercut, and too long a wait is none`() {
        for unit in [0, 0.5, 0.99] {
            let pause = policy.pause(failures: 1, asked: .seconds(2), unit: unit) ?? .zero
            #expect(pause >= .seconds(2) && pause <= .milliseconds(2100))
        }
        #expect(policy.pause(failures: 1, asked: .seconds(6), unit: 0) == nil)
        #expect(policy.pause(failures: 1, asked: .zero, unit: 0.9) == .zero)
    }
}
