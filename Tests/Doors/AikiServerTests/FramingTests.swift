import AikiBase
import AikiServer
import Foundation
import Testing

/// Goal: old and careful clients are served as HTTP says. Method: raw sockets that speak HTTP/1.0,
/// wait for leave, and break the framing of a body.
@Suite(.timeLimit(.minutes(1))) struct FramingTests {
    private static func body(stream: Bool) -> String {
        let request: JSONValue = [
            "model": "tiny", "messages": [["role": "user", "content": "go"]],
            "stream": .bool(stream),
        ]
        return request.encoded()
    }

    private static func head(_ version: String, _ body: String, _ more: String = "") -> String {
        "POST /v1/chat/completions HTTP/\(version)\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n\(more)Content-Length: \(body.utf8.count)\r\n\r\n"
    }

    @Test(arguments: [true, false])
    func `An answer to HTTP 1.0 is not chunked and ends with its connection`(
        stream: Bool
    ) async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let socket = try RawSocket(port: server.port)
            let body = Self.body(stream: stream)
            socket.send(Self.head("1.0", body, "Connection: keep-alive\r\n") + body)
            let start = ContinuousClock.now
            let answer = await socket.read()
            #expect(ContinuousClock.now - start < .seconds(5), "the connection stayed open")
            #expect(answer.hasPrefix("HTTP/1.0 200"))
            #expect(!answer.lowercased().contains("transfer-encoding"))
            let end = stream ? "data: [DONE]\n\n" : "}"
            #expect(answer.hasSuffix(end))
        }
    }

    @Test func `A client that waits for leave to send its body gets it`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let socket = try RawSocket(port: server.port)
            let body = Self.body(stream: false)
            let head = Self.head("1.1", body, "Expect: 100-continue\r\n")
            // Twice, since the connection lives on.
            for _ in 0..<2 {
                socket.send(head)
                let interim = await socket.read(until: "\r\n\r\n")
                #expect(interim == "HTTP/1.1 100 Continue\r\n\r\n")
                socket.send(body)
                #expect(await socket.read(until: "total_tokens").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func `A client with too long a body is refused before it sends it`() async throws {
        var limits = ServerLimits()
        limits.bodyBytesMax = 100
        try await RunningServer.run(StandInDirectory(StandInModel()), limits: limits) { server in
            let long = String(repeating: " ", count: 101)
            let refused = try RawSocket(port: server.port)
            refused.send(Self.head("1.1", long, "Expect: 100-continue\r\n"))
            #expect(await refused.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413"))
            let fits = try RawSocket(port: server.port)
            fits.send(Self.head("1.1", String(long.dropLast()), "Expect: 100-continue\r\n"))
            #expect(await fits.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100"))
        }
    }

    @Test func `No leave is given while an earlier answer is written`() async throws {
        let model = StandInModel(
            .init(answer: String(repeating: "y", count: 20), tokenTime: .milliseconds(10)))
        try await RunningServer.run(StandInDirectory(model)) { server in
            let socket = try RawSocket(port: server.port)
            let body = Self.body(stream: true)
            let second = Self.body(stream: false)
            socket.send(
                Self.head("1.1", body) + body
                    + Self.head("1.1", second, "Expect: 100-continue\r\n") + second)
            let both = await socket.read(until: "total_tokens")
            #expect(!both.contains("100 Continue"))
            #expect(both.components(separatedBy: "HTTP/1.1 200").count == 3)
        }
    }

    @Test func `A body in broken chunks is the client's mistake`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let socket = try RawSocket(port: server.port)
            socket.send(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
            #expect(await socket.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 400"))
        }
    }
}
