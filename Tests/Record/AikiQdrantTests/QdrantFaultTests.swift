import AikiBase
import AikiQdrant
import AikiVectors
import QdrantStub
import Synchronization
import Testing

/// Goal: what passes is tried again, what does not is told at once, and nothing hangs or shows the key.
/// Method: a server on this machine that goes wrong in a given order.
struct QdrantFaultTests {
    private static func client(
        _ address: String, name: String? = nil, timeout: Duration = .seconds(10),
        pauses: PauseLog = PauseLog()
    ) throws -> QdrantClient {
        var configuration = QdrantConfiguration(
            address: address, collection: "notes /1", vectorName: name, apiKey: "secret-key")
        configuration.timeout = timeout
        configuration.attemptsMax = 4
        return try QdrantClient(configuration, pause: { pauses.add($0) })
    }

    final class PauseLog: Sendable {
        private let pauses = Mutex<[Duration]>([])
        var all: [Duration] { pauses.withLock { $0 } }
        func add(_ pause: Duration) { pauses.withLock { $0.append(pause) } }
    }

    @Test func `what passes is tried again, as late as the server asks`() async throws {
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let pauses = PauseLog()
            let client = try Self.client(address, pauses: pauses)
            try await client.createCollection(dimensions: 2)
            fake.fail(.status(429, retryAfter: 7), .hangUp, .status(503, retryAfter: 3600))
            try await client.upsert([QdrantPoint(id: .number(1), vector: [1, 0])])
            #expect(try await client.count() == 1)
            #expect(pauses.all.count == 3)
            #expect(pauses.all.first == .seconds(7) && pauses.all.last == .seconds(30))
            #expect(fake.seen.allSatisfy { $0.key == "secret-key" })
            fake.fail(.hangUp, .hangUp, .hangUp, .status(502, retryAfter: nil))
            await #expect(throws: QdrantError.refused(status: 502, detail: "later")) {
                try await client.count()
            }
        }
    }

    @Test func `what does not pass is told at once`() async throws {
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let pauses = PauseLog()
            let client = try Self.client(address, pauses: pauses)
            await #expect(throws: QdrantError.collectionNotFound(name: "notes /1")) {
                try await client.count()
            }
            #expect(try await client.collection() == nil)
            try await client.createCollection(dimensions: 2)
            fake.fail(.status(401, retryAfter: nil))
            await #expect(throws: QdrantError.refused(status: 401, detail: "later")) {
                try await client.count()
            }
            for text in ["", "[", "{}", "{\"result\":{}}", "<html>", "{\"result\":[{\"id\":1}]}"] {
                fake.fail(.text(text))
                await #expect(throws: QdrantError.self) { try await client.count() }
                fake.fail(.text(text))
                await #expect(throws: QdrantError.self) {
                    try await client.query([1, 0], limit: 1)
                }
            }
            #expect(pauses.all == [])
        }
    }

    @Test func `silence ends after the limit, and an absent server is told`() async throws {
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let client = try Self.client(address, timeout: .milliseconds(150))
            fake.fail(.silence, .silence, .silence, .silence)
            let start = ContinuousClock.now
            await #expect(throws: QdrantError.self) { try await client.count() }
            #expect(ContinuousClock.now - start < .seconds(5))
        }
        let absent = try Self.client("http://127.0.0.1:9")
        await #expect(throws: QdrantError.self) { try await absent.count() }
        for bad in ["", "localhost", "ftp://x", "http://", "http://x?y=1"] {
            #expect(throws: QdrantError.badAddress(bad)) { try Self.client(bad) }
        }
    }

    @Test func `a collection that does not fit is refused`() async throws {
        for (made, name, wanted): (JSONValue, String?, QdrantError) in [
            (["size": 3, "distance": "Dot"], nil, .wrongDistance("Dot")),
            (
                ["a": ["size": 3, "distance": "Cosine"]], nil,
                .vectorNotFound(name: "", known: ["a"])
            ),
            (
                ["a": ["size": 3, "distance": "Cosine"]], "b",
                .vectorNotFound(name: "b", known: ["a"])
            ),
        ] {
            let fake = FakeQdrant(vectorName: name)
            fake.state.withLock { $0.vectors = made }
            try await FakeServer.run(fake) { address in
                let client = try Self.client(address, name: name)
                await #expect(throws: wanted) {
                    try await QdrantIndex(client, dimensions: 3, owner: "me")
                }
            }
        }
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let client = try Self.client(address)
            let index = try await QdrantIndex(client, dimensions: 3, owner: "me")
            await #expect(throws: VectorError.wrongDimensions(expected: 3, got: 4)) {
                try await QdrantIndex(client, dimensions: 4, owner: "me")
            }
            await #expect(throws: QdrantError.negativeID(-1)) {
                try await index.add([(id: -1, vector: [1, 2, 3])])
            }
            await #expect(throws: VectorError.noDirection(id: 1)) {
                try await index.add([(id: 1, vector: [0, 0, 0])])
            }
            #expect(try await index.count == 0)
        }
    }

    @Test func `batches are of at most 256 points`() async throws {
        let fake = FakeQdrant()
        try await FakeServer.run(fake) { address in
            let index = try await QdrantIndex(Self.client(address), dimensions: 2, owner: "me")
            for count: Int64 in [256, 257] {
                let before = fake.seen.count
                try await index.add((0..<count).map { (id: $0, vector: [1, Float($0)]) })
                #expect(fake.seen.count - before == (count == 256 ? 1 : 2))
            }
            #expect(try await index.count == 257)
        }
    }
}
