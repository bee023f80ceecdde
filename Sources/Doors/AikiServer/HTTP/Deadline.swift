import AikiBase
import NIOCore

extension ClientConnection {
    /// Runs work that must end in time.
    ///
    /// - Returns: the result; nil where time ran out, and then the work was cancelled.
    func withDeadline<Value: Sendable>(
        _ time: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let task = Task(executorPreference: TaskPlace.executor) { try await work() }
        // A timer of the connection's, for it goes when it is cancelled: the runtime keeps its own
        // until they fire.
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(time)) { task.cancel() }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        deadline.cancel()
        try Task.checkCancellation()
        return task.isCancelled ? nil : try result.get()
    }

    /// Runs work for the client, and cancels it when the client goes.
    ///
    /// - Throws: what the work throws, a `CancellationError` where the client has gone.
    func whileHere<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task(executorPreference: TaskPlace.executor) { try await work() }
        let watch = whenGone { task.cancel() }
        defer { watch.end() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
