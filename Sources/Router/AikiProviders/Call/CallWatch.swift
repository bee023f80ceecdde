import AikiBase
import Synchronization

/// Watches the time of one attempt: whoever reads says how far it is, and the attempt is ended where
/// a phase takes too long.
final class CallWatch: Sendable {
    private struct State {
        var phase = CallPhase.head
        var deadline: ContinuousClock.Instant
        var expired: CallPhase?
        var cancel: (@Sendable () -> Void)?
    }

    private let timeouts: CallTimeouts
    private let isStreamed: Bool
    private let end: ContinuousClock.Instant
    private let state: Mutex<State>

    /// Starts in the phase ``CallPhase/head``; connecting is watched by the connection itself.
    init(_ timeouts: CallTimeouts, isStreamed: Bool, end: ContinuousClock.Instant) {
        self.timeouts = timeouts
        self.isStreamed = isStreamed
        self.end = end
        let limit = timeouts.connecting + timeouts.limit(.head, isStreamed: isStreamed)
        state = Mutex(State(deadline: ContinuousClock.now + limit))
    }

    /// The phase that took too long, where one did.
    var expired: CallPhase? { state.withLock { $0.expired } }

    /// A phase begins, or goes on after a sign of life.
    func enter(_ phase: CallPhase) {
        let deadline = ContinuousClock.now + timeouts.limit(phase, isStreamed: isStreamed)
        state.withLock { state in
            state.phase = phase
            state.deadline = deadline
        }
    }

    /// The answer is whole: the end of its body is waited for a moment only, for the sake of the
    /// connection.
    func enterEnding() {
        let limit = min(Self.endingTime, timeouts.limit(.between, isStreamed: isStreamed))
        let deadline = ContinuousClock.now + limit
        state.withLock { $0.deadline = deadline }
    }

    private static let endingTime = Duration.seconds(1)

    /// Does work that takes no longer than it may.
    ///
    /// The work has a task of its own, which ends with this call: so it can be ended without ending
    /// whoever waits for it.
    ///
    /// - Throws: ``CallFailure/timedOut(_:)``, what the work throws, or `CancellationError`.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task(executorPreference: TaskPlace.executor) { try await work() }
        state.withLock { $0.cancel = { task.cancel() } }
        CallTicker.shared.add(self)
        defer { CallTicker.shared.remove(self) }
        return try await withTaskCancellationHandler {
            do {
                return try await task.value
            } catch {
                try Task.checkCancellation()
                if let phase = expired { throw CallFailure.timedOut(phase) }
                throw error
            }
        } onCancel: {
            task.cancel()
        }
    }

    /// Ends the work where its time is up.
    func check(_ now: ContinuousClock.Instant) {
        let cancel = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.expired == nil else { return nil }
            if now >= end {
                state.expired = .total
            } else if now >= state.deadline {
                state.expired = state.phase
            } else {
                return nil
            }
            return state.cancel
        }
        cancel?()
    }
}
