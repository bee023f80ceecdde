import AikiStore
import Foundation
import GRDB

/// When a question asks about, and what memory has of that time.
struct AskedTime {
    /// The most a passage of it counts for; what was learned on knows none that is rarer.
    private static let weightMax = 4.0

    /// When it is told of what happened then.
    private let told: Range<Int64>
    /// Passages that speak of it, whenever they were said.
    private let naming: Set<Int64>
    /// What it counts for to be of that time: as with a word, the more the fewer passages are.
    private let weight: Double

    /// Gathers what was said in a time, or speaks of it.
    ///
    /// - Parameters:
    ///   - span: the time.
    ///   - zone: whose days it is made of.
    ///   - said: how many passages were said in it or soon after.
    ///   - total: how many passages there are.
    ///   - sieve: passages for which it is false are passed over; nil takes all.
    ///   - transaction: where it is read.
    /// - Throws: what SQLite throws.
    init(
        _ span: TimeSpan, in zone: TimeZone, said: Int, of total: Int,
        sieve: (@Sendable (Int64) -> Bool)?, in transaction: StoreTransaction
    ) throws {
        told = span.told.microseconds
        let named = span.asWritten(in: zone).microseconds
        let found = try Int64.fetchSet(
            transaction.database.cachedStatement(
                sql: """
                    SELECT passage_id FROM passage_times
                    WHERE start_micros >= ?1 AND start_micros < ?2 AND end_micros <= ?2
                    ORDER BY start_micros LIMIT ?3
                    """),
            arguments: [named.lowerBound, named.upperBound, RecallCandidates.inTimeMax])
        naming = sieve.map { found.filter($0) } ?? found
        weight = min(
            Self.weightMax, RecallQuestion.weight(passages: said + naming.count, of: total))
    }

    /// The passages that speak of it.
    var passages: Set<Int64> { naming }

    /// Whether a passage speaks of it.
    func isNamed(by candidate: RecallCandidate) -> Bool { naming.contains(candidate.id) }

    /// What a passage's time counts for.
    func value(of candidate: RecallCandidate) -> Double {
        told.contains(candidate.micros) || isNamed(by: candidate) ? weight : 0
    }
}
