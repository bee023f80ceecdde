public import AikiBase
public import AikiStore
import GRDB

extension FactLog {
    /// Marks what was shown out of memory for a turn.
    ///
    /// - Throws: `StoreError` where the turn, a message or a fact is not in the store.
    public func mark(
        _ texts: [RecalledText], _ turn: TurnID, in transaction: StoreTransaction
    ) throws {
        for text in texts {
            try transaction.database.cachedStatement(
                sql: """
                    INSERT INTO recalled_texts (turn_id, message_id, fact_id, text)
                    VALUES (?, ?, ?, ?)
                    """
            ).execute(arguments: [
                turn.text, text.message, text.fact,
                // A text with U+0000 would end there; it is only compared.
                text.text.replacing("\0", with: " "),
            ])
        }
    }

    /// What was shown out of memory for a turn, in order.
    public func recalled(for turn: TurnID) async throws -> [RecalledText] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: "SELECT * FROM recalled_texts WHERE turn_id = ? ORDER BY id",
                arguments: [turn.text]
            ).map { row in
                RecalledText(
                    text: try row.required("text"), message: try row.optional("message_id"),
                    fact: try row.optional("fact_id"))
            }
        }
    }
}
