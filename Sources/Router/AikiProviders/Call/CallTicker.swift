import AsyncHTTPClient
import NIOCore
import Synchronization

/// Looks at the time of all open calls together, some fifty times a second while there are any.
///
/// A timer for each call would outlive it: those of the runtime stay until they fire, and a gateway
/// would keep minutes of them.
final class CallTicker: Sendable {
    static let shared = CallTicker()

    private struct State {
        var watches: [ObjectIdentifier: CallWatch] = [:]
        var isTicking = false
    }

    private static let period = TimeAmount.milliseconds(20)

    private let state = Mutex(State())
    private let loop = ProviderNetwork.client(connecting: .seconds(10)).eventLoopGroup.next()

    func add(_ watch: CallWatch) {
        let begins = state.withLock { state in
            state.watches[ObjectIdentifier(watch)] = watch
            defer { state.isTicking = true }
            return !state.isTicking
        }
        if begins { schedule() }
    }

    func remove(_ watch: CallWatch) {
        state.withLock { _ = $0.watches.removeValue(forKey: ObjectIdentifier(watch)) }
    }

    private func schedule() {
        loop.scheduleTask(in: Self.period) { self.tick() }
    }

    private func tick() {
        let watches = state.withLock { state in
            state.isTicking = !state.watches.isEmpty
            return Array(state.watches.values)
        }
        guard !watches.isEmpty else { return }
        let now = ContinuousClock.now
        for watch in watches { watch.check(now) }
        schedule()
    }
}
