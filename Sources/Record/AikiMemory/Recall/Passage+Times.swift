import AikiBase
import AikiStore
import Foundation
import GRDB

extension Passage {
    /// A passage's words in SQL, of `passages` joined with `messages`, to be read verbatim.
    ///
    /// SQLite cuts them out: a message of 16 MB would else be handed over whole for each of its passages.
    /// The places of a damaged store may be negative, which would count from the end.
    static let textBytes = """
        substr(CAST(messages.text AS BLOB), max(0, start_bytes) + 1, \
        max(0, end_bytes - max(0, start_bytes)))
        """

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
                SELECT passages.id, passages.time_micros, \(textBytes) AS text
                FROM passages JOIN messages ON messages.id = message_id WHERE traits & ? <> 0
                """, arguments: [telling])
        let statement = try database.cachedStatement(sql: insertTime)
        while let row = try rows.next() {
            let text = try row.verbatim("text") ?? ""
            let said = Date(microsecondsSince1970: try row.required("time_micros"))
            for span in times(in: TextTerms.words(of: text), said: said) {
                let times = span.microseconds
                try statement.execute(arguments: [
                    try row.required("id", as: Int64.self), times.lowerBound, times.upperBound,
                ])
            }
        }
    }
}
