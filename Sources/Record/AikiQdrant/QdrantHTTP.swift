import AikiBase
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests over HTTP.
struct QdrantHTTP: QdrantTransport {
    /// One for all servers, for as long as the program runs.
    private static let client: HTTPClient = {
        var settings = HTTPClient.Configuration()
        // A redirect could lead the key, or a person's vectors, elsewhere.
        settings.redirectConfiguration = .disallow
        // Attempts are counted by the client.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.timeout.connect = .seconds(10)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }()

    private let base: String
    private let apiKey: String?
    private let timeout: Duration

    init(_ configuration: QdrantConfiguration) throws(QdrantError) {
        guard let url = URL(string: configuration.address), let scheme = url.scheme,
            ["http", "https"].contains(scheme), url.host()?.isEmpty == false, url.query() == nil
        else { throw .badAddress(configuration.address) }
        var text = configuration.address
        while text.hasSuffix("/") { text.removeLast() }
        base = text
        apiKey = configuration.apiKey
        timeout = configuration.timeout
    }

    func send(_ request: QdrantRequest) async throws -> QdrantAnswer {
        var message = HTTPClientRequest(url: url(of: request))
        message.method = HTTPMethod(rawValue: request.method.rawValue)
        message.headers.add(name: "User-Agent", value: "aiki")
        if let apiKey { message.headers.add(name: "api-key", value: apiKey) }
        if let body = request.body {
            message.headers.add(name: "Content-Type", value: "application/json")
            message.body = .bytes(ByteBuffer(string: body.encoded()))
        }
        let limit = timeout.components
        do {
            let response = try await Self.client.execute(
                message,
                deadline: .now() + .seconds(limit.seconds)
                    + .nanoseconds(limit.attoseconds / 1_000_000_000))
            let body = try await response.body.collect(upTo: QdrantConfiguration.answerBytesMax)
            return QdrantAnswer(
                status: Int(response.status.code),
                retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) },
                body: Array(body.readableBytesView))
        } catch {
            try Task.checkCancellation()
            let detail =
                (error as? HTTPClientError)?.shortDescription ?? String("\(error)".prefix(200))
            throw QdrantError.unreachable(address: base, detail: detail)
        }
    }

    private func url(of request: QdrantRequest) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        let path = request.path.map {
            $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        }
        return base + "/" + path.joined(separator: "/") + (request.waits ? "?wait=true" : "")
    }
}
