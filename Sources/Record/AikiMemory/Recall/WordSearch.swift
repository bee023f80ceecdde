import AikiStore
import GRDB

/// Finds passages by the words of a question: any of them, the rare ones counting most.
struct WordSearch {
    /// The most terms of a question that are looked up; of a longer one, the rarest.
    static let termsMax = 32

    /// Terms of the question and how many passages hold each.
    let terms: [(term: String, passages: Int)]

    /// Reads how common a question's terms are.
    ///
    /// - Complexity: O(terms · passages that hold them), a few nanoseconds each.
    init(_ question: String, in transaction: StoreTransaction) throws {
        let statement = try transaction.database.cachedStatement(
            sql: "SELECT doc FROM passages_vocabulary WHERE term = ?")
        var seen: Set<String> = []
        var found: [(term: String, passages: Int)] = []
        for term in TextTerms.terms(of: question) where seen.insert(term).inserted {
            let count = try Int.fetchOne(statement, arguments: [term]) ?? 0
            if count > 0 { found.append((term, count)) }
        }
        if found.count > Self.termsMax {
            found.sort { ($0.passages, $0.term) < ($1.passages, $1.term) }
            found.removeLast(found.count - Self.termsMax)
        }
        terms = found
    }

    /// The passages that fit best, each with its BM25.
    ///
    /// - SeeAlso: Robertson 1994; FTS5 takes k1 = 1.2 and b = 0.75.
    func passages(
        _ filter: RecallFilter, count: Int, in transaction: StoreTransaction
    ) throws -> [(id: Int64, score: Double)] {
        if terms.isEmpty { return [] }
        let match = terms.map { "\"\($0.term)\"" }.joined(separator: " OR ")
        let rows = try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT passages.id, -passages_text.rank AS score
                    FROM passages_text JOIN passages ON passages.id = passages_text.rowid
                    WHERE passages_text MATCH ? AND \(filter.sql)
                    ORDER BY passages_text.rank LIMIT ?
                    """),
            arguments: [match] + filter.arguments + [count])
        return try rows.map { (try $0.required("id"), try $0.required("score")) }
    }
}
