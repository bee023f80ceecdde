import AikiBase
import AikiStore
import GRDB

extension FactLog {
    /// What is known of the person spoken with, each with the words that it was read from: what they are
    /// called and where they live first, then the surest and the latest.
    ///
    /// - Complexity: O(facts about them).
    func overview(
        _ query: RecallQuery, limit: Int, in transaction: StoreTransaction
    ) throws -> [RecallHit] {
        // A store may be kept without facts.
        guard try transaction.database.tableExists("facts") else { return [] }
        let filter = RecallFilter(query)
        let user = FactStatement.user
        let asOf = query.asOf?.microsecondsSince1970 ?? .max
        let rows = try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT facts.id, passages.id FROM facts
                        JOIN passages ON passages.message_id = facts.message_id
                            AND span_start >= start_bytes AND span_start < end_bytes
                    WHERE (subject = ? OR subject LIKE ?) AND NOT EXISTS (
                            SELECT 1 FROM fact_endings
                                JOIN messages ON messages.id = fact_endings.message_id
                            WHERE fact_id = facts.id AND messages.time_micros <= ?)
                        AND \(filter.sql)
                    ORDER BY subject = ? AND relation IN ('is called', 'lives in') DESC,
                        confidence DESC, facts.id DESC
                    """),
            arguments: [user, "\(user)'s %", asOf] + filter.arguments + [user])
        var seen: Set<Int64> = []
        var hits: [RecallHit] = []
        for row in rows where hits.count < limit {
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
}
