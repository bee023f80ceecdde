import AikiBase
public import AikiDialogue
public import AikiStore
public import AikiVectors
import Foundation
import GRDB

/// Finds what was said that bears on a question.
///
///     let recall = Recall(store: store, vectors: index, embedder: embedder)
///     let result = try await recall.recall(RecallQuery("Where did Anna go?", now: clock.now()))
///     for hit in result.hits { … hit.text, hit.time, hit.parts … }
///
/// Words, meaning, time, who spoke, what was understood of it, and what was said before and after are
/// compared and weighed together. No model writes or reads anything here but the one that turns the question into a
/// vector; where there is none, the rest is compared, and the result says so.
///
/// Keep one of these as long as the store is open: it remembers which passage belongs to whom, and which words
/// are common.
public struct Recall: Sendable {
    /// The most memories that one query may ask for.
    public static let hitsMax = 1_000
    /// The most characters of a question that are turned into a vector.
    static let questionCharactersMax = 1_000

    let store: Store
    let vectors: (any VectorBackend)?
    let embedder: (any Embedder)?
    private let map = PassageMap()
    private let passageIndex = TermIndex(of: .passages)
    private let factIndex = TermIndex(of: .facts)

    /// Recalls from a store that was opened with ``ConversationLog/schema`` and ``schema``.
    ///
    /// - Parameters:
    ///   - store: what was said.
    ///   - vectors: the index that ``MemoryIndexer`` fills; nil compares no meaning.
    ///   - embedder: the model that made its vectors; nil compares no meaning.
    public init(
        store: Store, vectors: (any VectorBackend)? = nil, embedder: (any Embedder)? = nil
    ) {
        self.store = store
        self.vectors = vectors
        self.embedder = embedder
    }

    /// The memories that fit a question best, near copies told once.
    ///
    /// - Throws: `StoreError`; what the embedding model or the index throws.
    /// - Complexity: O(vector search + passages that hold the question's rarest terms); some 200
    ///   passages are read and ranked.
    public func recall(_ query: RecallQuery) async throws -> RecallResult {
        let vector = try await vector(of: query.text)
        return try await recall(query, vector: vector)
    }

    /// The same for a question that is a vector already; nil compares no meaning.
    package func recall(_ query: RecallQuery, vector: [Float]?) async throws -> RecallResult {
        let limit = min(max(0, query.limit), Self.hitsMax)
        // Words alone bring more candidates where nothing else does.
        let count = max(RecallCandidates.each * (vector == nil ? 2 : 1), limit)
        let map = map
        var nearest: [VectorHit] = []
        if let vectors, let vector {
            let sieve = try await store.read { try map.sieve(query, in: $0) }
            nearest = try await vectors.search(vector, count: count, allowed: sieve)
        }
        let model = vector == nil ? nil : embedder?.name ?? ""
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = query.timeZone
        let span = TimeExpression.span(in: query.text, now: query.now, calendar: calendar)
        let (passageIndex, factIndex) = (passageIndex, factIndex)
        let facts = FactLog(store: store)
        return try await store.read { [nearest] transaction in
            let sieve = try map.sieve(query, in: transaction)
            let search = try WordSearch(query.text, index: passageIndex, in: transaction)
            let question = RecallQuestion(query, search: search, vector: vector, span: span)
            let found = try RecallCandidates(
                query, question, search, nearest: nearest, model: model, count: count,
                map: map, sieve: sieve, factIndex: factIndex, in: transaction)
            let ranked = RecallRanker(
                question, found.candidates, links: found.links, facts: found.facts,
                time: found.time
            ).ranked()
            if let asked = OverviewQuestion(query.text) {
                let hits = try facts.overview(asked, query, limit: limit, in: transaction)
                if !hits.isEmpty {
                    return RecallResult(
                        hits: hits, confidence: 1, isKnown: true, usesMeaning: vector != nil)
                }
            }
            let confidence = RecallConfidence.value(ranked, question)
            let filter = RecallFilter(query)
            let hits = try Self.distinct(ranked, limit: limit).compactMap { ranked in
                try RecallHit.fetch(
                    ranked.candidate.id, score: ranked.score,
                    parts: Self.parts(of: ranked, question, found),
                    fact: found.facts[ranked.candidate.id].map {
                        try facts.fact($0.fact, in: transaction)
                    }, filter, in: transaction)
            }
            return RecallResult(
                hits: hits, confidence: confidence,
                isKnown: confidence >= RecallConfidence.threshold, usesMeaning: vector != nil)
        }
    }

    private func vector(of text: String) async throws -> [Float]? {
        guard vectors != nil, let embedder, text.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return try await embedder.embed([String(text.prefix(Self.questionCharactersMax))])
            .vectors.first
    }

    /// The best ones without those that say the same as a better one.
    private static func distinct(
        _ ranked: [RecallRanker.Ranked], limit: Int
    ) -> [RecallRanker.Ranked] {
        var copies = NearCopies()
        var kept: [RecallRanker.Ranked] = []
        for one in ranked where kept.count < limit {
            if copies.take(one.candidate) { kept.append(one) }
        }
        return kept
    }

    private static func parts(
        of ranked: RecallRanker.Ranked, _ question: RecallQuestion, _ found: RecallCandidates
    ) -> [RecallScore] {
        let weights: RecallWeights = question.vector == nil ? .ofWords : .ofMeaning
        let (id, features) = (ranked.candidate.id, ranked.features)
        let details: [String: (rank: Int?, raw: Double)] = [
            "words": (found.wordRanks[id], features.words),
            "meaning": (found.meaningRanks[id], features.meaning),
            "speaker": (nil, features.speaker), "time": (nil, features.time),
            "answer": (nil, features.answers),
            "conversation": (
                nil, max(features.conversationMeaning, features.conversationTopic)
            ),
            "neighbours": (nil, max(features.topicBefore, features.meaningAfter)),
            "form": (nil, features.length), "bridge": (nil, features.bridge),
            "fact": (found.factRanks[id], features.fact),
        ]
        return weights.contributions(features).compactMap { name, value in
            guard value != 0, let detail = details[name] else { return nil }
            return RecallScore(
                name: name, rank: detail.rank, raw: detail.raw, contribution: value)
        }
    }
}
