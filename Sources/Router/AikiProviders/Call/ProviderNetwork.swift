import AikiBase
import AsyncHTTPClient
import NIOCore
import Synchronization

/// The connections to all providers, kept for as long as the program runs: a provider that is asked
/// again is asked over the same connection.
enum ProviderNetwork {
    /// One client for each limit of time to connect, which is a client's own. They are never shut
    /// down: the process ends with its connections open, which is what ends them.
    private static let clients = Mutex<[Int64: HTTPClient]>([:])

    static func client(connecting: Duration) -> HTTPClient {
        let limit = max(1, connecting.nanoseconds)
        return clients.withLock { clients in
            if let client = clients[limit] { return client }
            var settings = HTTPClient.Configuration()
            // A redirect could lead a key, or a person's words, elsewhere.
            settings.redirectConfiguration = .disallow
            // Attempts are counted by the call's own machine.
            settings.connectionPool.retryConnectionEstablishment = false
            settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
                ProviderLimits.connectionsMax
            settings.timeout.connect = .nanoseconds(limit)
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
            clients[limit] = client
            return client
        }
    }
}
