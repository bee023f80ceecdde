import AikiBase
import NIOCore
import NIOPosix
import Synchronization

/// A provider on this machine, for tests: it answers as the large ones do, and fails as told.
public final class StubServer: Sendable {
    /// The port it listens on.
    public let port: Int
    /// What was asked of it and what it charged.
    public let book: StubBook
    private let channel: any Channel

    private init(channel: any Channel, port: Int, book: StubBook) {
        self.channel = channel
        self.port = port
        self.book = book
    }

    /// Starts a server on loopback.
    ///
    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - keepsRequests: whether requests are kept for tests to look at.
    /// - Returns: the server, listening.
    /// - Throws: the system's error where the port is taken.
    public static func start(port: Int = 0, keepsRequests: Bool = true) async throws -> StubServer {
        let book = StubBook(keepsRequests: keepsRequests)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(StubConnection(book))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return StubServer(
            channel: channel, port: channel.localAddress?.port ?? port, book: book)
    }

    /// Its address, as a provider's.
    public var address: String { "http://127.0.0.1:\(port)/v1" }

    /// Stops listening.
    public func stop() async throws {
        try await channel.close()
    }

    /// Waits until the server stops.
    public func wait() async throws {
        try await channel.closeFuture.get()
    }
}

/// What was asked of a stub and what it charged.
public final class StubBook: Sendable {
    private struct State {
        var requests: [StubRequest] = []
        var asked: [String: Int] = [:]
        var charges: [String: Int] = [:]
        var open = 0
    }

    private let keepsRequests: Bool
    private let state = Mutex(State())

    init(keepsRequests: Bool) {
        self.keepsRequests = keepsRequests
    }

    /// The requests, oldest first.
    public var requests: [StubRequest] { state.withLock { $0.requests } }
    /// How often each call was charged, by its idempotency key.
    public var charges: [String: Int] { state.withLock { $0.charges } }
    /// How often each call was asked for, by its idempotency key.
    public var asked: [String: Int] { state.withLock { $0.asked } }
    /// How many connections are open.
    public var openConnections: Int { state.withLock { $0.open } }

    /// Notes a request; how often it was asked before.
    func note(_ request: StubRequest) -> Int {
        guard keepsRequests else { return 0 }
        return state.withLock { state in
            state.requests.append(request)
            guard let key = request.headers["idempotency-key"] else { return 0 }
            let earlier = state.asked[key] ?? 0
            state.asked[key] = earlier + 1
            return earlier
        }
    }

    func charge(_ request: StubRequest) {
        guard keepsRequests, let key = request.headers["idempotency-key"] else { return }
        state.withLock { $0.charges[key, default: 0] += 1 }
    }

    func connections(_ change: Int) { state.withLock { $0.open += change } }
}
