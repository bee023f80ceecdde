package import AikiDialogue
import Synchronization

/// Carries the events of one answer from the engine's thread to its reader.
///
/// The buffer is bounded: where the reader is behind by ``capacity`` events the engine stops writing
/// this answer until half of them are read. Dropping the reader, or cancelling its task, abandons the
/// answer; the engine notices before its next token.
package final class AnswerChannel: Sendable {
    /// Events that may wait to be read.
    package static let capacity = 64

    private typealias Reader = CheckedContinuation<GenerationEvent?, any Error>

    private struct State {
        var events: [GenerationEvent] = []
        var reader: Reader?
        var isEnded = false
        var failure: (any Error)?
        var usage = Usage()
        var seed: UInt64 = 0
        var isFull = false
    }

    private let state = Mutex(State())
    private let abandoned = Atomic<Bool>(false)
    private let wake: @Sendable () -> Void

    /// Makes a channel.
    ///
    /// - Parameter wake: called when the reader catches up or goes away.
    package init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Whether nobody reads any more.
    package var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }

    /// Whether the reader is behind.
    package var isFull: Bool { state.withLock { $0.isFull } }

    /// Sends an event.
    ///
    /// - Parameters:
    ///   - event: the event; a `prefill` replaces one that was not read yet.
    ///   - usage: what the answer took so far, for the reader who goes away.
    /// - Returns: whether the reader keeps up.
    package func send(_ event: GenerationEvent, usage: Usage) -> Bool {
        let (reader, keepsUp) = state.withLock { state -> (Reader?, Bool) in
            guard !state.isEnded else { return (nil, true) }
            state.usage = usage
            if case .finished = event { state.isEnded = true }
            if let reader = state.reader {
                state.reader = nil
                return (reader, true)
            }
            if case .prefill = event, case .prefill = state.events.last {
                state.events.removeLast()
            }
            state.events.append(event)
            if state.events.count >= Self.capacity { state.isFull = true }
            return (nil, !state.isFull)
        }
        reader?.resume(returning: event)
        return keepsUp
    }

    /// Ends the answer with an error; what was sent before is still read.
    package func fail(_ error: any Error) {
        let reader = state.withLock { state -> Reader? in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            defer { state.reader = nil }
            if state.reader == nil { state.failure = error }
            return state.reader
        }
        reader?.resume(throwing: error)
    }

    /// Tells the seed, for the reader who goes away.
    package func setSeed(_ seed: UInt64) {
        state.withLock { $0.seed = seed }
    }

    /// The next event; nil after the last.
    ///
    /// Where the reading task is cancelled the answer is abandoned, and a last
    /// ``GenerationEvent/finished(_:)`` tells what it took until then.
    package func next() async throws -> GenerationEvent? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { receive($0) }
        } onCancel: {
            abandon()
        }
    }

    /// Nobody reads any more.
    package func abandon() {
        let reader = state.withLock { state -> Reader? in
            guard !state.isEnded else { return nil }
            abandoned.store(true, ordering: .releasing)
            state.isEnded = true
            state.isFull = false
            state.events = [Self.cancelled(state)]
            guard let reader = state.reader else { return nil }
            state.reader = nil
            return reader
        }
        if let reader { receive(reader) }
        if isAbandoned { wake() }
    }

    private static func cancelled(_ state: State) -> GenerationEvent {
        .finished(Completion(reason: .cancelled, usage: state.usage, seed: state.seed))
    }

    private func receive(_ reader: Reader) {
        enum Outcome {
            case event(GenerationEvent, wakes: Bool)
            case end((any Error)?)
            case waits
        }
        let outcome = state.withLock { state -> Outcome in
            if !state.events.isEmpty {
                let event = state.events.removeFirst()
                let caughtUp = state.isFull && state.events.count <= Self.capacity / 2
                if caughtUp { state.isFull = false }
                return .event(event, wakes: caughtUp)
            }
            if state.isEnded {
                defer { state.failure = nil }
                return .end(state.failure)
            }
            precondition(state.reader == nil, "an answer has one reader")
            state.reader = reader
            return .waits
        }
        switch outcome {
        case .event(let event, let wakes):
            reader.resume(returning: event)
            if wakes { wake() }
        case .end(let failure?): reader.resume(throwing: failure)
        case .end(nil): reader.resume(returning: nil)
        case .waits: break
        }
    }
}
