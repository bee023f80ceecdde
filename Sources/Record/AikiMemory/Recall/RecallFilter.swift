import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

/// Which memories a query may see, as a condition on the tables `passages` and `conversations`.
struct RecallFilter {
    /// The condition; true where everything may be seen.
    let sql: String
    /// What the condition's question marks stand for.
    let arguments: StatementArguments

    /// The filter of a query.
    init(_ query: RecallQuery) {
        var conditions: [String] = []
        var values: [(any DatabaseValueConvertible)?] = []
        if let scopes = query.scopes {
            let marks = Array(repeating: "?", count: scopes.count).joined(separator: ", ")
            // Asked of each row: a list of all the conversations would be made anew by every statement,
            // and read instead of the index on time.
            conditions.append(
                """
                EXISTS (SELECT 1 FROM conversations \
                WHERE id = passages.conversation_id AND scope IN (\(marks)))
                """)
            values += scopes.sorted()
        }
        if query.privacyMax != .secret {
            conditions.append("passages.privacy <= ?")
            values.append(query.privacyMax.level)
        }
        if let asOf = query.asOf {
            conditions.append("passages.time_micros <= ?")
            values.append(asOf.microsecondsSince1970)
        }
        if !query.includesEchoes {
            conditions.append("passages.traits & \(PassageTraits.isEcho.rawValue) = 0")
        }
        if !query.excludedTurns.isEmpty {
            conditions.append(
                """
                passages.message_id NOT IN (SELECT id FROM messages WHERE turn_id IN \
                (SELECT value FROM json_each(?)))
                """)
            values.append(Self.json(query.excludedTurns.map(\.text)))
        }
        sql = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
        arguments = StatementArguments(values)
    }

    private static func json(_ texts: [String]) -> String {
        JSONValue.array(texts.sorted().map { .string($0) }).encoded()
    }
}
