/// Where the tasks of a request run, for tasks that do not belong to the one that starts them: those
/// that do take its place without being told.
///
///     Task(executorPreference: TaskPlace.executor) { … }
///
/// A door that serves its connections on threads of its own names such a thread here, so that what is
/// done for a request stays on the thread that reads and writes its bytes: passing it to another and
/// back costs more than most of the work. Long work is begun without it.
public enum TaskPlace {
    /// The executor; nil is the pool that all share.
    @TaskLocal public static var executor: (any TaskExecutor)?

    /// Does work whose tasks run in a place of their own.
    public static func run<Value: Sendable>(
        on executor: any TaskExecutor, _ work: @Sendable () async throws -> Value
    ) async rethrows -> Value {
        try await $executor.withValue(executor) {
            try await withTaskExecutorPreference(executor) { try await work() }
        }
    }

    /// Does work in the pool that all share, for it may take long.
    public static func runElsewhere<Value: Sendable>(
        _ work: @Sendable () async throws -> Value
    ) async rethrows -> Value {
        try await $executor.withValue(nil) {
            try await withTaskExecutorPreference(globalConcurrentExecutor) { try await work() }
        }
    }
}
