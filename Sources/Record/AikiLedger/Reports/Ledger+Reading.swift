import AikiBase
import AikiStore
public import Foundation
import GRDB

extension Ledger {
    /// Sums up a span.
    ///
    /// - Parameters:
    ///   - dates: which entries count; nil counts all.
    ///   - reference: what answers of this machine would have cost elsewhere.
    ///   - kilowattHourMicros: the price of electricity, in millionths of a dollar a kWh.
    ///   - zone: where days begin.
    /// - Returns: the report.
    /// - Throws: `StoreError`.
    /// - Complexity: O(entries in the dates), in one pass.
    public func report(
        in dates: Range<Date>? = nil, reference: Price? = nil, kilowattHourMicros: Int64 = 0,
        zone: TimeZone = .current
    ) async throws -> LedgerReport {
        try await store.read { transaction in
            var report = LedgerReport(
                reference: reference, kilowattHourMicros: kilowattHourMicros, zone: zone)
            try Self.each(in: dates, transaction) { report.add($0.entry) }
            return report
        }
    }

    /// Every entry of a span, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func entries(in dates: Range<Date>? = nil) async throws -> [LedgerRecord] {
        try await store.read { transaction in
            var records: [LedgerRecord] = []
            try Self.each(in: dates, transaction) { records.append($0) }
            return records
        }
    }

    /// Takes the entries after one into a report.
    ///
    /// - Returns: the report with them, and the number of the last.
    /// - Throws: `StoreError`.
    public func extend(
        _ report: LedgerReport, after sequence: Int64
    ) async throws -> (report: LedgerReport, last: Int64) {
        try await store.read { transaction in
            var (report, last) = (report, sequence)
            let rows = try Row.fetchCursor(
                transaction.database,
                sql: "SELECT * FROM ledger WHERE sequence > ? ORDER BY sequence",
                arguments: [sequence])
            while let row = try rows.next() {
                let record = try LedgerRecord(row)
                report.add(record.entry)
                last = record.sequence
            }
            return (report, last)
        }
    }

    private static func each(
        in dates: Range<Date>?, _ transaction: StoreTransaction, _ body: (LedgerRecord) -> Void
    ) throws {
        let range: [Int64] = [
            dates?.lowerBound.microsecondsSince1970 ?? .min,
            dates?.upperBound.microsecondsSince1970 ?? .max,
        ]
        let rows = try Row.fetchCursor(
            transaction.database,
            sql: """
                SELECT * FROM ledger WHERE time_micros >= ? AND time_micros < ? ORDER BY sequence
                """,
            arguments: StatementArguments(range))
        while let row = try rows.next() { body(try LedgerRecord(row)) }
    }
}
