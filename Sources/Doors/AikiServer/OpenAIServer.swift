public import AikiBase
public import AikiDialogue
package import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Serves models over HTTP as OpenAI does, for clients that exist already.
///
/// ```swift
/// let server = try OpenAIServer(configuration: configuration, models: house.models, logger: logger)
/// try await server.run()
/// ```
///
/// Paths: `/v1/chat/completions`, `/v1/completions`, `/v1/embeddings`, `/v1/models`,
/// `/v1/models/{name}`, `/health`, `/metrics`. It knows no engine: whoever fulfils `ModelDirectory` answers.
public struct OpenAIServer: Service, CustomStringConvertible {
    private let configuration: ServerConfiguration
    private let responder: ServerResponder
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// Checks a configuration and builds the server; nothing listens yet.
    ///
    /// - Parameters:
    ///   - configuration: where to listen and whom to answer.
    ///   - models: what can be asked for.
    ///   - clock: dates the answers.
    ///   - metrics: writes what is counted, for `/metrics`; nil serves none.
    ///   - logger: receives a line a request, and the cause of everything that is our fault.
    ///   - onListening: told the port once the server listens.
    /// - Throws: ``ServerError`` where others could reach the server without a key.
    public init(
        configuration: ServerConfiguration, models: any ModelDirectory,
        clock: any WallClock = SystemWallClock(),
        metrics: (@Sendable () async throws -> String)? = nil, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws(ServerError) {
        let isLoopback = LoopbackHost.isLoopback(address: configuration.host)
        if configuration.keys.isEmpty {
            guard isLoopback else { throw .keyRequired(host: configuration.host) }
            guard !configuration.requiresKey else { throw .noKeys }
        }
        self.configuration = configuration
        responder = ServerResponder(
            configuration: configuration, models: models, clock: clock, metrics: metrics)
        self.logger = logger
        self.onListening = onListening
    }

    /// Where it listens, and nothing else: whoever runs services puts their descriptions into logs, and
    /// one made by reflection holds all that the server holds, keys included.
    public var description: String {
        "OpenAIServer(\(configuration.host):\(configuration.port))"
    }

    /// Listens until it is told to stop, then lets open answers end.
    ///
    /// - Throws: ``ServerError`` where it cannot listen.
    public func run() async throws {
        do {
            try await makeApplication().run()
        } catch let error as IOError {
            let host = configuration.host
            if error.errnoCode == EADDRINUSE {
                throw ServerError.addressInUse(host: host, port: configuration.port)
            }
            throw ServerError.cannotListen(
                host: host, port: configuration.port, problem: "error \(error.errnoCode)")
        } catch let error as SocketAddressError {
            throw ServerError.cannotListen(
                host: configuration.host, port: configuration.port, problem: "\(error)")
        }
    }

    /// The server as Hummingbird runs it.
    package func makeApplication() -> Application<ServerResponder> {
        let limits = configuration.limits
        var channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits)],
            idleTimeout: TimeAmount(limits.idleTime))
        channel.httpDecoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.headerBytesMax, maxHeaderListSize: limits.headerBytesMax,
            maxHeaderFieldCount: limits.headerFieldsMax)
        let onListening = onListening
        return Application(
            responder: responder,
            server: HTTPServerBuilder { [channel] responder in
                LoopChannel(base: HTTP1Channel(responder: responder, configuration: channel))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(Self.bindAddress(configuration.host), port: configuration.port),
                serverName: "aiki",
                availableConnectionsDelegate: .maximum(limits.connectionsMax, logger: logger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    private static func bindAddress(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
