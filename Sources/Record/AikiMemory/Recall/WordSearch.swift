import AikiStore
import GRDB

/// Finds passages by the words of a question: any of them, the rare ones counting most.
struct WordSearch {
    /// The most terms of a question that are looked up; of a longer one, the rarest.
    static let termsMax = 32

    /// Terms of the question that stand in memory, and how many passages hold each.
    let terms: [(term: String, passages: Int)]
    /// How many terms of the question stand nowhere.
    let unknownTerms: Int
    /// How many passages there are.
    let passagesTotal: Int
    /// How many terms a passage has on average.
    let termsAverage: Double

    /// Reads how common a question's terms are.
    ///
    /// - Complexity: O(terms · passages that hold them), a few nanoseconds each, for terms that are
    ///   counted for the first time.
    init(_ question: String, counts: TermCounts, in transaction: StoreTransaction) throws {
        let database = transaction.database
        let totals = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT passages, terms FROM recall_totals"))
        let passages: Int = try totals?.required("passages") ?? 0
        let termsTotal: Int = try totals?.required("terms") ?? 0
        passagesTotal = passages
        termsAverage = Double(termsTotal) / Double(max(1, passages))
        let statement = try database.cachedStatement(
            sql: "SELECT doc FROM passages_vocabulary WHERE term = ?")
        var seen: Set<String> = []
        var found: [(term: String, passages: Int)] = []
        var unknown = 0
        for term in TextTerms.terms(of: question) where seen.insert(term).inserted {
            let count = try counts.count(of: term, among: passages) {
                try Int.fetchOne(statement, arguments: [term]) ?? 0
            }
            if count > 0 { found.append((term, count)) } else { unknown += 1 }
        }
        if found.count > Self.termsMax {
            found.sort { ($0.passages, $0.term) < ($1.passages, $1.term) }
            found.removeLast(found.count - Self.termsMax)
        }
        terms = found
        unknownTerms = unknown
    }

    /// The passages that fit best, best first, each with its BM25.
    ///
    /// - SeeAlso: Robertson 1994; FTS5 takes k1 = 1.2 and b = 0.75.
    func passages(
        _ filter: RecallFilter, count: Int, in transaction: StoreTransaction
    ) throws -> [(id: Int64, score: Double)] {
        let terms = termsToMatch
        if terms.isEmpty { return [] }
        let match = terms.map { "\"\($0)\"" }.joined(separator: " OR ")
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

    /// The most passages that full-text search scores for one question; see ``termsToMatch``.
    static let passagesScoredMax = 2_000

    /// The rarest terms, as many as bring no more passages than may be scored, but at least one.
    ///
    /// What holds only common words of a question is seldom its answer, and scoring every passage
    /// with a common word would take most of the time. Common words still count in the ranking.
    private var termsToMatch: [String] {
        let sorted = terms.sorted { ($0.passages, $0.term) < ($1.passages, $1.term) }
        var sum = 0
        return sorted.enumerated().prefix { index, term in
            sum += term.passages
            return index == 0 || sum <= Self.passagesScoredMax
        }.map(\.element.term)
    }
}
