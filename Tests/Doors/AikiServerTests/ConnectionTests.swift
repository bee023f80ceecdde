import AikiBase
import AikiDialogue
import AikiServer
import Foundation
import ServiceLifecycle
import Testing

/// Goal: a server outlives its clients' manners, and no model works for nobody. Method: raw sockets
/// that hang up, stall, dribble and pipeline.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    private static func body(stream: Bool) -> String {
        let request: JSONValue = [
            "model": "tiny", "messages": [["role": "user", "content": "go"]],
            "stream": .bool(stream),
        ]
        return request.encoded()
    }

    /// Waits for something to become true, at most 5 s.
    private static func eventually(_ condition: @Sendable () -> Bool) async -> Bool {
        for _ in 0..<500 {
            if condition() { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return condition()
    }

    @Test(arguments: [true, false])
    func `A client that hangs up stops the model`(stream: Bool) async throws {
        let model = StandInModel(.init(tokenTime: .milliseconds(5), endlessPiece: "x"))
        try await RunningServer.run(StandInDirectory(model)) { server in
            let socket = try RawSocket(port: server.port)
            socket.post("/v1/chat/completions", Self.body(stream: stream))
            if stream { _ = await socket.read(until: "\"x\"") }
            #expect(await Self.eventually { model.tokens > 3 })
            socket.hangUp()
            #expect(await Self.eventually { model.running == 0 })
            let tokens = model.tokens
            try await Task.sleep(for: .milliseconds(50))
            #expect(model.tokens == tokens)
        }
    }

    /// Each answer ends its own watch of the connection; the one under way keeps its own.
    @Test func `A client that hangs up after several answers stops the model too`() async throws {
        let endless = StandInModel(
            name: "endless", .init(tokenTime: .milliseconds(5), endlessPiece: "x"))
        let models = StandInDirectory(StandInModel(.init(answer: "brief")), endless)
        try await RunningServer.run(models) { server in
            let socket = try RawSocket(port: server.port)
            for stream in [false, true, false] {
                socket.post("/v1/chat/completions", Self.body(stream: stream))
                _ = await socket.read(until: stream ? "[DONE]\n\n\r\n0\r\n\r\n" : "total_tokens")
            }
            socket.post(
                "/v1/chat/completions",
                Self.body(stream: false).replacingOccurrences(of: "tiny", with: "endless"))
            #expect(await Self.eventually { endless.tokens > 3 })
            socket.hangUp()
            #expect(await Self.eventually { endless.running == 0 })
        }
    }

    @Test func `A request that is long to read is answered as a short one is`() async throws {
        let model = StandInModel(.init(answer: "read"))
        try await RunningServer.run(StandInDirectory(model)) { server in
            for length in [10, 16_000, 17_000, 400_000] {
                let text = String(repeating: "y", count: length)
                for stream in [true, false] {
                    let body = Self.body(stream: stream).replacingOccurrences(of: "go", with: text)
                    let reply = try await server.ask("POST", "/v1/chat/completions", body)
                    #expect(reply.status == 200)
                    #expect(reply.body.contains(stream ? "[DONE]" : "\"read\""))
                }
            }
            #expect(model.requests.count == 8)
        }
    }

    @Test func `A client that does not read is dropped`() async throws {
        var limits = ServerLimits()
        limits.writeStallTime = .milliseconds(300)
        let model = StandInModel(
            .init(
                tokenTime: .milliseconds(1), endlessPiece: String(repeating: "x", count: 100_000)))
        try await RunningServer.run(StandInDirectory(model), limits: limits) { server in
            let socket = try RawSocket(port: server.port, receiveBufferBytes: 4096)
            socket.post("/v1/chat/completions", Self.body(stream: true))
            #expect(await Self.eventually { model.tokens > 0 })
            #expect(await Self.eventually { model.running == 0 })
            socket.hangUp()
        }
    }

    @Test func `A silent model keeps the stream alive with comments`() async throws {
        var limits = ServerLimits()
        limits.keepAliveInterval = .milliseconds(50)
        let model = StandInModel(.init(silence: .milliseconds(400)))
        try await RunningServer.run(StandInDirectory(model), limits: limits) { server in
            let reply = try await server.ask(
                "POST", "/v1/chat/completions", Self.body(stream: true))
            #expect(reply.status == 200)
            // 400 ms of silence in parts of at most 50 ms, on a machine that may be busy.
            #expect(reply.body.components(separatedBy: ": keep-alive\n\n").count > 4)
            #expect(reply.events.last == "[DONE]")
        }
    }

    @Test func `An error in the middle of a stream is an event, and then the end`() async throws {
        let model = StandInModel(.init(answer: "abcdef", failure: (3, SecretError())))
        try await RunningServer.run(StandInDirectory(model)) { server in
            let reply = try await server.ask(
                "POST", "/v1/chat/completions", Self.body(stream: true))
            #expect(reply.status == 200)
            let last = reply.chunks.last
            #expect(last?["error"]?["type"] == "api_error")
            #expect(last?["error"]?["message"]?.text?.contains("secret.gguf") == false)
            #expect(!reply.events.contains("[DONE]"))
        }
    }

    @Test func `Requests in one burst on one connection are answered in order`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let socket = try RawSocket(port: server.port)
            for index in 1...3 {
                let body: JSONValue = [
                    "model": "tiny",
                    "messages": [["role": "user", "content": .string("answer \(index)")]],
                ]
                socket.post("/v1/chat/completions", body.encoded())
            }
            let text = await socket.read(until: "answer 3")
            let first = text.range(of: "answer 1")
            let second = text.range(of: "answer 2")
            let third = text.range(of: "answer 3")
            #expect(first != nil && second != nil && third != nil)
            if let first, let second, let third {
                #expect(first.lowerBound < second.lowerBound)
                #expect(second.lowerBound < third.lowerBound)
            }
        }
    }

    @Test func `A body that dribbles is given up, and so is a header`() async throws {
        var limits = ServerLimits()
        limits.bodyReadTime = .milliseconds(200)
        limits.idleTime = .milliseconds(400)
        try await RunningServer.run(StandInDirectory(StandInModel()), limits: limits) { server in
            let slowBody = try RawSocket(port: server.port)
            slowBody.send(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{"
            )
            #expect(await slowBody.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 408"))
            let slowHeader = try RawSocket(port: server.port)
            slowHeader.send("GET /health HTTP/1.1\r\nHost: local")
            let start = ContinuousClock.now
            #expect(await slowHeader.read().isEmpty)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func `Garbage in place of a request is refused and the server lives on`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            for garbage in ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "HELO there\r\n\r\n"] {
                let socket = try RawSocket(port: server.port)
                socket.send(garbage)
                let answer = await socket.read(until: "\r\n\r\n")
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
            }
            #expect(try await server.ask("GET", "/health").status == 200)
        }
    }

    @Test func `A server that is told to stop lets an open stream end`() async throws {
        let model = StandInModel(
            .init(answer: String(repeating: "y", count: 40), tokenTime: .milliseconds(10)))
        try await RunningServer.run(StandInDirectory(model)) { server in
            let socket = try RawSocket(port: server.port)
            socket.post("/v1/chat/completions", Self.body(stream: true))
            _ = await socket.read(until: "\"y\"")
            await server.services.triggerGracefulShutdown()
            #expect(await socket.read(until: "[DONE]").contains("[DONE]"))
        }
    }
}
