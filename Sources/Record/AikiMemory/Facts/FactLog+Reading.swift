import AikiBase
public import AikiStore
import Foundation
import GRDB

extension FactLog {
    // The first ending that was written down by the asked time counts.
    private static let columns = """
        facts.*, ending.kind AS ending_kind, ending.successor_id AS ending_successor,
        ending.message_id AS ending_message, ending.valid_until_micros AS ending_valid_until,
        ending.recorded_micros AS ending_recorded
        """
    private static let joinedEnding = """
        LEFT JOIN fact_endings AS ending ON ending.id = (
            SELECT min(id) FROM fact_endings
            WHERE fact_id = facts.id AND (?1 IS NULL OR recorded_micros <= ?1))
        """

    /// Facts, the latest first.
    ///
    /// - Throws: `StoreError`.
    /// - Complexity: O(facts of the scope) at most.
    public func facts(_ query: FactQuery) async throws -> [Fact] {
        try await store.read { try facts(query, in: $0) }
    }

    /// As ``facts(_:)``, within a transaction.
    public func facts(_ query: FactQuery, in transaction: StoreTransaction) throws -> [Fact] {
        var arguments: StatementArguments = [
            query.asOf?.microsecondsSince1970, query.subject.map(FactStatement.normalized),
            query.includesEnded, query.validAt?.microsecondsSince1970, max(0, query.limit),
            query.relation,
        ]
        var scopeCondition = ""
        if let scopes = query.scopes {
            let marks = (0..<scopes.count).map { "?\($0 + 7)" }.joined(separator: ", ")
            scopeCondition = "AND facts.scope IN (\(marks))"
            arguments += StatementArguments(scopes.sorted())
        }
        return try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT \(Self.columns) FROM facts \(Self.joinedEnding)
                WHERE (?1 IS NULL OR facts.recorded_micros <= ?1)
                    AND (?2 IS NULL OR facts.subject_key = ?2)
                    AND (?3 OR ending.id IS NULL)
                    AND (?4 IS NULL OR (ifnull(facts.valid_from_micros, ?4) <= ?4
                        AND ifnull(min(ifnull(facts.valid_until_micros, ending.valid_until_micros),
                            ifnull(ending.valid_until_micros, facts.valid_until_micros)), ?4 + 1)
                            > ?4))
                    AND (?6 IS NULL OR facts.relation = ?6)
                    \(scopeCondition)
                ORDER BY facts.id DESC LIMIT ?5
                """,
            arguments: arguments
        ).map(Fact.init)
    }

    /// What facts say that somebody or something is called, the latest first, whether or not it still
    /// holds.
    ///
    /// - Throws: `StoreError`.
    /// - Complexity: O(names): looked up at once, on the thread that asks.
    public func names(limit: Int) throws -> [String] {
        try store.glance { transaction in
            try String.fetchAll(
                try transaction.database.cachedStatement(
                    sql: """
                        SELECT object FROM facts WHERE relation = 'is called'
                        ORDER BY id DESC LIMIT ?
                        """),
                arguments: [limit])
        }
    }

    /// One fact.
    ///
    /// - Throws: ``MemoryError/factNotFound(id:)``.
    public func fact(_ id: Int64) async throws -> Fact {
        try await store.read { try fact(id, in: $0) }
    }

    /// As ``fact(_:)``, within a transaction.
    public func fact(_ id: Int64, in transaction: StoreTransaction) throws -> Fact {
        let row = try Row.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT \(Self.columns) FROM facts \(Self.joinedEnding) WHERE facts.id = ?2
                    """),
            arguments: [nil as Int64?, id])
        guard let row else { throw MemoryError.factNotFound(id: id) }
        return try Fact(row)
    }

    /// The facts that were read out of a message, in the order of its words.
    public func facts(ofMessage message: Int64) async throws -> [Fact] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT \(Self.columns) FROM facts \(Self.joinedEnding)
                    WHERE facts.message_id = ?2 ORDER BY facts.span_start, facts.id
                    """,
                arguments: [nil as Int64?, message]
            ).map(Fact.init)
        }
    }
}

extension Fact {
    /// Reads a row of the table `facts` joined with what ended it.
    init(_ row: Row) throws {
        id = try row.required("id")
        scope = try row.required("scope")
        statement = FactStatement(
            try row.required("subject"), try row.required("relation"),
            try row.required("object"))
        source = FactSource(
            message: try row.required("message_id"), start: try row.required("span_start"),
            byteCount: try row.required("span_bytes"))
        confidence = try row.required("confidence")
        recordedAt = Date(microsecondsSince1970: try row.required("recorded_micros"))
        func date(_ column: String) throws -> Date? {
            try row.optional(column, as: Int64.self).map { Date(microsecondsSince1970: $0) }
        }
        validFrom = try date("valid_from_micros")
        let limits = [try date("valid_until_micros"), try date("ending_valid_until")]
        validUntil = limits.compactMap(\.self).min()
        ending = try FactEnding(row)
    }
}

extension FactEnding {
    /// Reads the columns that begin with `ending_`; nil where there is no ending.
    fileprivate init?(_ row: Row) throws {
        guard let name = try row.optional("ending_kind", as: String.self) else { return nil }
        guard let kind = Kind(rawValue: name) else {
            throw MemoryError.unreadable(what: "The end of a fact", detail: "kind '\(name)'")
        }
        self.kind = kind
        successor = try row.optional("ending_successor")
        message = try row.required("ending_message")
        recordedAt = Date(microsecondsSince1970: try row.required("ending_recorded"))
    }
}
