public import AikiStore
public import Foundation
import GRDB

/// The prices that were ever counted with, by the day from which each holds.
///
/// A new price is added beside the old ones: an entry of the ledger names the very price it was counted
/// with, so that a bill of last year can be computed again.
public struct PriceBook: Sendable {
    let store: Store

    /// Uses the prices of a store that was opened with ``Ledger/schema``.
    public init(store: Store) {
        self.store = store
    }

    static let migration = StoreSchema.Migration("3-prices") { transaction in
        try transaction.database.execute(
            sql: """
                CREATE TABLE prices (
                    id TEXT PRIMARY KEY,
                    provider TEXT NOT NULL,
                    model TEXT NOT NULL,
                    day TEXT NOT NULL,
                    prompt INTEGER NOT NULL,
                    cached INTEGER,
                    cache_write INTEGER,
                    output INTEGER NOT NULL,
                    context_tokens INTEGER,
                    source TEXT NOT NULL
                ) STRICT;
                CREATE INDEX prices_by_model ON prices (model, provider, day);
                CREATE TRIGGER prices_never_change BEFORE UPDATE ON prices
                BEGIN SELECT RAISE(ABORT, 'prices are kept'); END;
                CREATE TRIGGER prices_never_go BEFORE DELETE ON prices
                BEGIN SELECT RAISE(ABORT, 'prices are kept'); END;
                """)
    }

    /// Adds prices; one that says what the latest of its model says is left out.
    ///
    /// - Returns: how many were new.
    /// - Throws: `StoreError`.
    @discardableResult
    public func add(_ table: PriceTable, source: String) async throws -> Int {
        try await store.write { transaction in
            var count = 0
            for price in table.prices {
                let latest = try Self.latest(
                    price.model, price.provider, until: price.day, in: transaction)
                if let latest, latest.isSame(as: price) { continue }
                try transaction.database.execute(
                    sql: "INSERT OR IGNORE INTO prices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        price.id, price.provider, price.model, price.day, price.prompt,
                        price.cached, price.cacheWrite, price.output, price.contextTokens, source,
                    ])
                count += transaction.database.changesCount
            }
            return count
        }
    }

    /// The price of a model on a day: of what was loaded, else of what comes with the program.
    ///
    /// - Parameters:
    ///   - model: as the provider calls it, or with the provider before it: `openai/gpt-4o`.
    ///   - provider: who is paid; nil takes any. One who resells (`openrouter`) takes the maker's price
    ///     where its own is not known.
    ///   - date: when.
    /// - Returns: the latest that holds by then; the earliest known where all are later.
    /// - Throws: ``LedgerError/priceMissing(model:)``; `StoreError`.
    public func price(
        of model: String, provider: String? = nil, at date: Date
    ) async throws -> Price {
        let found = try await store.read {
            try Self.find(model, provider, at: date, in: $0)
        }
        guard let found else { throw LedgerError.priceMissing(model: model) }
        return found
    }

    /// As ``price(of:provider:at:)``, as part of a transaction that may hold more; nil where no price is
    /// known.
    static func find(
        _ model: String, _ provider: String?, at date: Date, in transaction: StoreTransaction
    ) throws -> Price? {
        let day = date.formatted(.iso8601.year().month().day())
        if let price = try latest(model, provider, until: day, in: transaction) { return price }
        let shipped = try PriceTable.shipped()
        if let price = shipped.price(of: model, provider: provider) { return price }
        guard let slash = model.firstIndex(of: "/") else { return nil }
        let maker = String(model[..<slash])
        let name = String(model[model.index(after: slash)...])
        return try latest(name, maker, until: day, in: transaction)
            ?? shipped.price(of: name, provider: maker)
    }

    /// A price by its id; nil where it is not there.
    public func price(id: String) async throws -> Price? {
        try await store.read { transaction in
            try Row.fetchOne(
                transaction.database, sql: "SELECT * FROM prices WHERE id = ?", arguments: [id]
            ).map(Price.init)
        }
    }

    /// All prices, by provider, model and day.
    public func all() async throws -> [Price] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database, sql: "SELECT * FROM prices ORDER BY provider, model, day"
            ).map(Price.init)
        }
    }

    private static func latest(
        _ model: String, _ provider: String?, until day: String, in transaction: StoreTransaction
    ) throws -> Price? {
        // What holds by then comes first, the latest before all; of what holds only later, the earliest.
        try Row.fetchOne(
            try transaction.database.cachedStatement(
                sql: """
                    SELECT * FROM prices WHERE model = ?1 AND (?2 IS NULL OR provider = ?2)
                    ORDER BY day <= ?3 DESC,
                        CASE WHEN day <= ?3 THEN day END DESC, day, provider, rowid DESC LIMIT 1
                    """),
            arguments: [model, provider, day]
        ).map(Price.init)
    }
}

extension Price {
    fileprivate init(_ row: Row) throws {
        self.init(
            provider: try row.required("provider"), model: try row.required("model"),
            day: try row.required("day"), prompt: try row.required("prompt"),
            cached: try row.optional("cached"), cacheWrite: try row.optional("cache_write"),
            output: try row.required("output"), contextTokens: try row.optional("context_tokens"))
    }

    /// Whether the numbers are those of another price, whatever the day.
    fileprivate func isSame(as other: Price) -> Bool {
        prompt == other.prompt && cached == other.cached && cacheWrite == other.cacheWrite
            && output == other.output
    }
}
