public import AikiBase

/// How high relevant documents stand.
public struct RankingReport: Sendable, Equatable {
    /// The normalised discounted cumulative gain of each query's first ten documents.
    public let gains: [Double]
    /// Whether meaning was compared.
    public let usesMeaning: Bool

    /// The mean over all queries.
    public var gain: Double { gains.reduce(0, +) / Double(max(1, gains.count)) }

    /// The report for programs.
    public var json: JSONValue {
        [
            "queries": .integer(Int64(gains.count)), "ndcg_at_10": .number(gain),
            "uses_meaning": .bool(usesMeaning),
        ]
    }
}
