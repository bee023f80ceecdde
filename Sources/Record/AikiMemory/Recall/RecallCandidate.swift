import AikiStore
import Foundation
import GRDB

/// A passage that may be the answer, with what ranking needs of it. Hundreds of them are sorted and passed
/// on at each question: by reference, since copying their texts' counts was a tenth of the time.
final class RecallCandidate {
    let id: Int64
    let message: Int64
    let previous: Int64?
    let conversation: String
    let micros: Int64
    let traits: PassageTraits
    let namesText: String
    let termsText: String
    /// The question's terms among the names.
    let namesFound: TermFinder.Found
    /// The question's terms among the words.
    let termsFound: TermFinder.Found
    /// The stored vector; nil where it is not made yet, or no meaning is compared.
    let vector: Data?

    /// Whether it is a question of the words of the one that is asked and no others: that was asked before,
    /// and tells nothing.
    var asksTheSame: Bool {
        traits.contains(.asks) && termsFound.total > 0
            && termsFound.counts.allSatisfy { $0 > 0 }
            && termsFound.counts.reduce(0, +) == termsFound.total
    }

    /// Who spoke, and what a long text is called.
    var names: [Substring] { Self.parted(namesText) }
    /// The words.
    var terms: [Substring] { Self.parted(termsText) }

    /// What stands between spaces, found in the bytes: characters would be put together first.
    private static func parted(_ text: String) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    }

    /// Reads passages for one query.
    struct Reader {
        let filter: RecallFilter
        let finder: TermFinder
        /// Whose vectors are compared; nil compares none, and reads none.
        let model: String?
        let transaction: StoreTransaction

        /// Reads passages.
        func fetch(_ ids: [Int64]) throws -> [RecallCandidate] {
            try fetch("passages.id IN (SELECT value FROM json_each(?))", ids)
        }

        /// Reads the passages that stand right before and after some.
        func fetchNeighbours(of candidates: [RecallCandidate]) throws -> [RecallCandidate] {
            let known = Set(candidates.map(\.id))
            let before = Set(candidates.compactMap(\.previous)).subtracting(known)
            let earlier = try fetch(before.sorted())
            let later = try fetch(
                "passages.previous_id IN (SELECT value FROM json_each(?))", known.sorted())
            return earlier + later.filter { !known.contains($0.id) && !before.contains($0.id) }
        }

        private func fetch(_ condition: String, _ ids: [Int64]) throws -> [RecallCandidate] {
            if ids.isEmpty { return [] }
            let join =
                model == nil
                ? "" : "LEFT JOIN passage_vectors ON passage_id = passages.id AND model = ?"
            let list = "[\(ids.map(String.init).joined(separator: ","))]"
            let rows = try Row.fetchCursor(
                transaction.database.cachedStatement(
                    sql: """
                        SELECT passages.id, message_id, previous_id, conversation_id, time_micros,
                            traits, names, terms, \(model == nil ? "NULL" : "vector")
                        FROM passages \(join) WHERE \(condition) AND \(filter.sql)
                        """),
                arguments: (model.map { [$0] } ?? []) + [list] + filter.arguments)
            var candidates: [RecallCandidate] = []
            while let row = try rows.next() {
                candidates.append(try RecallCandidate(row, finder))
            }
            return candidates
        }
    }

    /// Columns are read by their places, and terms are parted only where they are shown: hundreds of
    /// rows a query.
    private init(_ row: Row, _ finder: TermFinder) throws {
        id = try row.required(at: 0)
        message = try row.required(at: 1)
        previous = try row.optional(at: 2)
        conversation = try row.required(at: 3)
        micros = try row.required(at: 4)
        traits = PassageTraits(rawValue: try row.required(at: 5))
        namesText = try row.required(at: 6)
        termsText = try row.required(at: 7)
        namesFound = finder.find(in: namesText)
        termsFound = finder.find(in: termsText)
        vector = try row.optional(at: 8)
    }
}
