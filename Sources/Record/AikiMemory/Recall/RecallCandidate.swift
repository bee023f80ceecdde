import AikiStore
import Foundation
import GRDB

/// A passage that may be the answer, with what ranking needs of it.
struct RecallCandidate {
    let id: Int64
    let message: Int64
    let previous: Int64?
    let conversation: String
    let micros: Int64
    let traits: PassageTraits
    let names: [Substring]
    let terms: [Substring]
    /// The stored vector; nil where it is not made yet.
    let vector: Data?

    private static let columns = """
        SELECT passages.id, message_id, previous_id, conversation_id, time_micros, traits, names,
            terms, vector
        FROM passages LEFT JOIN passage_vectors
            ON passage_vectors.passage_id = passages.id AND model = ?
        """

    /// Reads passages, with the vectors that one model made.
    static func fetch(
        _ ids: [Int64], model: String, _ filter: RecallFilter, in transaction: StoreTransaction
    ) throws -> [RecallCandidate] {
        try fetch(
            "passages.id IN (SELECT value FROM json_each(?))", json(ids), model, filter,
            in: transaction)
    }

    /// Reads the passages that stand right before and after some.
    static func fetchNeighbours(
        of candidates: [RecallCandidate], model: String, _ filter: RecallFilter,
        in transaction: StoreTransaction
    ) throws -> [RecallCandidate] {
        let known = Set(candidates.map(\.id))
        let before = Set(candidates.compactMap(\.previous)).subtracting(known)
        let earlier = try fetch(before.sorted(), model: model, filter, in: transaction)
        let later = try fetch(
            "passages.previous_id IN (SELECT value FROM json_each(?))", json(known.sorted()),
            model, filter, in: transaction)
        return earlier + later.filter { !known.contains($0.id) && !before.contains($0.id) }
    }

    private static func fetch(
        _ condition: String, _ list: String, _ model: String, _ filter: RecallFilter,
        in transaction: StoreTransaction
    ) throws -> [RecallCandidate] {
        let rows = try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: "\(columns) WHERE \(condition) AND \(filter.sql)"),
            arguments: [model, list] + filter.arguments)
        return try rows.map(RecallCandidate.init)
    }

    private static func json(_ ids: [Int64]) -> String {
        "[\(ids.map(String.init).joined(separator: ","))]"
    }

    private init(_ row: Row) throws {
        id = try row.required("id")
        message = try row.required("message_id")
        previous = try row.optional("previous_id")
        conversation = try row.required("conversation_id")
        micros = try row.required("time_micros")
        traits = PassageTraits(rawValue: try row.required("traits"))
        names = try row.required("names", as: String.self).split(separator: " ")
        terms = try row.required("terms", as: String.self).split(separator: " ")
        vector = try row.optional("vector")
    }
}
