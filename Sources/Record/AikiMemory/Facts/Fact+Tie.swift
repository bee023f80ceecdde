import AikiStore
import GRDB

extension Fact {
    /// Whose the fact is to the person spoken with, where it calls them by a name that one of theirs has, and no
    /// other: `user's sister`, of *Ines lives in Porto*.
    func tie(_ filter: RecallFilter, in transaction: StoreTransaction) throws -> String? {
        guard let name = statement.namedSubject else { return nil }
        let ties = try String.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT DISTINCT subject FROM facts
                        JOIN passages ON passages.message_id = facts.message_id
                            AND span_start >= start_bytes AND span_start < end_bytes
                    WHERE scope = ? AND object_key = ? AND relation = 'is called'
                        AND subject LIKE ?
                        AND NOT EXISTS (SELECT 1 FROM fact_endings WHERE fact_id = facts.id)
                        AND \(filter.sql) LIMIT 2
                    """),
            arguments: [
                scope, FactStatement.normalized(String(name)), "\(FactStatement.user)'s %",
            ] + filter.arguments)
        return ties.count == 1 ? ties[0] : nil
    }
}
