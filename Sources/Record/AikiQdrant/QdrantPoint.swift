public import AikiBase

/// A point's id: a whole number or a UUID.
public enum QdrantID: Sendable, Hashable {
    /// A whole number.
    case number(UInt64)
    /// A UUID as text.
    case uuid(String)

    var json: JSONValue {
        switch self {
        case .number(let number):
            Int64(exactly: number).map { .integer($0) } ?? .number(Double(number))
        case .uuid(let text): .string(text)
        }
    }

    /// The id as text.
    public var text: String {
        switch self {
        case .number(let number): "\(number)"
        case .uuid(let text): text
        }
    }

    init?(_ json: JSONValue?) {
        switch json {
        case .integer(let number) where number >= 0: self = .number(UInt64(number))
        case .string(let text): self = .uuid(text)
        default: return nil
        }
    }
}

/// A point of a collection: a vector and what it carries.
public struct QdrantPoint: Sendable, Equatable {
    /// Its id.
    public var id: QdrantID
    /// The vector that was asked for; empty where none was.
    public var vector: [Float]
    /// What it carries.
    public var payload: JSONObject

    /// A point.
    ///
    /// - Parameters:
    ///   - id: its id.
    ///   - vector: its vector.
    ///   - payload: what it carries.
    public init(id: QdrantID, vector: [Float], payload: JSONObject = JSONObject()) {
        self.id = id
        self.vector = vector
        self.payload = payload
    }
}
