public import AikiBase
public import AikiDialogue
import AikiStore
public import AikiVectors
import Foundation
import GRDB

extension MemoryIndexer {
    /// How many passages are embedded at once.
    public static let batchPassagesMax = 32
    /// How many vectors are handed to the index at once.
    public static let batchVectorsMax = 1_024

    /// Turns passages that wait into vectors, and brings the index up to date with the store.
    ///
    /// What is forgotten leaves the index, what the index lost comes back from the store, and passages
    /// that another model embedded are embedded anew. Each batch is kept when it is done, so a
    /// process that ends in between goes on where it was.
    ///
    /// - Parameters:
    ///   - embedder: the model; its name stands beside each vector.
    ///   - vectors: the index.
    ///   - limit: how many passages are embedded at most; the latest come first.
    ///   - progress: told after each batch.
    /// - Returns: how many passages were embedded.
    /// - Throws: `StoreError`, what the model or the index throws.
    @discardableResult
    public func embedPending(
        embedder: any Embedder, vectors: any VectorBackend, limit: Int = .max,
        progress: ProgressHandler? = nil
    ) async throws -> Int {
        let model = embedder.name
        try await store.write { transaction in
            try transaction.database.execute(
                sql: """
                    INSERT OR IGNORE INTO vectors_pending (passage_id)
                        SELECT passage_id FROM passage_vectors WHERE model < ?1 OR model > ?1
                    """,
                arguments: [model])
        }
        try await removeForgotten(from: vectors)
        let total = progress == nil ? 0 : min(limit, try await vectorsPendingCount())
        var done = 0
        while done < limit {
            try Task.checkCancellation()
            let batch = try await passagesToEmbed(limit: min(Self.batchPassagesMax, limit - done))
            if batch.isEmpty { break }
            let made = try await Self.embed(batch.map(\.text), with: embedder)
            try await keep(zip(batch.map(\.id), made).map { ($0, $1) }, model: model)
            try await addNew(to: vectors, model: model)
            done += batch.count
            progress?(
                WorkProgress(
                    label: "embedding memories", done: Int64(done), total: Int64(max(total, done))))
        }
        try await addNew(to: vectors, model: model)
        return done
    }

    /// Adds again what the index does not have, where its file was lost or its end torn off.
    ///
    /// - Parameters:
    ///   - vectors: the index.
    ///   - model: whose vectors it holds; those of another may have more numbers or fewer.
    /// - Returns: how many vectors were missing.
    /// - Throws: `StoreError`, what the index throws.
    /// - Complexity: O(vectors).
    @discardableResult
    public func restoreIndex(
        _ vectors: any VectorBackend, model: String
    ) async throws -> Int {
        var last: Int64 = 0
        var missingCount = 0
        while true {
            let after = last
            let ids = try await store.read { transaction in
                // With the plus the rows are read in their order; by the index on the model, all of
                // it would be sorted for each batch.
                try Int64.fetchAll(
                    transaction.database,
                    sql: """
                        SELECT passage_id FROM passage_vectors WHERE passage_id > ? AND +model = ?
                        ORDER BY passage_id LIMIT ?
                        """,
                    arguments: [after, model, Self.batchVectorsMax])
            }
            guard let end = ids.last else { break }
            last = end
            let missing = try await vectors.missing(from: ids)
            missingCount += missing.count
            try await store.write { transaction in
                let statement = try transaction.database.cachedStatement(
                    sql: "UPDATE passage_vectors SET is_added = 0 WHERE passage_id = ?")
                for id in missing { try statement.execute(arguments: [id]) }
            }
        }
        try await addNew(to: vectors, model: model)
        return missingCount
    }

    /// How many passages wait for a vector.
    public func vectorsPendingCount() async throws -> Int {
        try await store.read { transaction in
            try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM vectors_pending") ?? 0
        }
    }

    /// How many vectors the index of a model should hold.
    public func vectorsAddedCount(model: String) async throws -> Int {
        try await store.read { transaction in
            try Int.fetchOne(
                transaction.database,
                sql: "SELECT count(*) FROM passage_vectors WHERE model = ? AND is_added = 1",
                arguments: [model]) ?? 0
        }
    }

