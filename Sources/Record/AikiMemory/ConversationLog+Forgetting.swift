public import AikiBase
import AikiStore
import GRDB

extension ConversationLog {
    /// Removes a conversation with its turns, messages, reports and words in the full-text index,
    /// so that no byte of it stays in the store's files.
    ///
    /// The ledger's entries stay: they hold no text. Backups made earlier stay too.
    ///
    /// - Throws: ``MemoryError/conversationNotFound(id:)``; `StoreError.locked` where another process
    ///   reads and the log cannot be emptied yet: the conversation is then gone, its bytes in the log
    ///   go with the next ``forget(_:)`` or when the store is closed.
    /// - Complexity: O(full-text index), which is written anew.
    public func forget(_ conversation: ConversationID) async throws {
        try await store.write { transaction in
            let database = transaction.database
            // SQLite ends a cascade from turn to turn after a thousand.
            try database.execute(
                sql: "UPDATE turns SET parent_id = NULL WHERE conversation_id = ?",
                arguments: [conversation.text])
            try database.execute(
                sql: "DELETE FROM conversations WHERE id = ?", arguments: [conversation.text])
            guard database.changesCount > 0 else {
                throw MemoryError.conversationNotFound(id: conversation.text)
            }
            try MemoryTables.dropForgottenWords(in: transaction)
        }
        try await store.emptyLog()
    }
}
