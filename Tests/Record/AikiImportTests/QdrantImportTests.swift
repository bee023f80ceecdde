import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import AikiQdrant
import Foundation
import QdrantStub
import Synchronization
import Testing

/// Goal: the texts of a collection become notes, once each, also where the server is lost in between.
/// Method: a server of this machine with points as several programs write them.
@Suite struct QdrantImportTests {
    private static let payloads: [UInt64: JSONValue] = [
        1: [
            "page_content": "We sailed to Bergen.",
            "metadata": ["source": "log.md", "date": "2023-05-17T10:00:00Z", "page": 3],
        ],
        2: ["text": "Anna keeps bees.", "title": "Bees", "tags": ["garden", "honey"]],
        3: ["data": "Prefers tea.", "user_id": "u", "created_at": "2024-01-02"],
        4: ["_node_content": "{\"text\": \"The mast is oak.\"}"],
        5: ["kind": "picture"],
        6: ["text": "  "],
    ]

    private static func fake(_ payloads: [UInt64: JSONValue] = payloads) -> FakeQdrant {
        let fake = FakeQdrant()
        fake.state.withLock { state in
            state.vectors = ["size": 2, "distance": "Cosine"]
            for (id, payload) in payloads { state.points[id] = ([1, 0], payload) }
        }
        return fake
    }

    private static func run(
        _ bench: ImportBench, _ address: String, field: String? = nil, attempts: Int = 1
    ) async throws -> ImportReport {
        var configuration = QdrantConfiguration(address: address, collection: "notes")
        configuration.attemptsMax = attempts
        return try await Importer(store: bench.store).run(
            try QdrantClient(configuration), field: field)
    }

    @Test func `each point with a text becomes a note with what else it carries`() async throws {
        let bench = try ImportBench()
        try await FakeServer.run(Self.fake()) { address in
            let report = try await Self.run(bench, address)
            #expect((report.conversations, report.messages) == (4, 4))
            #expect(report.leftOut.map(\.name) == ["empty", "noText"])
            let again = try await Self.run(bench, address)
            #expect((again.messages, again.known) == (0, 4))
        }
        try await MemoryIndexer(store: bench.store).indexPending()
        let found = try await Recall(store: bench.store).recall(
            RecallQuery("Who makes honey?", limit: 1, now: Date(timeIntervalSince1970: 1.8e9)))
        #expect(found.hits.map(\.text) == ["Anna keeps bees."])
        let turns = try await bench.turns()
        #expect(
            turns.values.joined().flatMap(\.messages).map(\.message.text).sorted() == [
                "Anna keeps bees.", "Prefers tea.", "The mast is oak.", "We sailed to Bergen.",
            ])
        let log = try #require(turns["log.md"]?.first)
        #expect((log.door, log.outcome) == ("qdrant", .noted))
        #expect(log.messages.first?.time == Date(timeIntervalSince1970: 1_684_317_600))
        #expect(turns["Bees"]?.count == 1)
        #expect(try await bench.problems() == [])
    }

    @Test func `another field is the text where a person says so`() async throws {
        let bench = try ImportBench()
        let points: [UInt64: JSONValue] = [7: ["text": "a", "metadata": ["body": "Oak."]]]
        try await FakeServer.run(Self.fake(points)) { address in
            let report = try await Self.run(bench, address, field: "metadata.body")
            #expect(report.messages == 1)
        }
        let texts = try await bench.turns().values.joined().flatMap(\.messages)
        #expect(texts.map(\.message.text) == ["Oak."])
    }

    @Test func `an import goes on where the server was lost, without loss or doubles`() async throws
    {
        let bench = try ImportBench()
        let count = UInt64(2 * QdrantConfiguration.batchPointsMax * 5)
        let points = (0..<count).map { ($0, JSONValue.object(["text": .string("Note \($0)")])) }
        let fake = Self.fake(Dictionary(uniqueKeysWithValues: points))
        try await FakeServer.run(fake) { address in
            // The tenth page fails: by then one batch of 2,000 is kept, and what follows it.
            for _ in 0..<10 { fake.fail(.pass) }
            fake.fail(.hangUp)
            await #expect(throws: QdrantError.self) { try await Self.run(bench, address) }
            let report = try await Self.run(bench, address)
            #expect(report.isContinued)
            #expect(report.messages == Int(count))
        }
        #expect(try await bench.turns().values.joined().count == Int(count))
        #expect(try await bench.problems() == [])
    }
}
