import Foundation
package import GRDB

extension Row {
    /// Text exactly as it was written, from a column that was selected as `CAST(… AS BLOB)`.
    ///
    /// GRDB hands strings to SQLite and back as C strings, which end at the first U+0000; what a
    /// person or a client sends may hold one. Such text is bound as bytes, with `CAST(? AS TEXT)`.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's name.
    package func verbatim(_ column: String) throws(StoreError) -> String? {
        let data: Data? = try optional(column)
        return data.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same by the column's place in the statement.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's place.
    package func verbatim(at index: Int) throws(StoreError) -> String? {
        let data: Data? = try optional(at: index)
        return data.map { String(decoding: $0, as: UTF8.self) }
    }
}
