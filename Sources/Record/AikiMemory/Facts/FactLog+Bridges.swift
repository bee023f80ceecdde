import AikiBase
public import AikiStore
import Foundation
import GRDB

extension FactLog {
    /// Adds a bridge; one that is there already is left as it is.
    ///
    /// - Throws: `StoreError` where an end is not in the store.
    public func add(_ bridge: Bridge, in transaction: StoreTransaction) throws {
        try transaction.database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO bridges
                    (from_message, to_message, from_fact, to_fact, kind, recorded_micros)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            bridge.from.message, bridge.to.message, bridge.from.fact, bridge.to.fact,
            bridge.kind.rawValue, bridge.recordedAt.microsecondsSince1970,
        ])
    }

    /// The bridges at a message, in both directions, the latest first.
    ///
    /// - Parameters:
    ///   - message: the message's number.
    ///   - kinds: only these; nil takes all.
    ///   - limit: how many at most.
    ///   - transaction: the transaction it is read in.
    /// - Returns: the bridges that start or end at the message.
    /// - Throws: `StoreError`.
    public func bridges(
        at message: Int64, kinds: Set<Bridge.Kind>? = nil, limit: Int = 32,
        in transaction: StoreTransaction
    ) throws -> [Bridge] {
        let names = (kinds ?? Set(Bridge.Kind.allCases)).map { "'\($0.rawValue)'" }
        return try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT * FROM bridges WHERE id IN (
                    SELECT id FROM bridges WHERE from_message = ?1
                    UNION SELECT id FROM bridges WHERE to_message = ?1)
                AND kind IN (\(names.sorted().joined(separator: ", ")))
                ORDER BY id DESC LIMIT ?2
                """,
            arguments: [message, max(0, limit)]
        ).map(Bridge.init)
    }

    /// As ``bridges(at:kinds:limit:in:)``, in a transaction of its own.
    public func bridges(
        at message: Int64, kinds: Set<Bridge.Kind>? = nil, limit: Int = 32
    ) async throws -> [Bridge] {
        try await store.read { try bridges(at: message, kinds: kinds, limit: limit, in: $0) }
    }
}

extension Bridge {
    /// Reads a row of the table `bridges`.
    init(_ row: Row) throws {
        let name: String = try row.required("kind")
        guard let kind = Kind(rawValue: name) else {
            throw MemoryError.unreadable(what: "A bridge", detail: "kind '\(name)'")
        }
        self.kind = kind
        from = End(
            message: try row.required("from_message"), fact: try row.optional("from_fact"))
        to = End(message: try row.required("to_message"), fact: try row.optional("to_fact"))
        recordedAt = Date(microsecondsSince1970: try row.required("recorded_micros"))
    }
}
