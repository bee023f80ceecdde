import AikiBase
import AikiStore
import Foundation
import GRDB

extension Passage {
    /// Writes a time that a passage speaks of: passage, start, end.
    static let insertTime = """
        INSERT INTO passage_times (passage_id, start_micros, end_micros) VALUES (?, ?, ?)
        """

    /// Writes the times that all passages speak of, in a store that has none yet.
    ///
    /// - Complexity: O(bytes of the passages that name a time or hold a number).
    static func writeAllTimes(in transaction: StoreTransaction) throws {
        let database = transaction.database
        let telling = PassageTraits([.hasTime, .hasNumber]).rawValue
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT passages.id, start_bytes, end_bytes, passages.time_micros,
                    CAST(text AS BLOB) AS text
                FROM passages JOIN messages ON messages.id = message_id WHERE traits & ? <> 0
                """, arguments: [telling])
        let statement = try database.cachedStatement(sql: insertTime)
        while let row = try rows.next() {
            let start: Int = try row.required("start_bytes")
            let text = try row.verbatim("text") ?? ""
            let part = text.bytes(in: start..<max(start, try row.required("end_bytes")))
            let said = Date(microsecondsSince1970: try row.required("time_micros"))
            for span in times(in: TextTerms.words(of: part), said: said) {
                let times = span.microseconds
                try statement.execute(arguments: [
                    try row.required("id", as: Int64.self), times.lowerBound, times.upperBound,
                ])
            }
        }
    }
}
