import AikiBase

/// Where a Qdrant collection is, and how patient to be with it.
public struct QdrantConfiguration: Sendable {
    /// The server's address, such as `http://127.0.0.1:6333`.
    public var address: String
    /// The collection.
    public var collection: String
    /// Which of its named vectors; nil for a collection whose one vector has no name.
    public var vectorName: String?
    /// Sent as `api-key` with each request; never shown.
    public var apiKey: String?
    /// How long one attempt may take.
    public var timeout = Duration.seconds(30)
    /// How often a request that failed for a passing reason is sent at most.
    public var attemptsMax = 5
    /// The pause before the second attempt; it doubles with each.
    public var pause = Duration.milliseconds(200)
    /// The longest pause, whatever the server asks for.
    public var pauseMax = Duration.seconds(30)

    /// Points of one request.
    public static let batchPointsMax = 256
    /// Hits that one search asks for at most, where most of them are not allowed.
    public static let searchHitsMax = 65_536
    /// Bytes of an answer.
    public static let answerBytesMax = 256 << 20

    /// A collection.
    ///
    /// - Parameters:
    ///   - address: the server's.
    ///   - collection: its name.
    ///   - vectorName: which of its named vectors, if they have names.
    ///   - apiKey: the key, if the server wants one.
    public init(
        address: String, collection: String, vectorName: String? = nil, apiKey: String? = nil
    ) {
        self.address = address
        self.collection = collection
        self.vectorName = vectorName
        self.apiKey = apiKey
    }
}
