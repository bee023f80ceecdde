import AikiBase
import AikiDialogue
import AikiServer
import Foundation
import Logging
import Synchronization
import Testing

/// Goal: what goes wrong has the status and the object that OpenAI's SDKs turn into their errors, and
/// tells nothing of our insides. Method: a real server, a model that refuses.
@Suite(.timeLimit(.minutes(1))) struct ErrorTests {
    private static let hello: JSONValue = [
        "model": "tiny", "messages": [["role": "user", "content": "x"]],
    ]

    @Test(
        arguments: [
            (
                .contextExceeded(promptTokens: 9, outputTokens: 1, limitTokens: 8), 400,
                "context_length_exceeded"
            ),
            (.busy(queued: 4, limit: 4, retryAfter: .seconds(7)), 429, "rate_limit_exceeded"),
            (.modelNotFound(name: "x"), 404, "model_not_found"),
            (.invalidSetting(name: "top_k", problem: "is odd"), 400, "invalid_value"),
            (.unsupported(model: "tiny", what: "sing"), 400, "unsupported"),
            (.templateRefused(model: "tiny", problem: "no"), 400, "template_refused"),
            (.invalidGrammar(problem: "no"), 400, "invalid_grammar"),
        ] as [(ModelRequestError, Int, String)])
    func `What a model refuses has its status, streamed or not`(
        refusal: ModelRequestError, status: Int, code: String
    ) async throws {
        let model = StandInModel(.init(refusal: refusal))
        try await RunningServer.run(StandInDirectory(model)) { server in
            for stream in [false, true] {
                var body = Self.hello.object ?? [:]
                body["stream"] = .bool(stream)
                let reply = try await server.post("/v1/chat/completions", .object(body))
                #expect(reply.status == status)
                #expect(reply.error("code") == .string(code))
                #expect(reply.error("message").text?.contains(refusal.message) == true)
                #expect((reply.headers["retry-after"] == "7") == (status == 429))
            }
        }
    }

    @Test(
        arguments: [
            (.refused, 400, nil), (.notFound, 404, nil), (.notAllowed, 502, nil),
            (.busy(retryAfter: .seconds(3)), 429, "3"), (.busy(retryAfter: nil), 429, nil),
            (.unavailable, 502, nil), (.timedOut, 504, nil), (.overBudget, 429, nil),
        ] as [(RemoteFault, Int, String?)])
    func `How a model of somebody else failed is told`(
        fault: RemoteFault, status: Int, retryAfter: String?
    ) async throws {
        let model = StandInModel(.init(refusal: FarError(fault: fault)))
        try await RunningServer.run(StandInDirectory(model)) { server in
            let reply = try await server.post("/v1/chat/completions", Self.hello)
            #expect(reply.status == status)
            #expect(reply.error("message").text?.contains("far away") == true)
            #expect(reply.headers["retry-after"] == retryAfter)
        }
    }

    @Test func `An error from inside is a 500 that tells nothing, and its cause is logged`()
        async throws
    {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in
            RecordingHandler { line in lines.withLock { $0.append(line) } }
        }
        let model = StandInModel(.init(refusal: SecretError()))
        try await RunningServer.run(StandInDirectory(model), logger: logger) { server in
            let reply = try await server.post("/v1/chat/completions", Self.hello)
            #expect(reply.status == 500)
            #expect(reply.error("type") == "api_error")
            #expect(!reply.body.contains("secret"))
            let id = reply.headers["x-request-id"] ?? "none"
            #expect(reply.error("message").text?.contains(id) == true)
            let line = lines.withLock { $0.first { $0.hasPrefix("error") } }
            #expect(line?.contains("secret.gguf") == true && line?.contains(id) == true)
        }
    }

    @Test func `Paths, methods, types and bodies that are not served are refused`() async throws {
        var limits = ServerLimits()
        limits.bodyBytesMax = 200
        try await RunningServer.run(StandInDirectory(StandInModel()), limits: limits) { server in
            #expect(try await server.ask("GET", "/v1/nothing").status == 404)
            #expect(try await server.ask("GET", "/v1/chat/completions").status == 405)
            #expect(try await server.ask("POST", "/v1/models", "{}").status == 405)
            let chat = "/v1/chat/completions"
            let text = try await server.ask("POST", chat, "{}", contentType: "text/plain")
            #expect(text.status == 415)
            for body in ["", "{", "[]", "\"x\"", "{\"model\":}"] {
                let reply = try await server.ask("POST", chat, body)
                #expect(reply.status == 400)
                #expect(reply.error("type") == "invalid_request_error")
            }
            let body = Self.hello.encoded()
            let fit = body + String(repeating: " ", count: 200 - body.utf8.count)
            #expect(try await server.ask("POST", chat, fit).status == 200)
            let large = try await server.ask("POST", chat, fit + " ")
            #expect(large.status == 413)
            #expect(large.error("code") == "body_too_large")
            let missing = try await server.post(
                chat, ["model": "gpt", "messages": [["role": "user", "content": "x"]]])
            #expect(missing.status == 404)
            #expect(missing.error("param") == "model")
        }
    }

    @Test(arguments: [
        ("/v1/chat/completions", "messages"), ("/v1/completions", "prompt"),
    ])
    func `A full context names the parameter that filled it`(
        path: String, parameter: String
    ) async throws {
        let full = ModelRequestError.contextExceeded(
            promptTokens: 70, outputTokens: 8, limitTokens: 64)
        let model = StandInModel(.init(refusal: full))
        try await RunningServer.run(StandInDirectory(model)) { server in
            var body = Self.hello.object ?? [:]
            body["prompt"] = "hi"
            let reply = try await server.post(path, .object(body))
            #expect(reply.status == 400)
            #expect(reply.error("code") == "context_length_exceeded")
            #expect(reply.error("param") == .string(parameter))
            let message = reply.error("message").text ?? ""
            #expect(message.contains("70") && message.contains("64"))
        }
    }

    @Test func `A body that is not UTF-8 is refused and not repaired`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let parts = Self.hello.encoded().components(separatedBy: "tiny")
            let bytes = Array(parts[0].utf8) + [0xC3, 0x28] + Array(parts[1].utf8)
            let socket = try RawSocket(port: server.port)
            socket.send(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: \(bytes.count)\r\n\r\n")
            socket.send(bytes)
            let answer = await socket.read(until: "}}")
            #expect(answer.hasPrefix("HTTP/1.1 400") && answer.contains("UTF-8"))
        }
    }

    @Test func `More requests than are answered at once are told to come again`() async throws {
        var limits = ServerLimits()
        limits.generationsMax = 1
        let model = StandInModel(.init(tokenTime: .milliseconds(5), endlessPiece: "x"))
        try await RunningServer.run(StandInDirectory(model), limits: limits) { server in
            let socket = try RawSocket(port: server.port)
            var body = Self.hello.object ?? [:]
            body["stream"] = true
            socket.post("/v1/chat/completions", JSONValue.object(body).encoded())
            _ = await socket.read(until: "\"x\"")
            let reply = try await server.post("/v1/chat/completions", Self.hello)
            #expect(reply.status == 429)
            #expect(reply.headers["retry-after"] == "1")
            socket.hangUp()
            // The place is free again.
            body["stream"] = false
            body["max_tokens"] = 1
            var status = 429
            for _ in 0..<200 where status == 429 {
                status = try await server.post("/v1/chat/completions", .object(body)).status
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(status == 200)
        }
    }
}

/// Hands over every line of a log.
private struct RecordingHandler: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()
    let record: @Sendable (String) -> Void

    init(_ record: @escaping @Sendable (String) -> Void) {
        self.record = record
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        record("\(event.level) \(event.message) \(all)")
    }
}

private struct FarError: RemoteModelError {
    let fault: RemoteFault
    let mayBeCharged = false
    let code = "test.far"
    let message = "It failed far away."
    let hint = "Wait."
}
