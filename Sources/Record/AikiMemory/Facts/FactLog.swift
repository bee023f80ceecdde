public import AikiStore

/// What was understood: facts with their sources, bridges between memories, the decisions of the write
/// gate, and reflections, all derived from the messages of a ``ConversationLog``.
///
///     let facts = FactLog(store: store)
///     for fact in try await facts.facts(FactQuery()) { show(fact.sentence) }
///
/// Everything refers to a message and goes with it when it is forgotten. Facts and what ends them are
/// only ever added.
public struct FactLog: Sendable {
    let store: Store

    /// Uses the facts of a store that was opened with ``schema``.
    public init(store: Store) {
        self.store = store
    }
}
