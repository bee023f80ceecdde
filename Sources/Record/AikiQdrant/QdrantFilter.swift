public import AikiBase

/// A condition on what points carry, which the server itself holds them against.
public struct QdrantFilter: Sendable, Equatable {
    /// The filter as the interface wants it.
    public let json: JSONValue

    private init(_ conditions: [JSONValue]) {
        json = ["must": .array(conditions)]
    }

    /// Points that carry a value under a key.
    public static func matches(_ key: String, _ value: String) -> QdrantFilter {
        QdrantFilter([["key": .string(key), "match": ["value": .string(value)]]])
    }

    /// Points that carry one of some values under a key.
    public static func matches(_ key: String, anyOf values: [String]) -> QdrantFilter {
        QdrantFilter([
            ["key": .string(key), "match": ["any": .array(values.map { .string($0) })]]
        ])
    }

    /// Points that carry a number in a range under a key.
    public static func range(_ key: String, _ range: ClosedRange<Double>) -> QdrantFilter {
        QdrantFilter([
            [
                "key": .string(key),
                "range": ["gte": .number(range.lowerBound), "lte": .number(range.upperBound)],
            ]
        ])
    }

    /// Points of some ids.
    public static func ids(_ ids: [QdrantID]) -> QdrantFilter {
        QdrantFilter([["has_id": .array(ids.map(\.json))]])
    }

    /// Points that meet all of some filters.
    public static func all(_ filters: [QdrantFilter]) -> QdrantFilter {
        QdrantFilter(filters.flatMap { $0.json["must"]?.elements ?? [] })
    }
}
