import AikiBase
import AikiServer
import AikiTurn
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// What a person says about one run of the server; nil leaves it to the settings.
public struct ServeOptions: Sendable {
    /// The address to listen on.
    public var host: String?
    /// The port to listen on.
    public var port: Int?
    /// A file that holds one more API key.
    public var keyFile: String?

    /// Leaves everything to the settings.
    public init() {}
}

extension House {
    /// Serves the models over HTTP until the process is told to stop; open answers then have
    /// `server.drain_seconds` to end.
    ///
    /// - Parameters:
    ///   - options: what goes before the settings.
    ///   - version: the program's version.
    ///   - onListening: told address and port once the server listens.
    /// - Throws: `ServerError`, ``HouseError`` for a key file that cannot be used.
    public func serve(
        _ options: ServeOptions, version: String,
        onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) async throws {
        let configuration = try serverConfiguration(options, version: version)
        var logger = Logger(label: "aiki") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: home.settings.text("log.level")) ?? .info
        let host = configuration.host
        let server = try OpenAIServer(
            configuration: configuration, models: models, clock: clock,
            metrics: { [metrics] in try await metrics.text() }, logger: logger,
            onListening: { port in await onListening(host, port) })
        var services = ServiceGroupConfiguration(
            services: [
                .init(
                    service: server, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup),
                .init(service: loader),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(logger))
        services.maximumGracefulShutdownDuration = configuration.limits.drainTime
        // What an import or an interrupted program left waiting.
        if home.settings.boolean("memory.recall") {
            await memoryWork.settle { [turn] in await turn.drain() }
        }
        try await ServiceGroup(configuration: services).run()
        await turn.drain()
    }

    /// The settings of the server, with what goes before them.
    func serverConfiguration(
        _ options: ServeOptions, version: String
    ) throws -> ServerConfiguration {
        let settings = home.settings
        var limits = ServerLimits()
        limits.bodyBytesMax = settings.integer("server.body_bytes_max")
        limits.connectionsMax = settings.integer("server.connections_max")
        limits.generationsMax = settings.integer("server.generations_max")
        limits.keepAliveInterval = .seconds(settings.integer("server.keep_alive_seconds"))
        limits.drainTime = .seconds(settings.integer("server.drain_seconds"))
        let extra = try extraKeys(options)
        return ServerConfiguration(
            host: options.host ?? settings.text("server.host"),
            port: options.port ?? settings.integer("server.port"),
            keys: JoinedKeys(stored: home.keys, extra: APIKeyRing(extra)),
            requiresKey: settings.boolean("server.require_key") || !extra.isEmpty,
            allowedOrigins: settings.texts("server.allowed_origins"), limits: limits,
            version: version)
    }

    /// Keys that are given for this run: a key that somebody names is also asked for.
    private func extraKeys(_ options: ServeOptions) throws -> [APIKeyRecord] {
        var keys: [String] = []
        if let key = home.environment["AIKI_API_KEY"], !key.isEmpty { keys.append(key) }
        if let path = options.keyFile {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw HouseError.unreadableFile(path: path, problem: "it cannot be read as text")
            }
            let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !key.isEmpty, !key.contains(where: \.isWhitespace) else {
                throw HouseError.unreadableFile(path: path, problem: "it must hold one key")
            }
            keys.append(key)
        }
        let now = Int(clock.now().timeIntervalSince1970)
        return keys.enumerated().map { index, key in
            APIKeyRecord(key: key, id: "run-\(index)", name: "given", createdSeconds: now)
        }
    }

    /// The lifecycle's own notes are of use only to whoever debugs it.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

/// The keys of the house together with those of this run.
struct JoinedKeys: KeyVerifier {
    let stored: APIKeyStore
    let extra: APIKeyRing

    var isEmpty: Bool { extra.isEmpty && stored.isEmpty }

    func accepts(_ key: String) -> Bool {
        let isExtra = extra.accepts(key)
        return stored.accepts(key) || isExtra
    }
}
