import AikiBase
import AikiStore
import AikiVectors
import Foundation
import GRDB

/// Gathers the passages that are worth ranking: those that fit best by words, by meaning and by time,
/// those of the time asked about that fit best by words, those from which facts were read that the question is about, what is linked to the best of them,
/// and what was said right before and after.
package struct RecallCandidates {
    /// How many passages each comparison brings.
    static let each = 50
    /// How many passages of the time asked about are looked at, so that a long time costs no more.
    package static let inTimeMax = 1_000

    private(set) var candidates: [RecallCandidate]
    /// Places in the list of words, and of meaning, from 1.
    private(set) var wordRanks: [Int64: Int] = [:]
    private(set) var meaningRanks: [Int64: Int] = [:]
    /// Which messages bridges link, in both directions.
    private(set) var links: [Int64: Set<Int64>] = [:]
    /// What is known and bears on the question, by the passages it was read from.
    private(set) var facts: [Int64: FactSearch.Found] = [:]
    /// When the question asks about; nil where it names no time.
    private(set) var time: AskedTime?
    /// Places in the list of facts, from 1.
    private(set) var factRanks: [Int64: Int] = [:]

    init(
        _ query: RecallQuery, _ question: RecallQuestion, _ search: WordSearch,
        nearest: [VectorHit], model: String?, count: Int, map: PassageMap,
        sieve: (@Sendable (Int64) -> Bool)?, factIndex: TermIndex,
        in transaction: StoreTransaction
    ) throws {
        let filter = RecallFilter(query)
        let reader = RecallCandidate.Reader(
            filter: filter, finder: TermFinder(search.terms.map(\.term)), model: model,
            transaction: transaction)
        var ids: [Int64] = []
        for (place, hit) in nearest.enumerated() {
            meaningRanks[hit.id] = place + 1
            ids.append(hit.id)
        }
        var choices = [TermIndex.Choice(count: count, sieve: sieve)]
        if let span = question.span {
            let said = try map.said(
                atMost: Self.inTimeMax, in: span.told, sieve: sieve, in: transaction)
            let time = try AskedTime(
                span, in: query.timeZone, said: said.count, of: search.passagesTotal,
                sieve: sieve, in: transaction)
            self.time = time
            let ofThen = time.passages.union(said.latest)
            if search.isSelective {
                choices.append(
                    TermIndex.Choice(count: Self.each, sieve: { ofThen.contains($0) }))
            }
            ids += try Self.longest(of: ofThen, map, in: transaction)
        }
        let found = try search.passages(choices, in: transaction)
        for (place, id) in (found.first ?? []).enumerated() { wordRanks[id] = place + 1 }
        ids += found.joined()
        var factSearch = FactSearch(query, question, filter, index: factIndex)
        for (place, fact) in try factSearch.facts(in: transaction).enumerated() {
            facts[fact.passage] = fact
            factRanks[fact.passage] = place + 1
            ids.append(fact.passage)
        }
        candidates = try reader.fetch(Set(ids).sorted())
        links = try walk(in: transaction)
        let known = Set(candidates.map(\.message))
        let linked = try Self.passages(
            of: links.values.reduce(into: Set()) { $0.formUnion($1) }.subtracting(known),
            in: transaction)
        candidates += try reader.fetch(linked)
        candidates += try reader.fetchNeighbours(of: candidates)
    }

    /// How many of the best of each list bridges are walked from, and how many bridges at most.
    static let (walkedFrom, bridgesMax) = (5, 40)

    /// The bridges that begin or end at the best candidates.
    private func walk(in transaction: StoreTransaction) throws -> [Int64: Set<Int64>] {
        // A store that keeps no facts has no bridges.
        guard try transaction.database.tableExists("bridges") else { return [:] }
        let statement = try transaction.database.cachedStatement(
            sql: """
                SELECT to_message FROM bridges WHERE from_message = ?1
                UNION SELECT from_message FROM bridges WHERE to_message = ?1
                ORDER BY 1 DESC LIMIT ?2
                """)
        var links: [Int64: Set<Int64>] = [:]
        var left = Self.bridgesMax
        for candidate in candidates where left > 0 {
            let places = [wordRanks, meaningRanks, factRanks].compactMap { $0[candidate.id] }
            guard let place = places.min(), place <= Self.walkedFrom else { continue }
            let others = try Int64.fetchAll(statement, arguments: [candidate.message, left])
            left -= others.count
            for other in others where other != candidate.message {
                links[candidate.message, default: []].insert(other)
                links[other, default: []].insert(candidate.message)
            }
        }
        return links
    }

    /// The first passage of each message.
    private static func passages(
        of messages: Set<Int64>, in transaction: StoreTransaction
    ) throws -> [Int64] {
        let statement = try transaction.database.cachedStatement(
            sql: "SELECT min(id) FROM passages WHERE message_id = ?")
        return try messages.sorted().compactMap {
            try Int64.fetchOne(statement, arguments: [$0])
        }
    }

    /// Those of some passages with most to say.
    private static func longest(
        of passages: Set<Int64>, _ map: PassageMap, in transaction: StoreTransaction
    ) throws -> [Int64] {
        let statement = try transaction.database.cachedStatement(
            sql: "SELECT id FROM passages WHERE id IN (SELECT value FROM json_each(?))")
        let sorted = map.longestFirst(passages)
        var longest: [Int64] = []
        // The map may still know some that are gone.
        for start in stride(from: 0, to: sorted.count, by: Self.each)
        where longest.count < Self.each {
            let part = sorted[start..<min(start + Self.each, sorted.count)]
            let list = "[\(part.map(String.init).joined(separator: ","))]"
            let there = try Int64.fetchSet(statement, arguments: [list])
            longest += part.filter { there.contains($0) }
        }
        return Array(longest.prefix(Self.each))
    }
}