    /// Takes vectors of deleted passages out of the index.
    ///
    /// - Throws: `StoreError`, what the index throws; what was not removed goes on waiting.
    public func removeForgotten(from vectors: any VectorBackend) async throws {
        while true {
            let ids = try await store.read { transaction in
                try Int64.fetchAll(
                    transaction.database,
                    sql: "SELECT passage_id FROM vectors_to_remove LIMIT ?",
                    arguments: [Self.batchVectorsMax])
            }
            if ids.isEmpty { return }
            try await vectors.remove(ids)
            try await store.write { transaction in
                let statement = try transaction.database.cachedStatement(
                    sql: "DELETE FROM vectors_to_remove WHERE passage_id = ?")
                for id in ids { try statement.execute(arguments: [id]) }
            }
        }
    }

    private struct Waiting: Sendable {
        let id: Int64
        let text: String
    }

    /// The next passages, as the model reads them: who speaks, what a note or a long text is called, the words.
    private func passagesToEmbed(limit: Int) async throws -> [Waiting] {
        try await store.read { transaction in
            let rows = try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT passages.id, traits, conversations.title,
                        \(Passage.textBytes) AS text, CAST(speaker AS BLOB) AS speaker
                    FROM vectors_pending
                        JOIN passages ON passages.id = vectors_pending.passage_id
                        JOIN messages ON messages.id = passages.message_id
                        JOIN conversations ON conversations.id = passages.conversation_id
                    ORDER BY vectors_pending.passage_id DESC LIMIT ?
                    """,
                arguments: [limit])
            return try rows.map { row in
                let text = try row.verbatim("text") ?? ""
                let traits = PassageTraits(rawValue: try row.required("traits"))
                var head = try row.verbatim("speaker").map { "\($0): " } ?? ""
                if traits.contains(.isCalled) { head += try row.required("title") + "\n" }
                return Waiting(id: try row.required("id"), text: head + text)
            }
        }
    }

    /// Vectors of texts; a text that is too long for the model is halved until it fits, and gets the
    /// mean of its halves.
    private static func embed(
        _ texts: [String], with embedder: any Embedder
    ) async throws -> [[Float]] {
        do {
            return try await embedder.embed(texts).vectors
        } catch let error as ModelRequestError {
            guard case .contextExceeded = error else { throw error }
            if texts.count > 1 {
                var vectors: [[Float]] = []
                for text in texts { vectors += try await embed([text], with: embedder) }
                return vectors
            }
            guard let text = texts.first, text.count > 1 else { throw error }
            let half = text.count / 2
            let halves =
                try await embed([String(text.prefix(half))], with: embedder)
                + embed([String(text.dropFirst(half))], with: embedder)
            return [mean(halves)]
        }
    }

    private static func mean(_ vectors: [[Float]]) -> [Float] {
        var sum = [Float](repeating: 0, count: vectors.first?.count ?? 0)
        for vector in vectors {
            for (index, value) in vector.enumerated() where index < sum.count {
                sum[index] += value
            }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? sum.map { $0 / length } : vectors.first ?? sum
    }

    /// Keeps vectors in the store, for passages that are still there.
    private func keep(_ made: [(id: Int64, vector: [Float])], model: String) async throws {
        try await store.write { transaction in
            let database = transaction.database
            let insert = try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO passage_vectors (passage_id, model, is_added, vector)
                        SELECT id, ?, 0, ? FROM passages WHERE id = ?
                    """)
            let done = try database.cachedStatement(
                sql: "DELETE FROM vectors_pending WHERE passage_id = ?")
            for (id, vector) in made {
                try insert.execute(arguments: [model, HalfFloats.data(of: vector), id])
                try done.execute(arguments: [id])
            }
        }
    }

    /// Hands vectors of a model that wait to its index.
    private func addNew(to vectors: any VectorBackend, model: String) async throws {
        while true {
            let batch = try await store.read { transaction in
                try Row.fetchAll(
                    transaction.database,
                    sql: """
                        SELECT passage_id, vector FROM passage_vectors
                        WHERE model = ? AND is_added = 0 ORDER BY passage_id LIMIT ?
                        """,
                    arguments: [model, Self.batchVectorsMax]
                ).map { row in
                    let data: Data = try row.required("vector")
                    let id: Int64 = try row.required("passage_id")
                    return (id: id, vector: HalfFloats.vector(of: data))
                }
            }
            if batch.isEmpty { return }
            try await vectors.add(batch)
            let forgotten = try await store.write { transaction in
                let statement = try transaction.database.cachedStatement(
                    sql: "UPDATE passage_vectors SET is_added = 1 WHERE passage_id = ?")
                return try batch.map(\.id).filter { id in
                    try statement.execute(arguments: [id])
                    return transaction.database.changesCount == 0
                }
            }
            // Forgotten between being read and being added.
            if !forgotten.isEmpty {
                try await vectors.remove(forgotten)
                try await vectors.compact()
            }
        }
    }
}
