import AikiBase
public import AikiStore
public import Foundation
import GRDB

extension FactLog {
    /// How many facts a reflection is drawn from, the latest first.
    static let reflectedFactsMax = 200

    /// What is remembered of somebody or something, in a few sentences.
    ///
    /// The kept one is taken where no fact about it came or ended later; else it is made anew from the
    /// facts that stand, without a model.
    ///
    /// - Parameters:
    ///   - about: a subject as facts name it: `user`, `Ines`.
    ///   - scope: whose memory.
    ///   - now: when it is asked.
    /// - Returns: the reflection; nil where nothing is known.
    /// - Throws: `StoreError`.
    public func reflection(
        about: String, scope: String, now: Date
    ) async throws -> Reflection? {
        try await store.write { transaction in
            var query = FactQuery()
            query.scopes = [scope]
            query.subject = about
            query.limit = Self.reflectedFactsMax
            let facts = Array(try self.facts(query, in: transaction).reversed())
            guard !facts.isEmpty else { return nil }
            let cached = try reflection(about: about, scope: scope, in: transaction)
            let came = facts.map(\.recordedAt).max() ?? now
            let ended = try lastEnding(about: about, scope: scope, in: transaction)
            let latest = max(came, ended ?? came)
            let known = Set(facts.map(\.source.message))
            if let cached, cached.time >= latest, Set(cached.sources).isSubset(of: known) {
                return cached
            }
            let made = Self.reflect(on: facts, about: about, scope: scope, now: now)
            try keep(made, in: transaction)
            return made
        }
    }

    /// Keeps a reflection in place of the one there was, also one that a model refined.
    ///
    /// - Throws: `StoreError` where a source is not in the store.
    public func keep(_ reflection: Reflection, in transaction: StoreTransaction) throws {
        precondition(!reflection.sources.isEmpty, "a reflection is drawn from something")
        let database = transaction.database
        try database.execute(
            sql: "DELETE FROM reflections WHERE scope = ? AND about = ?",
            arguments: [reflection.scope, reflection.about])
        try database.execute(
            sql: """
                INSERT INTO reflections (scope, about, text, maker, recorded_micros)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                reflection.scope, reflection.about, reflection.text, reflection.maker,
                reflection.time.microsecondsSince1970,
            ])
        let number = database.lastInsertedRowID
        for message in Set(reflection.sources).sorted() {
            try database.execute(
                sql: "INSERT INTO reflection_sources (reflection_id, message_id) VALUES (?, ?)",
                arguments: [number, message])
        }
    }

    /// Drops every reflection; they are made again when they are asked for.
    public func dropReflections() async throws {
        try await store.write { transaction in
            try transaction.database.execute(sql: "DELETE FROM reflections")
        }
    }

    private func reflection(
        about: String, scope: String, in transaction: StoreTransaction
    ) throws -> Reflection? {
        let row = try Row.fetchOne(
            transaction.database,
            sql: "SELECT * FROM reflections WHERE scope = ? AND about = ?",
            arguments: [scope, about])
        guard let row else { return nil }
        let sources = try Int64.fetchAll(
            transaction.database,
            sql: """
                SELECT message_id FROM reflection_sources WHERE reflection_id = ?
                ORDER BY message_id
                """,
            arguments: [try row.required("id", as: Int64.self)])
        return Reflection(
            about: about, scope: scope, text: try row.required("text"),
            maker: try row.required("maker"), sources: sources,
            time: Date(microsecondsSince1970: try row.required("recorded_micros")))
    }

    /// When it was last written down that a fact about somebody or something no longer stands.
    private func lastEnding(
        about: String, scope: String, in transaction: StoreTransaction
    ) throws -> Date? {
        try Int64.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT max(fact_endings.recorded_micros)
                    FROM facts JOIN fact_endings ON fact_endings.fact_id = facts.id
                    WHERE facts.scope = ? AND facts.subject_key = ?
                    """),
            arguments: [scope, FactStatement.normalized(about)]
        ).map { Date(microsecondsSince1970: $0) }
    }

    private static func reflect(
        on facts: [Fact], about: String, scope: String, now: Date
    ) -> Reflection {
        let sentences = facts.map(\.sentence)
        let chosen = CentroidSummary.choose(sentences)
        let kept = chosen.isEmpty ? [sentences.count - 1] : chosen
        return Reflection(
            about: about, scope: scope, text: kept.map { sentences[$0] }.joined(separator: "\n"),
            maker: "centroid", sources: Set(kept.map { facts[$0].source.message }).sorted(),
            time: now)
    }
}
