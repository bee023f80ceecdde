import AikiBase
import AikiDialogue
import AikiServer
import Foundation
import Logging
import ServiceLifecycle

/// A server on a free port of this machine, for the time of a test.
struct RunningServer: Sendable {
    let port: Int
    let services: ServiceGroup

    /// Runs a server around a test.
    static func run(
        _ models: any ModelDirectory, keys: [APIKeyRecord] = [], requiresKey: Bool = false,
        origins: [String] = [], limits: ServerLimits = ServerLimits(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ test: @escaping @Sendable (RunningServer) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = try OpenAIServer(
            configuration: ServerConfiguration(
                port: 0, keys: APIKeyRing(keys), requiresKey: requiresKey,
                allowedOrigins: origins, limits: limits, version: "test"),
            models: models, clock: FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000)),
            logger: logger, onListening: { continuation.yield($0) })
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let running = RunningServer(port: port, services: services)
            do {
                try await test(running)
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    /// Sends one request on a connection of its own and reads the answer to its end.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String] = [],
        host: String = "localhost", contentType: String? = "application/json"
    ) async throws -> Reply {
        let socket = try RawSocket(port: port)
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
        if let body {
            if let contentType { lines.append("Content-Type: \(contentType)") }
            lines.append("Content-Length: \(body.utf8.count)")
        }
        socket.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
        return try Reply(await socket.read())
    }

    /// Posts JSON.
    func post(_ path: String, _ body: JSONValue, headers: [String] = []) async throws -> Reply {
        try await ask("POST", path, body.encoded(), headers: headers)
    }
}

/// An HTTP answer, taken apart.
struct Reply: Sendable {
    struct Unreadable: Error {
        var text: String
    }

    var status: Int
    var headers: [String: String]
    var body: String

    init(_ text: String) throws {
        guard let split = text.range(of: "\r\n\r\n") else { throw Unreadable(text: text) }
        let lines = text[..<split.lowerBound].components(separatedBy: "\r\n")
        status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        headers = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let rest = String(text[split.upperBound...])
        body = headers["transfer-encoding"] == "chunked" ? Self.unchunked(rest) : rest
    }

    /// The body as JSON.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// What stands in the error object.
    func error(_ key: String) -> JSONValue { json["error"]?[key] ?? .null }

    /// The data of a stream's events.
    var events: [String] {
        body.components(separatedBy: "\n\n").filter { $0.hasPrefix("data: ") }
            .map { String($0.dropFirst(6)) }
    }

    /// The events of a stream as JSON, but for the last, `[DONE]`.
    var chunks: [JSONValue] { events.compactMap { try? JSONValue(parsing: $0) } }

    private static func unchunked(_ text: String) -> String {
        var bytes = Array(text.utf8)[...]
        var result: [UInt8] = []
        while let end = bytes.firstIndex(of: 13) {
            let size = String(decoding: bytes[..<end], as: UTF8.self)
            guard let count = Int(size, radix: 16), count > 0 else { break }
            let start = end + 2
            guard start + count <= bytes.endIndex else { break }
            result += bytes[start..<start + count]
            bytes = bytes[min(bytes.endIndex, start + count + 2)...]
        }
        return String(decoding: result, as: UTF8.self)
    }
}
