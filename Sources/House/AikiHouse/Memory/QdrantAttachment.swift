import AikiBase
import AikiQdrant
import Foundation

/// A Qdrant collection that holds memory's vectors in the place of the file beside the store:
/// `qdrant.json` in the folder of the house. The key never stands there.
package struct QdrantAttachment: Sendable, Equatable {
    /// The server's address.
    package var address: String
    /// The collection.
    package var collection: String
    /// Which of its named vectors; nil where they have no names.
    package var vectorName: String?
    /// By what this house's points are told from others'; kept when it is detached.
    package var owner: String
    /// Whether it is used.
    package var isAttached = true

    /// Attempts of one request: whoever waits for an answer recalls by words rather than long.
    private static let attemptsMax = 2
    /// How long one attempt may take.
    private static let timeout = Duration.seconds(5)

    /// The collection.
    ///
    /// - Throws: `QdrantError.badAddress`; `ProviderError` for a key's file that cannot be used.
    func client(_ home: HouseHome) throws -> QdrantClient {
        var configuration = QdrantConfiguration(
            address: address, collection: collection, vectorName: vectorName,
            apiKey: try home.qdrantKey())
        configuration.attemptsMax = Self.attemptsMax
        configuration.timeout = Self.timeout
        return try QdrantClient(configuration)
    }

    /// The collection as recall uses it.
    ///
    /// - Throws: `QdrantError`, `VectorError.wrongDimensions`.
    func index(_ home: HouseHome, dimensions: Int) async throws -> QdrantIndex {
        try await QdrantIndex(client(home), dimensions: dimensions, owner: owner)
    }

    /// What stands in the file.
    fileprivate var json: JSONValue {
        [
            "address": .string(address), "collection": .string(collection),
            "vector": vectorName.map { .string($0) } ?? .null, "owner": .string(owner),
            "attached": .bool(isAttached),
        ]
    }

    /// Describes a collection that is used from now on.
    package init(address: String, collection: String, vectorName: String?, owner: String) {
        self.address = address
        self.collection = collection
        self.vectorName = vectorName
        self.owner = owner
    }

    /// Reads ``json``; nil where it is something else.
    fileprivate init?(_ json: JSONValue) {
        guard let address = json["address"]?.text, let collection = json["collection"]?.text,
            let owner = json["owner"]?.text, let isAttached = json["attached"]?.truth
        else { return nil }
        self.init(
            address: address, collection: collection, vectorName: json["vector"]?.text,
            owner: owner)
        self.isAttached = isAttached
    }
}

extension HouseHome {
    private var qdrantFile: URL { folder.appending(path: "qdrant.json") }

    /// The collection that was attached last, used or not; nil where there was none.
    ///
    /// - Throws: ``HouseError/unreadableFile(path:problem:)``.
    package func lastAttachment() throws -> QdrantAttachment? {
        guard FileManager.default.fileExists(atPath: qdrantFile.path) else { return nil }
        let value = try? JSONValue(parsing: Array(try Data(contentsOf: qdrantFile)))
        guard let attachment = value.flatMap(QdrantAttachment.init) else {
            throw HouseError.unreadableFile(
                path: qdrantFile.path, problem: "it names no collection")
        }
        return attachment
    }

    /// The collection that is used; nil where vectors are in a file beside the store.
    ///
    /// - Throws: ``HouseError/unreadableFile(path:problem:)``.
    package func attachment() throws -> QdrantAttachment? {
        try lastAttachment().flatMap { $0.isAttached ? $0 : nil }
    }

    /// Keeps which collection is used.
    func keep(_ attachment: QdrantAttachment) throws {
        try AtomicFile.write(
            Data((attachment.json.encoded(.pretty) + "\n").utf8), to: qdrantFile,
            permissions: 0o600)
    }
}
