import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Is up from the first Ctrl-C or SIGTERM on; a second Ctrl-C ends the program at once.
final class StopSign {
    private let raised: Raised
    // Kept so that they go on.
    private let sources: [any DispatchSourceSignal]

    /// Tells whether to stop.
    var isUp: @Sendable () -> Bool {
        { [raised] in raised.isUp.withLock { $0 } }
    }

    /// From now on signals raise the sign instead of ending the program.
    init() {
        let raised = Raised()
        self.raised = raised
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { raised.raise() }
            source.resume()
            return source
        }
    }

    private final class Raised: Sendable {
        let isUp = Mutex(false)

        func raise() {
            let again = isUp.withLock { up in
                defer { up = true }
                return up
            }
            if again { exit(ProgramExit.interrupted.rawValue) }
        }
    }
}
