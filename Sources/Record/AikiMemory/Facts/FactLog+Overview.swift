import AikiBase
import AikiStore
import GRDB

extension FactLog {
    /// How long a plan is told of after its day, in microseconds.
    private static let planAfterlife: Int64 = 86_400_000_000

    /// All of something that is known of the person spoken with, each with the words that it was read
    /// from: facts about them, those that say what they are called and where they live first, then the
    /// surest and the latest; or their plans and appointments that are not over, the next day first.
    ///
    /// - Complexity: O(facts about them).
    func overview(
        _ asked: OverviewQuestion, _ query: RecallQuery, limit: Int,
        in transaction: StoreTransaction
    ) throws -> [RecallHit] {
        // A store may be kept without facts.
        guard try transaction.database.tableExists("facts") else { return [] }
        let filter = RecallFilter(query)
        let asOf = query.asOf?.microsecondsSince1970 ?? .max
        let (wanted, order) = Self.choice(asked, query)
        let request = SQLRequest<Row>(
            literal: """
                SELECT facts.id, passages.id FROM facts
                    JOIN passages ON passages.message_id = facts.message_id
                        AND span_start >= start_bytes AND span_start < end_bytes
                WHERE \(wanted) AND NOT EXISTS (
                        SELECT 1 FROM fact_endings
                            JOIN messages ON messages.id = fact_endings.message_id
                        WHERE fact_id = facts.id AND messages.time_micros <= \(asOf))
                    AND \(SQL(sql: filter.sql, arguments: filter.arguments))
                ORDER BY \(order)
                """, cached: true)
        var seen: Set<Int64> = []
        var hits: [RecallHit] = []
        for row in try request.fetchAll(transaction.database) where hits.count < limit {
            let passage: Int64 = try row.required(at: 1)
            guard seen.insert(passage).inserted else { continue }
            let fact = try fact(try row.required(at: 0), in: transaction)
            let hit = try RecallHit.fetch(
                passage, score: Double(limit - hits.count), parts: [], fact: fact,
                filter, in: transaction)
            if let hit { hits.append(hit) }
        }
        return hits
    }

    /// Which facts are asked for, and in which order.
    private static func choice(
        _ asked: OverviewQuestion, _ query: RecallQuery
    ) -> (wanted: SQL, order: SQL) {
        let user = FactStatement.user
        switch asked {
        case .person:
            return (
                "(subject = \(user) OR subject LIKE \("\(user)'s %"))",
                """
                subject = \(user) AND relation IN ('is called', 'lives in') DESC, confidence DESC,
                facts.id DESC
                """
            )
        case .plans:
            let oldest = query.now.microsecondsSince1970 - planAfterlife
            return (
                """
                subject = \(user) AND (relation = 'plans to'
                        AND coalesce(valid_until_micros, valid_from_micros, \(oldest)) >= \(oldest)
                    OR relation IN ('has', 'wants to') AND valid_from_micros >= \(oldest))
                """,
                "valid_from_micros IS NULL, valid_from_micros, facts.id DESC"
            )
        }
    }
}
