public import AikiStore

/// What was said, verbatim: conversations, their turns and messages. The source of truth that every
/// later kind of memory is derived from.
///
/// A conversation is a tree of turns: each turn follows another one or starts the conversation, and
/// a question asked again is a second turn after the same one. History is the path from a turn back
/// to the start, so a client that sends its whole history again stores nothing twice.
///
/// A turn is written in two transactions: its question before the model is called, its answer (with
/// the ledger's entry) when the model has ended. A crash between them leaves the question, and the
/// turn is marked as interrupted when the store is next opened by itself.
public struct ConversationLog: Sendable {
    /// The most bytes of text in one message.
    public static let messageBytesMax = 16 << 20
    /// The most messages of one turn's question.
    public static let questionMessagesMax = 10_000

    let store: Store

    /// Uses the log of a store that was opened with ``schema``.
    public init(store: Store) {
        self.store = store
    }
}

extension ConversationLog {
    /// Changes the record in one transaction, together with whatever else is written in it.
    ///
    /// - Throws: `StoreError`, or what the closure throws; nothing is then changed.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        try await store.write(body)
    }
}
