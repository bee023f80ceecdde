public import AikiBase
public import AikiMemory

extension House {
    /// The most passages that are embedded before a question is answered: some seconds.
    static let passagesBeforeRecallMax = 512

    /// The memories that fit a question best; what was said and is not indexed yet is indexed first, and
    /// of what has no vector yet, the latest gets one.
    ///
    /// - Parameters:
    ///   - query: the question, and who asks.
    ///   - progress: told of messages that are indexed and embedded.
    /// - Returns: the memories, and how sure it is that the answer is among them. Where meaning cannot be
    ///   compared, words are, and ``RecallResult/problem`` says why.
    /// - Throws: `StoreError`.
    public func recall(
        _ query: RecallQuery, progress: ProgressHandler? = nil
    ) async throws -> RecallResult {
        try await sense.find(
            query, indexing: Self.passagesBeforeRecallMax, progress: progress)
    }

    /// Makes everything findable that waits for it.
    ///
    /// - Parameter progress: told of messages that are indexed and passages that are embedded.
    /// - Returns: how many there were.
    /// - Throws: `StoreError`; why the embedding model cannot be loaded or the index opened.
    public func indexMemory(
        progress: ProgressHandler? = nil
    ) async throws -> (messages: Int, passages: Int) {
        try await sense.indexPending(progress: progress)
    }

    /// How many passages have no vector yet, and are found by their words alone.
    public func waitingForMeaning() async throws -> Int {
        try await MemoryIndexer(store: store).vectorsPendingCount()
    }
}
