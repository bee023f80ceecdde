public import AikiBase
public import AikiDialogue
import AikiStore
public import Foundation
import GRDB

extension Ledger {
    /// What entries are summed over.
    public enum Grouping: Sendable {
        /// Each day, in a zone that is so far east of UTC.
        case day(offsetSeconds: Int)
        /// Each model.
        case model
        /// Each day and model.
        case dayAndModel(offsetSeconds: Int)
    }

    /// Sums over a group of entries.
    public struct Total: Sendable, Equatable {
        /// The day, `2026-11-20`; nil where days are not told apart.
        public let day: String?
        /// The model; nil where models are not told apart.
        public let model: String?
        /// How many calls.
        public let calls: Int
        /// How many of them failed.
        public let failures: Int
        /// Tokens and durations, summed.
        public let usage: Usage
        /// From question to end of answer, summed.
        public let total: Duration
        /// Millionths of a dollar, summed.
        public let costMicros: Int64
    }

    /// The entries of a turn, oldest first.
    public func records(of turn: TurnID) async throws -> [LedgerRecord] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: "SELECT * FROM ledger WHERE turn_id = ? ORDER BY sequence",
                arguments: [turn.text]
            ).map(LedgerRecord.init)
        }
    }

    /// The latest entries, newest first.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - sequence: only entries before this one, to read on; nil starts with the newest.
    /// - Returns: the entries in their places in the chain.
    /// - Throws: `StoreError` where the store cannot be read.
    public func latest(_ limit: Int, before sequence: Int64? = nil) async throws -> [LedgerRecord] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: "SELECT * FROM ledger WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                arguments: [sequence ?? .max, max(0, limit)]
            ).map(LedgerRecord.init)
        }
    }

    /// Sums, oldest day first, then by model.
    ///
    /// - Parameters:
    ///   - grouping: what to tell apart.
    ///   - dates: which entries count; nil counts all.
    /// - Returns: one total a group; none where nothing was recorded.
    /// - Throws: `StoreError` where the store cannot be read.
    /// - Complexity: O(entries in the dates).
    public func totals(
        by grouping: Grouping, in dates: Range<Date>? = nil
    ) async throws -> [Total] {
        let (day, model) =
            switch grouping {
            case .day(let offset): (Self.dayExpression(offset), "NULL")
            case .model: ("NULL", "model")
            case .dayAndModel(let offset): (Self.dayExpression(offset), "model")
            }
        let range: [Int64] = [
            dates?.lowerBound.microsecondsSince1970 ?? .min,
            dates?.upperBound.microsecondsSince1970 ?? .max,
        ]
        return try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT \(day) AS day, \(model) AS model_name, count(*) AS calls,
                        sum(outcome = 'failed') AS failures,
                        sum(prompt_tokens) AS prompt_tokens, sum(cached_tokens) AS cached_tokens,
                        sum(output_tokens) AS output_tokens,
                        sum(first_token_nanos) AS first_token_nanos,
                        sum(prefill_nanos) AS prefill_nanos, sum(decode_nanos) AS decode_nanos,
                        sum(total_nanos) AS total_nanos, sum(cost_micros) AS cost_micros
                    FROM ledger
                    WHERE kind != 'feedback' AND time_micros >= ? AND time_micros < ?
                    GROUP BY 1, 2 ORDER BY 1, 2
                    """,
                arguments: StatementArguments(range)
            ).map(Total.init)
        }
    }

    private static func dayExpression(_ offsetSeconds: Int) -> String {
        "date(time_micros / 1000000 + \(offsetSeconds), 'unixepoch')"
    }
}

extension Ledger.Total {
    fileprivate init(_ row: Row) throws {
        day = try row.optional("day")
        model = try row.optional("model_name")
        calls = try row.required("calls")
        failures = try row.required("failures")
        usage = Usage(
            promptTokens: try row.required("prompt_tokens"),
            cachedTokens: try row.required("cached_tokens"),
            outputTokens: try row.required("output_tokens"),
            firstToken: .nanoseconds(try row.required("first_token_nanos", as: Int64.self)),
            prefill: .nanoseconds(try row.required("prefill_nanos", as: Int64.self)),
            decode: .nanoseconds(try row.required("decode_nanos", as: Int64.self)))
        total = .nanoseconds(try row.required("total_nanos", as: Int64.self))
        costMicros = try row.required("cost_micros")
    }
}
