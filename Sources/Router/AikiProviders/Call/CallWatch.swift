import Synchronization

/// Watches the time of one attempt: whoever reads says how far it is, and the watch ends it where a
/// phase takes too long.
final class CallWatch: Sendable {
    private struct State {
        var phase: CallPhase
        var deadline: ContinuousClock.Instant
    }

    private let timeouts: CallTimeouts
    private let isStreamed: Bool
    private let clock = ContinuousClock()
    private let end: ContinuousClock.Instant
    private let state: Mutex<State>

    /// Starts in the phase ``CallPhase/head``; connecting is watched by the connection itself.
    init(_ timeouts: CallTimeouts, isStreamed: Bool, end: ContinuousClock.Instant) {
        self.timeouts = timeouts
        self.isStreamed = isStreamed
        self.end = end
        let limit = timeouts.connecting + timeouts.limit(.head, isStreamed: isStreamed)
        state = Mutex(State(phase: .head, deadline: clock.now + limit))
    }

    /// A phase begins, or goes on after a sign of life.
    func enter(_ phase: CallPhase) {
        let deadline = clock.now + timeouts.limit(phase, isStreamed: isStreamed)
        state.withLock { state in
            state.phase = phase
            state.deadline = deadline
        }
    }

    /// Ends when the task is cancelled, or with ``CallFailure/timedOut(_:)``.
    func run() async throws {
        while true {
            let (phase, deadline) = state.withLock { ($0.phase, $0.deadline) }
            let now = clock.now
            guard now < end else { throw CallFailure.timedOut(.total) }
            guard now < deadline else { throw CallFailure.timedOut(phase) }
            // A phase that begins while this sleeps may be shorter than the one that is watched.
            let next = min(deadline, end, now + timeouts.shortest)
            try await clock.sleep(until: next, tolerance: .milliseconds(20))
        }
    }
}
