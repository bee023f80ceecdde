import AikiStore
import GRDB

extension FactStatement {
    /// What was read from a part of a message and has ended since, as far as a query may see what ended it.
    static func ended(
        in message: Int64, _ span: Range<Int>, _ filter: RecallFilter,
        _ transaction: StoreTransaction
    ) throws -> [FactStatement] {
        // A store may be kept without facts.
        guard try transaction.database.tableExists("facts") else { return [] }
        return try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT subject, relation, object FROM facts
                        JOIN fact_endings ON fact_endings.fact_id = facts.id
                        JOIN passages ON passages.message_id = fact_endings.message_id
                    WHERE facts.message_id = ? AND span_start >= ? AND span_start < ?
                        AND fact_endings.message_id <> facts.message_id AND \(filter.sql)
                    GROUP BY facts.id ORDER BY span_start, facts.id
                    """),
            arguments: [message, span.lowerBound, span.upperBound] + filter.arguments
        ).map { row in
            FactStatement(
                try row.required(at: 0), try row.required(at: 1), try row.required(at: 2))
        }
    }
}
