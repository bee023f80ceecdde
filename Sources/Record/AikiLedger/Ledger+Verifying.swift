import AikiStore
public import Foundation
import GRDB

extension Ledger {
    /// What a check of the whole chain found good.
    public struct Proof: Sendable, Equatable {
        /// How many entries there are.
        public let count: Int64
        /// The hash of the last; noted elsewhere, it later proves that nothing was cut off.
        public let head: Data
    }

    /// Computes every hash anew, first to last.
    ///
    /// - Parameter noted: a proof of an earlier day; its head must still be in its place.
    /// - Returns: how many entries there are, and the hash of the last.
    /// - Throws: ``LedgerError`` with the first entry that is not what was recorded.
    /// - Complexity: O(entries).
    public func verify(against noted: Proof? = nil) async throws -> Proof {
        try await store.read { try Self.verify(in: $0, against: noted) }
    }

    static func verify(
        in transaction: StoreTransaction, against noted: Proof? = nil
    ) throws -> Proof {
        var count: Int64 = 0
        var head = LedgerChain.start
        var isNotedFound = noted == nil || noted?.count == 0
        let rows = try Row.fetchCursor(
            transaction.database, sql: "SELECT * FROM ledger ORDER BY sequence")
        while let row = try rows.next() {
            let record = try LedgerRecord(row)
            try check(
                record, decisionText: row.required("decision"), format: row.required("format"),
                follows: count, head)
            count = record.sequence
            head = record.hash
            if let noted, noted.count == count { isNotedFound = noted.head == head }
        }
        guard isNotedFound else { throw LedgerError.headMissing(sequence: noted?.count ?? 0) }
        return Proof(count: count, head: head)
    }

    private static func check(
        _ record: LedgerRecord, decisionText: String, format: Int, follows count: Int64,
        _ head: Data
    ) throws(LedgerError) {
        guard record.sequence == count + 1 else {
            throw .chainBroken(
                sequence: count + 1, problem: "it is missing, \(record.sequence) comes next")
        }
        guard record.previousHash == head else {
            throw .chainBroken(
                sequence: record.sequence, problem: "it does not continue the entry before")
        }
        let hash = LedgerChain.hash(
            record.entry, sequence: record.sequence, decisionText: decisionText, format: format,
            after: head)
        guard record.hash == hash else {
            throw .chainBroken(
                sequence: record.sequence, problem: "its content is not what was recorded")
        }
    }
}
