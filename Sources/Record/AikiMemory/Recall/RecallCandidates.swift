import AikiBase
import AikiStore
import AikiVectors
import Foundation
import GRDB

/// Gathers the passages that are worth ranking: those that fit best by words, by meaning and by time,
/// what is linked to the best of them, and what was said right before and after.
struct RecallCandidates {
    /// How many passages each comparison brings.
    static let each = 50
    /// How many passages of the time asked about are looked at, so that a long time costs no more.
    static let inTimeMax = 1_000

    let filter: RecallFilter
    let search: WordSearch
    /// Whose vectors are compared.
    let model: String
    private(set) var candidates: [RecallCandidate]
    /// Places in the list of words, and of meaning, from 1.
    private(set) var wordRanks: [Int64: Int] = [:]
    private(set) var meaningRanks: [Int64: Int] = [:]

    init(
        _ query: RecallQuery, nearest: [VectorHit], model: String, span: TimeSpan?, count: Int,
        in transaction: StoreTransaction
    ) throws {
        filter = RecallFilter(query)
        search = try WordSearch(query.text, in: transaction)
        self.model = model
        var ids: [Int64] = []
        for (place, found) in try search.passages(filter, count: count, in: transaction)
            .enumerated()
        {
            wordRanks[found.id] = place + 1
            ids.append(found.id)
        }
        for (place, hit) in nearest.enumerated() {
            meaningRanks[hit.id] = place + 1
            ids.append(hit.id)
        }
        if let span { ids += try Self.passages(in: span.told, filter, in: transaction) }
        candidates = try RecallCandidate.fetch(
            Set(ids).sorted(), model: model, filter, in: transaction)
        candidates += try RecallCandidate.fetchNeighbours(
            of: candidates, model: model, filter, in: transaction)
    }

    /// Passages said in a time, those with most to say first.
    private static func passages(
        in span: TimeSpan, _ filter: RecallFilter, in transaction: StoreTransaction
    ) throws -> [Int64] {
        try Int64.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT id FROM (
                        SELECT passages.id, length(terms) AS letters FROM passages
                        WHERE time_micros >= ? AND time_micros < ? AND \(filter.sql)
                        ORDER BY time_micros DESC LIMIT ?)
                    ORDER BY letters DESC, id DESC LIMIT ?
                    """),
            arguments: [span.start.microsecondsSince1970, span.end.microsecondsSince1970]
                + filter.arguments + [inTimeMax, each])
    }
}
