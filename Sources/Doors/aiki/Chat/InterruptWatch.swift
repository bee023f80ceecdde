import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Turns Ctrl-C into the end of an answer, where one is being written.
actor InterruptWatch {
    private nonisolated let handler = Mutex<(@Sendable () -> Void)?>(nil)
    /// Kept so that it goes on.
    private let source: any DispatchSourceSignal

    /// From now on, Ctrl-C does not end the program unless nothing is being written.
    init() {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        self.source = source
        source.setEventHandler { [weak self] in self?.interrupt() }
        source.resume()
    }

    /// Runs work that Ctrl-C calls off.
    nonisolated func run<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        handler.withLock { $0 = { task.cancel() } }
        defer { handler.withLock { $0 = nil } }
        return try await task.value
    }

    private nonisolated func interrupt() {
        guard let handler = handler.withLock({ $0 }) else {
            exit(ProgramExit.interrupted.rawValue)
        }
        handler()
    }
}
