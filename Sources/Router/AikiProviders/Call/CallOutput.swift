import AikiBase
import AikiDialogue
import Synchronization

/// Gives out what one attempt brings, and keeps the times.
final class CallOutput: Sendable {
    private struct State {
        var byteCount = 0
        var isFinished = false
        var first: ContinuousClock.Instant?
        /// The answer, from the moment that it is whole but for the mark of its end.
        var whole: WireAnswer?
    }

    private let provider: String
    private let attempts: Int
    private let start: ContinuousClock.Instant
    private let tell: @Sendable (GenerationEvent) -> Void
    private let state = Mutex(State())

    init(
        provider: String, attempts: Int, start: ContinuousClock.Instant,
        tell: @escaping @Sendable (GenerationEvent) -> Void
    ) {
        self.provider = provider
        self.attempts = attempts
        self.start = start
        self.tell = tell
    }

    /// How much was given out.
    var byteCount: Int { state.withLock { $0.byteCount } }
    /// Whether the ending was given out.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Gives out what is new in an answer.
    func give(_ answer: inout WireAnswer) {
        let delta = answer.takeDelta()
        let bytes = answer.byteCount
        let answer = answer
        state.withLock { state in
            state.byteCount = bytes
            if answer.reason != nil { state.whole = answer }
            if bytes > 0, state.first == nil { state.first = ContinuousClock().now }
        }
        if let delta { tell(.delta(delta)) }
    }

    /// Gives out the ending where only its mark is missing, however the connection ended.
    ///
    /// - Returns: whether the ending was given out, now or before.
    func finishWhole() -> Bool {
        if isFinished { return true }
        guard let answer = state.withLock({ $0.whole }), let reason = answer.reason else {
            return false
        }
        finish(answer, reason: reason)
        return true
    }

    /// Gives out the ending.
    func finish(_ answer: WireAnswer, reason: FinishReason) {
        let now = ContinuousClock().now
        let first = state.withLock { state in
            state.isFinished = true
            return state.first ?? now
        }
        var usage = answer.usage
        usage.firstToken = start.duration(to: first)
        usage.prefill = usage.firstToken
        usage.decode = first.duration(to: now)
        tell(
            .finished(
                Completion(
                    reason: reason, usage: usage, stopString: answer.stopString,
                    toolCalls: answer.toolCalls,
                    remote: RemoteCall(
                        provider: provider, servedModel: answer.servedModel,
                        requestID: answer.requestID, attempts: attempts,
                        costMicros: answer.costMicros))))
    }
}
