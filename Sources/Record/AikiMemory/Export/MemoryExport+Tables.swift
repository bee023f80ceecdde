import AikiBase
import AikiStore
import Foundation
import GRDB

extension MemoryExport {
    /// A table of which every row becomes a line.
    struct Table: Sendable {
        let name: String
        let columns: [String]
        /// The columns that order the rows and find the next ones.
        let key: [String]
    }

    /// Tables that are written otherwise, or hold no memory.
    private static let ownTables: Set<String> = [
        "answers", "answer_forms", "budget_spent", "forecasts",
        "conversations", "turns", "messages", "forget_key", "forget_queue", "forget_hashes",
        "import_forgotten", "import_runs", "import_messages", "passages", "passage_times",
        "passage_vectors", "recall_pending", "recall_echoes", "vectors_pending",
        "vectors_to_remove",
    ]

    /// The tables that were derived from messages, whoever made them.
    func derivedTables() async throws -> [Table] {
        try await store.read { transaction in
            let database = transaction.database
            return try MemoryTables.names(in: transaction).filter { name in
                !Self.ownTables.contains(name) && !name.hasPrefix("ledger")
            }.map { name in
                let rows = try Row.fetchAll(database, sql: "PRAGMA table_info(\"\(name)\")")
                let columns = try rows.map { try $0.required("name", as: String.self) }
                let key = try rows.filter { try $0.required("pk", as: Int.self) > 0 }
                    .sorted { try $0.required("pk", as: Int.self) < $1.required("pk") }
                    .map { try $0.required("name", as: String.self) }
                return Table(name: name, columns: columns, key: key.isEmpty ? ["rowid"] : key)
            }
        }
    }

    /// Writes every row of a table.
    ///
    /// - Returns: how many there are.
    func write(_ table: Table, to write: (Data) throws -> Void) async throws -> Int {
        var count = 0
        var last: [DatabaseValue]?
        while true {
            let (lines, end) = try await rows(of: table, after: last)
            for line in lines { try write(line) }
            count += lines.count
            guard let end else { return count }
            last = end
        }
    }

    private func rows(
        of table: Table, after last: [DatabaseValue]?
    ) async throws -> (lines: [Data], end: [DatabaseValue]?) {
        try await store.read { transaction in
            let key = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
            let marks = table.key.map { _ in "?" }.joined(separator: ", ")
            let condition = last == nil ? "" : "WHERE (\(key)) > (\(marks))"
            let rows = try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT \(key), * FROM "\(table.name)" \(condition)
                    ORDER BY \(key) LIMIT \(Self.rowsMax)
                    """, arguments: StatementArguments(last ?? []))
            let lines = rows.map { row in
                var object: JSONObject = ["type": .string(table.name)]
                // Bytes are vectors and hashes; they are made again.
                for column in table.columns { object[column] = Self.json(row[column]) }
                return Data((JSONValue.object(object).encoded() + "\n").utf8)
            }
            let end = rows.count < Self.rowsMax ? nil : rows.last
            return (lines, end.map { row in table.key.map { row[$0] } })
        }
    }

    private static func json(_ value: DatabaseValue) -> JSONValue? {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .number(number)
        case .string(let text): .string(text)
        case .blob: nil
        }
    }
}
