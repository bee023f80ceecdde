package import AikiDialogue

/// A model in memory.
package enum LoadedModel: Sendable {
    /// One that writes.
    case language(any LanguageModel)
    /// One that turns text into vectors.
    case embedder(any Embedder)
}
