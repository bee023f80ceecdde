import Synchronization

/// How many rows of an index (passages, facts) hold each term, remembered for as long as memory has not
/// grown much: counting the rows of a common word takes milliseconds among many memories, and common words
/// are asked for again and again.
final class TermCounts: Sendable {
    /// The most terms that are remembered; then all are forgotten.
    static let termsMax = 50_000
    /// By what share memory may grow or shrink before terms are counted again.
    private static let growth = 0.05

    private struct Content {
        var passages = 0
        var counts: [String: Int] = [:]
    }

    private let content = Mutex(Content())

    /// The count of a term among so many passages.
    ///
    /// - Parameters:
    ///   - term: the term.
    ///   - passages: how many passages there are now.
    ///   - count: counts, where nothing is remembered.
    /// - Returns: how many of them hold it, or held it not long ago.
    /// - Throws: what counting throws.
    func count(
        of term: String, among passages: Int, _ count: () throws -> Int
    ) rethrows -> Int {
        let known = content.withLock { content -> Int? in
            let change = abs(passages - content.passages)
            if Double(change) > Double(content.passages) * Self.growth
                || content.counts.count >= Self.termsMax
            {
                content = Content(passages: passages)
            }
            return content.counts[term]
        }
        if let known { return known }
        let counted = try count()
        // A term that is nowhere may come with the next message.
        if counted > 0 { content.withLock { $0.counts[term] = counted } }
        return counted
    }
}
