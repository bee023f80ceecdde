public import AikiStore
import Foundation
import GRDB

/// Finds what was said that bears on a question.
///
///     let recall = Recall(store: store)
///     let result = try await recall.recall(RecallQuery("Where did Anna go?", now: clock.now()))
///     for hit in result.hits { … hit.text, hit.time, hit.parts … }
///
/// No model writes or reads anything here but the one that turns the question into a vector; where
/// there is none, words alone are compared, and the result says so.
public struct Recall: Sendable {
    /// The most memories that one query may ask for.
    public static let hitsMax = 1_000
    /// How many candidates each comparison brings.
    static let candidatesMax = 200

    let store: Store

    /// Recalls from a store that was opened with ``ConversationLog/schema`` and ``schema``.
    public init(store: Store) {
        self.store = store
    }

    /// The memories that fit a question best.
    ///
    /// - Throws: `StoreError`.
    public func recall(_ query: RecallQuery) async throws -> RecallResult {
        try await store.read { transaction in
            let filter = RecallFilter(query)
            let search = try WordSearch(query.text, in: transaction)
            let limit = min(max(0, query.limit), Self.hitsMax)
            let words = try search.passages(
                filter, count: max(Self.candidatesMax, limit), in: transaction)
            let hits = try words.prefix(limit).enumerated().compactMap { index, found in
                let part = RecallScore(
                    name: "words", rank: index + 1, raw: found.score, contribution: found.score)
                return try RecallHit.fetch(
                    found.id, score: found.score, parts: [part], in: transaction)
            }
            return RecallResult(
                hits: hits, confidence: hits.isEmpty ? 0 : 1, isKnown: !hits.isEmpty,
                usesMeaning: false)
        }
    }
}
