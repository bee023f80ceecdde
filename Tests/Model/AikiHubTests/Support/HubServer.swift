import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A hub on this machine that misbehaves on demand.
///
/// `@unchecked Sendable`: everything that changes is behind `lock`.
final class HubServer: @unchecked Sendable {
    /// What a file request does once; taken from the front of a queue, then the server behaves.
    enum Fault: Sendable {
        case status(Int)
        case retryAfter(Int)
        /// Sends some bytes of the body, then breaks the connection.
        case breakAfter(Int)
        /// Sends the whole file to a request for the rest of it.
        case ignoreRange
        case redirect(String)
        case wrongBytes
        case tooManyBytes
    }

    struct Seen: Sendable {
        let path: String
        let range: String?
        let ifRange: String?
        let authorization: String?
    }

    private let lock = NSLock()
    private var files: [String: [UInt8]] = [:]
    private var tags: [String: String] = [:]
    private var faults: [Fault] = []
    private var requests: [Seen] = []
    private var listings: [String] = []

    func set(_ path: String, _ bytes: [UInt8], tag: String? = "\"one\"") {
        lock.withLock {
            files[path] = bytes
            tags[path] = tag
        }
    }

    func add(_ faults: Fault...) { lock.withLock { self.faults += faults } }

    /// Answers to listings, in order; the last one stays.
    func setListings(_ pages: [String]) { lock.withLock { listings = pages } }

    var seen: [Seen] { lock.withLock { requests } }

    /// Starts on a free port and runs a body with its address.
    func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        router.get("/api/models/**") { [self] request, _ in listing(request) }
        router.get("/**") { [self] request, _ in content(request) }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                port.yield(channel.localAddress?.port ?? 0)
                port.finish()
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await number in ports { try await body("http://127.0.0.1:\(number)") }
            group.cancelAll()
        }
    }

    private func listing(_ request: Request) -> Response {
        let (page, isLast) = lock.withLock { () -> (String, Bool) in
            requests.append(seen(request))
            let isLast = listings.count <= 1
            return (isLast ? listings.first ?? "[]" : listings.removeFirst(), isLast)
        }
        var headers: HTTPFields = [.contentType: "application/json"]
        if !isLast, let name = HTTPField.Name("Link") {
            headers[name] = "<\(request.uri.path)?cursor=next>; rel=\"next\""
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(string: page)))
    }

    private func content(_ request: Request) -> Response {
        let (fault, bytes, tag) = lock.withLock { () -> (Fault?, [UInt8]?, String?) in
            requests.append(seen(request))
            let path = request.uri.path
            return (faults.isEmpty ? nil : faults.removeFirst(), files[path], tags[path])
        }
        switch fault {
        case .status(let code): return Response(status: .init(code: code))
        case .retryAfter(let seconds):
            return Response(status: .tooManyRequests, headers: [.retryAfter: "\(seconds)"])
        case .redirect(let location):
            return Response(status: .found, headers: [.location: location])
        default: break
        }
        guard let bytes else { return Response(status: .notFound) }
        return answer(request, bytes, tag, fault)
    }

    private func answer(
        _ request: Request, _ bytes: [UInt8], _ tag: String?, _ fault: Fault?
    ) -> Response {
        var headers = HTTPFields()
        if let tag { headers[.eTag] = tag }
        var start = 0
        let ignoresRange = if case .ignoreRange = fault { true } else { false }
        if !ignoresRange, let range = request.headers[.range], range.hasPrefix("bytes="),
            let first = Int(range.dropFirst(6).dropLast()),
            request.headers[.ifRange].map({ $0 == tag }) ?? true
        {
            guard first < bytes.count else { return Response(status: .rangeNotSatisfiable) }
            start = first
            headers[.contentRange] = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
        }
        var body = Array(bytes[start...])
        if case .wrongBytes = fault { body = body.map { $0 ^ 1 } }
        if case .tooManyBytes = fault { body += [0] }
        let status: HTTPResponse.Status = start > 0 ? .partialContent : .ok
        guard case .breakAfter(let count) = fault else {
            return Response(
                status: status, headers: headers, body: .init(byteBuffer: .init(bytes: body)))
        }
        let sent = Array(body.prefix(count))
        let promised = body.count
        return Response(
            status: status, headers: headers,
            body: .init(contentLength: promised) { writer in
                try await writer.write(ByteBuffer(bytes: sent))
                throw CancellationError()
            })
    }

    private func seen(_ request: Request) -> Seen {
        Seen(
            path: request.uri.path, range: request.headers[.range],
            ifRange: request.headers[.ifRange], authorization: request.headers[.authorization])
    }
}
