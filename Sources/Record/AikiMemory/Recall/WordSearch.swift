import AikiStore
import GRDB

/// Finds passages by the words of a question: any of them, the rare ones counting most.
///
/// What the ranking does exactly for some hundred passages is done here for thousands, so each counts
/// for no more than which of the words it holds. Measured among 97,000 messages, that finds more of what
/// questions are about than FTS5's own BM25, whose favour goes to the shortest, and in a fifth of the time.
struct WordSearch {
    /// The most terms of a question that are looked up; of a longer one, the rarest.
    static let termsMax = 32
    /// The most passages that are looked up for one question, each as often as it holds a term.
    static let passagesScoredMax = 4_000
    /// How many further terms are held against the rarest one, where that one alone is too common.
    private static let pairsMax = 3

    /// Terms of the question that stand in memory, and how many passages hold each; the rarest first.
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
        let passages: Int = try totals?.required(at: 0) ?? 0
        let termsTotal: Int = try totals?.required(at: 1) ?? 0
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
        found.sort { ($0.passages, $0.term) < ($1.passages, $1.term) }
        terms = Array(found.prefix(Self.termsMax))
        unknownTerms = unknown
    }

    /// The passages whose words weigh most, in that order; of equal ones, the later first.
    ///
    /// The rarest terms are read, as many as bring no more passages than may be looked up. What holds
    /// only common words of a question is seldom its answer, and common words still count in the ranking.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - sieve: those for which it is false are passed over; nil takes all.
    ///   - transaction: where they are read.
    /// - Returns: their ids.
    /// - Throws: what SQLite throws.
    func passages(
        count: Int, sieve: (@Sendable (Int64) -> Bool)?, in transaction: StoreTransaction
    ) throws -> [Int64] {
        guard let rarest = terms.first else { return [] }
        var weights: [Int64: Double] = [:]
        if rarest.passages > Self.passagesScoredMax {
            // Every word is common: the latest that hold the rarest, and before them those that hold two.
            for other in terms.dropFirst().prefix(Self.pairsMax) {
                let weight = RecallQuestion.weight(passages: other.passages, of: passagesTotal)
                for id in try Self.latest(
                    "\"\(rarest.term)\" AND \"\(other.term)\"",
                    Self.passagesScoredMax / Self.pairsMax, sieve, in: transaction)
                {
                    weights[id, default: 0] += weight
                }
            }
            for id in try Self.latest("\"\(rarest.term)\"", count, sieve, in: transaction) {
                weights[id, default: 0] += 0
            }
        }
        var sum = 0
        for term in terms {
            sum += term.passages
            if sum > Self.passagesScoredMax { break }
            let weight = RecallQuestion.weight(passages: term.passages, of: passagesTotal)
            try Self.forEach("\"\(term.term)\"", "rowid", in: transaction) { id in
                if sieve?(id) ?? true { weights[id, default: 0] += weight }
                return true
            }
        }
        return weights.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(count).map(\.key)
    }

    private static func latest(
        _ match: String, _ count: Int, _ sieve: (@Sendable (Int64) -> Bool)?,
        in transaction: StoreTransaction
    ) throws -> [Int64] {
        var ids: [Int64] = []
        try forEach(match, "rowid DESC", in: transaction) { id in
            if sieve?(id) ?? true { ids.append(id) }
            return ids.count < count
        }
        return ids
    }

    /// Hands on passages that match, until told to stop.
    private static func forEach(
        _ match: String, _ order: String, in transaction: StoreTransaction,
        _ body: (Int64) -> Bool
    ) throws {
        let ids = try Int64.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT rowid FROM passages_text WHERE passages_text MATCH ? ORDER BY \(order)
                    """), arguments: [match])
        while let id = try ids.next(), body(id) {}
    }
}
