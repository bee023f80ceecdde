import AikiBase
import AikiDialogue
import AikiServer
import Logging
import Testing

/// Goal: nobody is served who should not be. Method: every kind of stranger on a real socket.
@Suite(.timeLimit(.minutes(1))) struct AccessTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.0.9", "localhost", "LOCALHOST", "::1", "[::1]",
    ])
    func `These addresses are this machine`(address: String) {
        #expect(LoopbackHost.isLoopback(address: address))
        #expect(LoopbackHost.isLoopback(authority: address.contains("::") ? "[::1]:80" : address))
    }

    @Test(arguments: [
        "0.0.0.0", "128.0.0.1", "127.0.0.1.evil.com", "127.0.0", "127.0.0.256",
        "localhost.evil.com",
        "evil.com", "", "::", "[::1", "localhost:port", "localhost:123456", "127.0.0.1:80:80",
    ])
    func `These are not`(authority: String) {
        #expect(!LoopbackHost.isLoopback(authority: authority))
    }

    @Test func `A name that resolves here is not let in, this machine's names are`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let stranger = try await server.ask("GET", "/v1/models", host: "evil.com")
            #expect(stranger.status == 403)
            #expect(try await server.ask("GET", "/health", host: "evil.com:80").status == 403)
            for host in ["localhost:1", "127.0.0.1:2", "[::1]:3"] {
                #expect(try await server.ask("GET", "/v1/models", host: host).status == 200)
            }
        }
    }

    @Test func `A server that is written into a log tells where it listens, and no key`() throws {
        let record = APIKeyRecord(
            key: "aiki-canary", id: "canary", name: "canary", createdSeconds: 0)
        let server = try OpenAIServer(
            configuration: ServerConfiguration(
                host: "127.0.0.1", port: 8, keys: APIKeyRing([record]), requiresKey: true),
            models: StandInDirectory(StandInModel()),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect("\(server)" == "OpenAIServer(127.0.0.1:8)")
    }

    @Test func `A page may ask only where its origin is allowed`() async throws {
        let models = StandInDirectory(StandInModel())
        let good = "Origin: http://localhost:3000"
        try await RunningServer.run(models) { server in
            let refused = try await server.ask("GET", "/v1/models", headers: [good])
            #expect(refused.status == 403)
        }
        try await RunningServer.run(models, origins: ["http://localhost:3000"]) { server in
            let reply = try await server.ask("GET", "/v1/models", headers: [good])
            #expect(reply.status == 200)
            #expect(
                reply.headers["access-control-allow-origin"] == "http://localhost:3000")
            let preflight = try await server.ask(
                "OPTIONS", "/v1/chat/completions", headers: [good])
            #expect(preflight.status == 204)
            let evil = ["Origin: http://evil.com"]
            #expect(try await server.ask("GET", "/v1/models", headers: evil).status == 403)
        }
    }

    /// OpenAI's client for JavaScript sends fields of its own (`x-stainless-…`).
    @Test func `A page may send the fields that its client asks for, and read ours`() async throws {
        let good = "Origin: http://localhost:3000"
        let usual = "authorization, content-type"
        let longest = String(repeating: "x", count: 4096)
        try await RunningServer.run(
            StandInDirectory(StandInModel()), origins: ["http://localhost:3000"]
        ) { server in
            func allowed(_ headers: [String]) async throws -> String? {
                let reply = try await server.ask(
                    "OPTIONS", "/v1/chat/completions", headers: headers)
                #expect(reply.status == 204)
                return reply.headers["access-control-allow-headers"]
            }
            #expect(try await allowed([good]) == usual)
            for asked in ["authorization, content-type, x-stainless-retry-count", "x_1", longest] {
                let header = "Access-Control-Request-Headers: \(asked)"
                #expect(try await allowed([good, header]) == asked)
                // Nobody's page asks, or none that may.
                #expect(try await allowed([header]) == usual)
            }
            for asked in ["x-<script>", "a: b", "a;b", longest + "x"] {
                let header = "Access-Control-Request-Headers: \(asked)"
                #expect(try await allowed([good, header]) == usual, "\(asked.prefix(20))")
            }
            let reply = try await server.ask("GET", "/v1/models", headers: [good])
            #expect(
                reply.headers["access-control-expose-headers"]
                    == "x-request-id, x-aiki-ignored, retry-after")
            let plain = try await server.ask("GET", "/v1/models")
            #expect(plain.headers["access-control-expose-headers"] == nil)
        }
    }

    @Test func `Where a key is required only a right one is let in`() async throws {
        let (key, record) = APIKeyRecord.make(name: "test", createdSeconds: 0)
        let models = StandInDirectory(StandInModel())
        try await RunningServer.run(models, keys: [record], requiresKey: true) { server in
            #expect(try await server.ask("GET", "/health").status == 200)
            for header in [
                [], ["Authorization: Bearer wrong"], ["Authorization: Basic \(key)"],
                ["Authorization: Bearer"], ["Authorization: \(key)"],
                ["Authorization: Bearer \(key)x"],
            ] {
                let reply = try await server.ask("GET", "/v1/models", headers: header)
                #expect(reply.status == 401)
                #expect(reply.error("code") == "invalid_api_key")
            }
            for scheme in ["Bearer", "bearer"] {
                let header = ["Authorization: \(scheme) \(key)"]
                #expect(try await server.ask("GET", "/v1/models", headers: header).status == 200)
            }
        }
    }

    @Test func `No address but loopback is served without a key`() {
        for host in ["0.0.0.0", "::", "192.168.1.2", "example.org"] {
            #expect(throws: ServerError.keyRequired(host: host)) {
                try OpenAIServer(
                    configuration: ServerConfiguration(host: host),
                    models: StandInDirectory(StandInModel()), logger: Logger(label: "test"))
            }
        }
        #expect(throws: ServerError.noKeys) {
            try OpenAIServer(
                configuration: ServerConfiguration(requiresKey: true),
                models: StandInDirectory(StandInModel()), logger: Logger(label: "test"))
        }
    }

    @Test func `A port that is taken is an error that says so`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { first in
            let second = try OpenAIServer(
                configuration: ServerConfiguration(port: first.port),
                models: StandInDirectory(StandInModel()),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await #expect(
                throws: ServerError.addressInUse(host: "127.0.0.1", port: first.port)
            ) { try await second.run() }
        }
    }

    @Test func `A key's record comes back from its JSON, and from nothing else`() {
        let (key, record) = APIKeyRecord.make(name: "n", createdSeconds: 5)
        let copy = APIKeyRecord(record.json)
        #expect(copy == record && copy?.matches(key) == true)
        for member in ["id", "name", "created", "salt", "sha256"] {
            var object = record.json.object ?? [:]
            object[member] = 1.5
            #expect(APIKeyRecord(.object(object)) == nil)
        }
        #expect(APIKeyRecord.make(name: "n", createdSeconds: 5).key != key)
    }
}
