package import AikiBase
package import AikiDialogue
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Answers every request: lets it in, finds the route, turns errors into OpenAI's.
package struct ServerResponder: HTTPResponder {
    /// What comes with a request.
    package typealias Context = ServerContext

    let configuration: ServerConfiguration
    let models: any ModelDirectory
    let clock: any WallClock
    let gatekeeper: Gatekeeper
    let slots: GenerationSlots
    /// Writes what is counted, for who watches the server; nil where nothing is.
    let metrics: (@Sendable () async throws -> String)?

    package init(
        configuration: ServerConfiguration, models: any ModelDirectory, clock: any WallClock,
        metrics: (@Sendable () async throws -> String)? = nil
    ) {
        self.configuration = configuration
        self.models = models
        self.clock = clock
        self.metrics = metrics
        gatekeeper = Gatekeeper(configuration)
        slots = GenerationSlots(limit: configuration.limits.generationsMax)
    }

    /// Answers a request; never throws for what a client did.
    package func respond(to request: Request, context: ServerContext) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response =
                if Self.isShort(request) { try await route(request, context: context) } else {
                    try await TaskPlace.runElsewhere { try await route(request, context: context) }
                }
        } catch {
            response = errorResponse(error, at: request.uri.path, context: context)
        }
        if request.method == .head { response.body = ResponseBody() }
        response.headers[Self.requestIDName] = context.requestID
        if let origin = gatekeeper.allowedOrigin(request.head) {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = Self.exposedHeaders
            response.headers[.vary] = "Origin"
        }
        context.logger.info(
            "request",
            metadata: [
                "request": "\(context.requestID)",
                "method": "\(request.method)", "path": "\(request.uri.path.prefix(200))",
                "status": "\(response.status.code)", "time": "\(ContinuousClock.now - start)",
            ])
        return response
    }

    /// Whether answering takes a connection's own thread so little time that others do not wait: a
    /// model is asked, and with little to be read.
    private static func isShort(_ request: Request) -> Bool {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else {
            return false
        }
        return length <= shortBodyBytes
    }

    private static let shortBodyBytes = 16 * 1024

    private func route(_ request: Request, context: ServerContext) async throws -> Response {
        let route = try Route(path: request.uri.path)
        try gatekeeper.check(request.head, isOpen: route == .health || request.method == .options)
        if request.method == .options { return preflight(request, route) }
        guard request.method == route.method || (request.method == .head && route.method == .get)
        else {
            var error = APIError(
                status: 405, code: "method_not_allowed",
                message: "This path takes \(route.method), not \(request.method.rawValue).")
            error.closesConnection = request.method == .post || request.method == .put
            throw error
        }
        let caller = gatekeeper.caller(request.head)
        switch route {
        case .health: return json(["status": "ok", "version": .string(configuration.version)])
        case .metrics: return try await showMetrics()
        case .models: return json(try await listModels())
        case .model(let name): return json(try await showModel(name))
        case .chat:
            return try await chat(try await body(of: request, context), caller: caller, context)
        case .completions:
            return try await complete(try await body(of: request, context), caller: caller, context)
        case .embeddings: return try await embed(try await body(of: request, context), context)
        }
    }

    // MARK: Bodies

    /// The body as an object, whole and in time.
    private func body(of request: Request, _ context: ServerContext) async throws -> JSONObject {
        let limits = configuration.limits
        try Self.checkContentType(request)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            guard length <= limits.bodyBytesMax else { throw APIError.bodyTooLarge(limits) }
        }
        let stream = request.body
        let buffer: ByteBuffer?
        do {
            buffer = try await context.connection.withDeadline(limits.bodyReadTime) {
                try await stream.collect(upTo: limits.bodyBytesMax)
            }
        } catch is NIOTooManyBytesError {
            throw APIError.bodyTooLarge(limits)
        } catch is HTTPParserError {
            throw APIError.bodyBroken
        }
        guard let buffer else { throw APIError.bodyTooSlow(limits) }
        return try Self.object(buffer)
    }

    /// The object that a body is; what is not UTF-8 is refused, since repairing it would change it.
    private static func object(_ buffer: ByteBuffer) throws(APIError) -> JSONObject {
        let bytes = Array(buffer.readableBytesView)
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw APIError(
                status: 400, code: "invalid_json", message: "The body is not UTF-8.")
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw APIError(status: 400, code: "invalid_json", message: error.message)
        }
        guard let object = value.object else {
            throw .invalid(nil, "The body must be a JSON object.")
        }
        return object
    }

    private static func checkContentType(_ request: Request) throws(APIError) {
        guard let type = request.headers[.contentType], type != "application/json" else { return }
        let media = type.split(separator: ";")[safe: 0]?.lowercased() ?? ""
        guard media.contains("json") else {
            var error = APIError(
                status: 415, code: "unsupported_media_type",
                message: "The Content-Type is '\(media.prefix(100))', not 'application/json'.")
            error.closesConnection = true
            throw error
        }
    }

    // MARK: Answers

    func json(_ value: JSONValue, ignored: [String] = []) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        Self.nameIgnored(ignored, in: &headers)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: value.encodedBytes())))
    }

    /// Names parameters that mean nothing here, so that a misspelt one can be found.
    static func nameIgnored(_ ignored: [String], in headers: inout HTTPFields) {
        let names = ignored.filter { name in
            (1...64).contains(name.utf8.count)
                && name.utf8.allSatisfy { byte in
                    byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x7A).contains(byte)
                }
        }
        guard !names.isEmpty else { return }
        headers[ignoredName] = names.prefix(16).joined(separator: ", ")
    }

    private func errorResponse(
        _ error: any Error, at path: String, context: ServerContext
    ) -> Response {
        var answer = APIError(error, requestID: context.requestID)
        if answer.code == "context_length_exceeded" {
            answer.param = (try? Route(path: path))?.promptParameter
        }
        report(error, as: answer, context: context)
        var headers: HTTPFields = [.contentType: "application/json"]
        if let seconds = answer.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if answer.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if answer.closesConnection {
            headers[.connection] = "close"
            context.connection.closeSoon()
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body.encoded())))
    }

    /// What is our fault goes to the log with its cause.
    func report(_ error: any Error, as answer: APIError, context: ServerContext) {
        if answer.status >= 500 {
            context.logger.error(
                "failed",
                metadata: ["request": "\(context.requestID)", "cause": "\(error)"])
        } else {
            context.logger.debug(
                "refused",
                metadata: [
                    "request": "\(context.requestID)", "status": "\(answer.status)",
                    "message": "\(answer.message)",
                ])
        }
    }

    /// Says what a page may ask, before it asks.
    private func preflight(_ request: Request, _ route: Route) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "\(route.method), OPTIONS",
                .accessControlAllowHeaders: gatekeeper.allowedHeaders(request.head),
                .accessControlMaxAge: "600",
            ])
    }

    static let requestIDName = HTTPField.Name("x-request-id") ?? .eTag
    static let ignoredName = HTTPField.Name("x-aiki-ignored") ?? .eTag
    /// The header fields of ours that a page may read.
    private static let exposedHeaders = "x-request-id, x-aiki-ignored, retry-after"
}

extension APIError {
    /// A body with more bytes than are read.
    fileprivate static func bodyTooLarge(_ limits: ServerLimits) -> APIError {
        var error = APIError(
            status: 413, code: "body_too_large",
            message: "The body exceeds \(limits.bodyBytesMax) bytes.")
        error.closesConnection = true
        return error
    }

    /// A body that is not framed as HTTP says.
    fileprivate static var bodyBroken: APIError {
        var error = APIError(
            status: 400, code: "malformed_body", message: "The body breaks the rules of HTTP/1.1.")
        error.closesConnection = true
        return error
    }

    /// A body that does not arrive in time.
    fileprivate static func bodyTooSlow(_ limits: ServerLimits) -> APIError {
        var error = APIError(
            status: 408, code: "body_too_slow",
            message: "The body did not arrive within \(limits.bodyReadTime.components.seconds) s.")
        error.closesConnection = true
        return error
    }
}

extension Collection {
    /// The element, or nil beyond the end.
    fileprivate subscript(safe index: Index) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
