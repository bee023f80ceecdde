public import AikiBase

/// What can go wrong with a Qdrant server.
public enum QdrantError: AikiError, Equatable {
    /// The address is none of a server.
    case badAddress(String)
    /// The server cannot be reached, or does not answer in time.
    case unreachable(address: String, detail: String)
    /// The server refuses a request; the detail is its own.
    case refused(status: Int, detail: String)
    /// An answer is not what the interface says.
    case malformed(what: String)
    /// There is no such collection.
    case collectionNotFound(name: String)
    /// The collection has named vectors, and none of this name.
    case vectorNotFound(name: String, known: [String])
    /// The collection measures nearness by something else than the cosine.
    case wrongDistance(String)
    /// Points have whole numbers from 0 on for ids.
    case negativeID(Int64)
    /// The collection holds points that somebody else put there.
    case foreignPoints(name: String, count: Int)
    /// Too little of what is near is allowed.
    case filterTooNarrow(hits: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .badAddress: "qdrant.bad-address"
        case .unreachable: "qdrant.unreachable"
        case .refused: "qdrant.refused"
        case .malformed: "qdrant.malformed"
        case .collectionNotFound: "qdrant.collection-not-found"
        case .vectorNotFound: "qdrant.vector-not-found"
        case .wrongDistance: "qdrant.wrong-distance"
        case .negativeID: "qdrant.negative-id"
        case .foreignPoints: "qdrant.foreign-points"
        case .filterTooNarrow: "qdrant.filter-too-narrow"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .badAddress(let text): "'\(text)' is no address of a Qdrant server."
        case .unreachable(let address, let detail):
            "The Qdrant server at \(address) cannot be reached: \(detail)."
        case .refused(let status, let detail):
            "The Qdrant server refused a request with status \(status): \(detail)"
        case .malformed(let what): "The Qdrant server's answer has no \(what)."
        case .collectionNotFound(let name): "There is no collection '\(name)'."
        case .vectorNotFound(let name, let known):
            "The collection has no vector '\(name)', but \(known.joined(separator: ", "))."
        case .wrongDistance(let distance):
            "The collection measures by \(distance), not by the cosine."
        case .negativeID(let id): "A point cannot have the id \(id)."
        case .foreignPoints(let name, let count):
            "The collection '\(name)' holds \(count) points that are not this memory's."
        case .filterTooNarrow(let hits):
            "Too few of the nearest \(hits) points are allowed."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .badAddress: "Give one such as http://127.0.0.1:6333."
        case .unreachable: "Check that it runs and that its address is right."
        case .refused: "Check the key, and the server's own log."
        case .malformed: "Check that it is a Qdrant server, of version 1.10 or later."
        case .collectionNotFound: "Check its name, or let it be made."
        case .vectorNotFound: "Name one of them."
        case .wrongDistance: "Make a collection with the distance Cosine."
        case .negativeID: "Use ids from 0 on."
        case .foreignPoints:
            "Bring their texts with `aiki import qdrant`, and take a collection that is new or empty."
        case .filterTooNarrow: "Use a filter of the server's own, on what the points carry."
        }
    }
}
