public import AikiBase
public import AikiDialogue
public import AikiStore
public import AikiVectors
import Foundation

/// Measures how well recall finds what it should, on data sets that say what that is.
public struct RecallEvaluation: Sendable {
    /// How many memories are looked at, and how many of a query's documents.
    public static let depth = 10
    /// Passages asked for where several may belong to one document.
    private static let passagesPerQuery = 50

    private let makeStore: @Sendable () throws -> Store
    private let makeVectors: (@Sendable () throws -> any VectorBackend)?
    private let embedder: (any Embedder)?

    /// Measures recall in stores made for it.
    ///
    /// - Parameters:
    ///   - makeStore: makes an empty store with the schemas of log, recall and facts.
    ///   - makeVectors: makes an empty index; nil compares no meaning.
    ///   - embedder: makes the vectors; nil compares no meaning.
    public init(
        makeStore: @escaping @Sendable () throws -> Store,
        makeVectors: (@Sendable () throws -> any VectorBackend)? = nil,
        embedder: (any Embedder)? = nil
    ) {
        self.makeStore = makeStore
        self.makeVectors = makeVectors
        self.embedder = embedder
    }

    /// A message that is to be remembered.
    private struct Episode {
        let turn: String
        let message: Message
        let time: Date
    }

    /// Which of the turns that hold the answers are found, and whether questions without an answer
    /// are told from others.
    ///
    /// - Throws: `StoreError`; what the model or the index throws.
    public func run(_ data: LoCoMo, progress: ProgressHandler? = nil) async throws -> LoCoMoReport {
        var answers: [LoCoMoReport.Answer] = []
        let total = data.conversations.reduce(0) { $0 + $1.questions.count }
        for conversation in data.conversations {
            let store = try makeStore()
            let sessions = conversation.sessions.map { session in
                session.turns.map { turn in
                    Episode(
                        turn: turn.name,
                        message: Message(role: .user, text: turn.text, name: turn.speaker),
                        time: session.time)
                }
            }
            let recall = try await fill(store, sessions, progress: progress)
            let now = conversation.sessions.map(\.time).max() ?? Date(timeIntervalSince1970: 0)
            for question in conversation.questions {
                let query = RecallQuery(
                    question.text, limit: Self.depth, now: now, timeZone: .gmt)
                let start = ContinuousClock.now
                let result = try await recall.recall(query)
                answers.append(
                    LoCoMoReport.Answer(
                        conversation: conversation.name, question: question,
                        found: result.hits.map(\.turn.text), confidence: result.confidence,
                        duration: ContinuousClock.now - start))
                progress?(
                    WorkProgress(
                        label: "asking memory", done: Int64(answers.count), total: Int64(total)))
            }
            try store.close()
        }
        return LoCoMoReport(answers: answers, usesMeaning: embedder != nil)
    }

    /// How high the documents stand that answer a query.
    ///
    /// - Throws: `StoreError`; what the model or the index throws.
    public func run(
        _ data: Cranfield, progress: ProgressHandler? = nil
    ) async throws -> RankingReport {
        let store = try makeStore()
        let now = Date(timeIntervalSince1970: 0)
        let documents = data.documents.map { document in
            [
                Episode(
                    turn: "\(document.number)", message: Message(role: .user, text: document.text),
                    time: now)
            ]
        }
        let recall = try await fill(store, documents, progress: progress)
        var gains: [Double] = []
        for (text, relevant) in data.queries {
            let query = RecallQuery(
                text, limit: Self.passagesPerQuery, now: now, timeZone: .gmt)
            var seen: Set<Int> = []
            let found = try await recall.recall(query).hits.compactMap { Int($0.turn.text) }
                .filter { seen.insert($0).inserted }
            gains.append(Self.gain(found, relevant))
            progress?(
                WorkProgress(
                    label: "asking memory", done: Int64(gains.count),
                    total: Int64(data.queries.count)))
        }
        try store.close()
        return RankingReport(gains: gains, usesMeaning: embedder != nil)
    }

    /// Normalised discounted cumulative gain of the first ten: each relevant document counts one.
    ///
    /// - SeeAlso: Järvelin and Kekäläinen 2002.
    static func gain(_ found: [Int], _ relevant: Set<Int>) -> Double {
        func discount(_ place: Int) -> Double { 1 / log2(Double(place) + 2) }
        let gain = found.prefix(depth).enumerated().reduce(0) {
            $0 + (relevant.contains($1.element) ? discount($1.offset) : 0)
        }
        let ideal = (0..<min(depth, relevant.count)).reduce(0) { $0 + discount($1) }
        return ideal > 0 ? gain / ideal : 0
    }

    /// Writes each list of messages as a conversation, and makes them findable.
    private func fill(
        _ store: Store, _ conversations: [[Episode]], progress: ProgressHandler?
    ) async throws -> Recall {
        let log = ConversationLog(store: store)
        let writer = MemoryWriter(facts: FactLog(store: store))
        try await store.write { transaction in
            for (number, episodes) in conversations.enumerated() {
                let id = ConversationID("\(number)")
                var place = NewTurn.Place.newConversation(id, scope: "evaluation")
                for episode in episodes {
                    let turn = TurnID(episode.turn)
                    _ = try log.begin(
                        NewTurn(
                            id: turn, place: place, door: "evaluation", time: episode.time,
                            question: [episode.message]),
                        in: transaction)
                    _ = try writer.write(turn: turn, in: transaction)
                    place = .after(turn)
                }
            }
        }
        let indexer = MemoryIndexer(store: store)
        try await indexer.indexPending()
        let vectors = try makeVectors?()
        if let vectors, let embedder {
            try await indexer.embedPending(
                embedder: embedder, vectors: vectors, progress: progress)
        }
        return Recall(store: store, vectors: vectors, embedder: embedder)
    }
}
