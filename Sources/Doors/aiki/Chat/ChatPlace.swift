import AikiBase
import AikiTurn
import Synchronization

/// Where a turn stands that may be called off while it is answered.
final class ChatPlace: Sendable {
    private struct State {
        var start: TurnStart?
        var isFinished = false
    }

    private let state = Mutex(State())

    /// The conversation, once the question is on disk.
    var conversation: ConversationID? { state.withLock { $0.start?.conversation } }
    /// The turn, once the question is on disk.
    var turn: TurnID? { state.withLock { $0.start?.turn } }
    /// Whether the answer came to its end.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// The question is on disk.
    func start(_ start: TurnStart) {
        state.withLock { $0.start = start }
    }

    /// The answer came to its end.
    func finish() {
        state.withLock { $0.isFinished = true }
    }
}
