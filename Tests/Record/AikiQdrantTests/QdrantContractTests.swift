import AikiBase
import AikiQdrant
import AikiVectors
import Foundation
import QdrantStub
import Testing

/// Goal: what is sent is what Qdrant's own description of its interface asks for, and the server that the other
/// tests use answers as it says. Method: every request and answer of a whole life of a collection, held
/// against the schemas; and the same life on a real server where one is given.
struct QdrantContractTests {
    private static let file = ProcessInfo.processInfo.environment["AIKI_DATA"].map {
        URL(filePath: $0).appending(path: "apis/qdrant/openapi.json")
    }
    private static let server = ProcessInfo.processInfo.environment["AIKI_QDRANT_URL"]

    /// Passes requests on and keeps both sides.
    private actor Recorder: QdrantTransport {
        let fake: FakeQdrant
        var pairs: [(request: QdrantRequest, answer: QdrantAnswer)] = []

        init(_ fake: FakeQdrant) { self.fake = fake }

        func send(_ request: QdrantRequest) async throws -> QdrantAnswer {
            let path = (["", "collections", "notes%20%2F1"] + request.path.dropFirst(2))
                .joined(separator: "/")
            let (status, text) = fake.answer(
                request.method.rawValue, path, body: request.body, key: nil)
            let answer = QdrantAnswer(status: status, body: Array(text.utf8))
            pairs.append((request, answer))
            return answer
        }
    }

    /// Uses all there is of a client, with 300 points.
    private static func live(_ client: QdrantClient) async throws {
        let index = try await QdrantIndex(client, dimensions: 4, owner: "me")
        func vector(_ id: Int64) -> [Float] { [1, Float(id % 7), Float(id % 11), Float(id % 13)] }
        try await index.add((0..<300).map { (id: $0, vector: vector($0)) })
        #expect(try await index.count == 300)
        #expect(try await index.missing(from: [299, 300, -1]) == [300, -1])
        let exact = ExactVectorIndex(dimensions: 4)
        try exact.add((0..<300).map { (id: $0, vector: vector($0)) })
        for count in [1, 10] {
            let hits = try await index.search([1, 2, 3, 4], count: count) { $0 % 2 == 0 }
            let right = try exact.search([1, 2, 3, 4], count: count) { $0 % 2 == 0 }
            #expect(hits.count == count)
            for (hit, wanted) in zip(hits, right) { #expect(abs(hit.score - wanted.score) < 1e-4) }
        }
        try await client.upsert([
            QdrantPoint(
                id: .number(500), vector: [0, 0, 0, 1], payload: ["kind": "note", "year": 2023])
        ])
        for filter in [
            QdrantFilter.matches("kind", "note"), .matches("kind", anyOf: ["a", "note"]),
            .range("year", 2020...2024), .ids([.number(500)]),
            .all([.matches("kind", "note"), .range("year", 2023...2023)]),
        ] {
            let hits = try await client.query([1, 0, 0, 0], limit: 5, filter: filter)
            #expect(hits.map(\.id) == [.number(500)])
        }
        try await index.remove([0, 1, 2, 500])
        #expect(try await index.count == 297)
        var (next, read): (QdrantID?, [QdrantPoint]) = (nil, [])
        repeat {
            let page = try await client.scroll(from: next, limit: 100)
            read += page.points
            next = page.next
        } while next != nil
        #expect(read.map(\.id) == (3..<300).map { .number($0) })
        #expect(cosine(read[7].vector, vector(10)) > 0.99999)
        try await client.upsert([QdrantPoint(id: .number(501), vector: [1, 0, 0, 0])])
        try await index.removeAll()
        #expect(try await client.scroll(from: nil).points.map(\.id) == [.number(501)])
    }

    @Test(
        .enabled(
            if: file.map { FileManager.default.fileExists(atPath: $0.path) } ?? false,
            "AIKI_DATA is not set"),
        arguments: [nil, "text"] as [String?])
    func `requests and answers fit the description`(name: String?) async throws {
        let file = try #require(Self.file)
        let schema = OpenAPISchema(document: try JSONValue(parsing: Array(Data(contentsOf: file))))
        let recorder = Recorder(FakeQdrant(vectorName: name))
        let configuration = QdrantConfiguration(
            address: "", collection: "notes /1", vectorName: name)
        try await Self.live(QdrantClient(configuration, transport: recorder) { _ in })
        let pairs = await recorder.pairs
        #expect(pairs.count > 12)
        for (request, answer) in pairs {
            let path = (["", "collections", "{collection_name}"] + request.path.dropFirst(2))
                .joined(separator: "/")
            let method = request.method.rawValue
            let body = schema.body(method, path)
            #expect((body == nil) == (request.body == nil), "\(method) \(path)")
            if let body, let sent = request.body {
                #expect(schema.problems(sent, body) == [], "\(method) \(path)")
            }
            guard answer.status == 200 else { continue }
            let shape = try #require(schema.answer(method, path))
            #expect(schema.problems(try JSONValue(parsing: answer.body), shape) == [])
        }
    }

    @Test(
        .enabled(
            if: file.map { FileManager.default.fileExists(atPath: $0.path) } ?? false,
            "AIKI_DATA is not set"))
    func `a wrong request is found`() throws {
        let file = try #require(Self.file)
        let schema = OpenAPISchema(document: try JSONValue(parsing: Array(Data(contentsOf: file))))
        let query = try #require(schema.body("POST", "/collections/{collection_name}/points/query"))
        for wrong: JSONValue in [
            ["query": ["x"]], ["query": [1.0], "limit": 0], ["query": [1.0], "limits": 3],
            ["filter": ["must": [["key": 3, "match": ["value": "x"]]]]],
        ] {
            #expect(schema.problems(wrong, query) != [], "\(wrong.encoded())")
        }
        let upsert = try #require(schema.body("PUT", "/collections/{collection_name}/points"))
        #expect(schema.problems(["points": [["id": -1, "vector": [1.0]]]], upsert) != [])
    }

    @Test(
        .enabled(if: server != nil, "AIKI_QDRANT_URL is not set"),
        arguments: [nil, "text"] as [String?])
    func `a real server does the same`(name: String?) async throws {
        let configuration = QdrantConfiguration(
            address: try #require(Self.server), collection: "aiki-test-\(UUID().uuidString)",
            vectorName: name, apiKey: ProcessInfo.processInfo.environment["AIKI_QDRANT_KEY"])
        let client = try QdrantClient(configuration)
        try await Self.live(client)
        try await client.deleteCollection()
    }
}
