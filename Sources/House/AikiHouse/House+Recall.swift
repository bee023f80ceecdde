public import AikiBase
public import AikiMemory

extension House {
    /// The memories that fit a question best; what was said and is not indexed yet is indexed first.
    ///
    /// - Parameters:
    ///   - query: the question, and who asks.
    ///   - progress: told of messages that are indexed and embedded.
    /// - Returns: the memories, and how sure it is that the answer is among them.
    /// - Throws: `StoreError`; why the embedding model cannot be loaded or the index opened.
    public func recall(
        _ query: RecallQuery, progress: ProgressHandler? = nil
    ) async throws -> RecallResult {
        try await sense.indexPending(progress: progress)
        return try await sense.recall().recall(query)
    }
}
