import AikiBase
public import AikiStore
public import Foundation
import GRDB

/// Budgets, and what is held and spent of them.
///
///     let held = try await book.reserve(price.costMost(…), provider: "openai", person: nil, at: now)
///     …                                             // the call
///     try await store.write { transaction in
///         try ledger.append(entry, in: transaction)
///         try book.settle(held.id, costMicros: entry.costMicros, in: transaction)
///     }
///
/// A call is made only after the most that it can cost is held, in one transaction that sees all that
/// others hold, so no number of calls at once exceeds a budget. What is held stays held until it is
/// settled or released: where the program is killed in the middle of a call, the provider may have been
/// owed all of it, and so it counts as spent for the rest of its period. A call that costs more than
/// was held for it, because a provider counts otherwise, is recorded with all that it cost.
public struct BudgetBook: Sendable {
    let store: Store
    private let calendar: Calendar

    /// Uses the budgets of a store that was opened with ``Ledger/schema``.
    ///
    /// - Parameters:
    ///   - store: the store.
    ///   - zone: where days and months begin.
    public init(store: Store, zone: TimeZone = .current) {
        self.store = store
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    static let migration = StoreSchema.Migration("4-budgets") { transaction in
        try transaction.database.execute(
            sql: """
                CREATE TABLE budgets (
                    scope TEXT NOT NULL,
                    period TEXT NOT NULL,
                    limit_micros INTEGER NOT NULL CHECK (limit_micros >= 0),
                    PRIMARY KEY (scope, period)
                ) STRICT;
                CREATE TABLE budget_reservations (
                    id TEXT PRIMARY KEY,
                    time_micros INTEGER NOT NULL,
                    provider TEXT NOT NULL,
                    person TEXT,
                    amount_micros INTEGER NOT NULL CHECK (amount_micros >= 0),
                    cost_micros INTEGER CHECK (cost_micros >= 0)
                ) STRICT;
                CREATE INDEX budget_reservations_by_time ON budget_reservations (time_micros);
                """)
    }

    /// What was spent, by quarters of an hour: no zone's day begins in the middle of one. Without these
    /// sums every call would add up all calls of its month before it is made.
    static let spentMigration = StoreSchema.Migration("6-budget-spent") { transaction in
        try transaction.database.execute(
            sql: """
                CREATE TABLE budget_spent (
                    quarter INTEGER NOT NULL,
                    provider TEXT NOT NULL,
                    person TEXT NOT NULL,
                    micros INTEGER NOT NULL,
                    PRIMARY KEY (quarter, provider, person)
                ) STRICT, WITHOUT ROWID;
                INSERT INTO budget_spent
                    SELECT time_micros / \(quarterMicros), provider, coalesce(person, ''),
                        sum(cost_micros)
                    FROM budget_reservations WHERE cost_micros IS NOT NULL GROUP BY 1, 2, 3;
                CREATE INDEX budget_reservations_open ON budget_reservations (time_micros)
                    WHERE cost_micros IS NULL;
                CREATE TRIGGER budget_spent_grows
                    AFTER UPDATE OF cost_micros ON budget_reservations
                    WHEN OLD.cost_micros IS NULL AND NEW.cost_micros IS NOT NULL
                BEGIN
                    INSERT INTO budget_spent VALUES (
                        NEW.time_micros / \(quarterMicros), NEW.provider,
                        coalesce(NEW.person, ''), NEW.cost_micros)
                    ON CONFLICT DO UPDATE SET micros = micros + excluded.micros;
                END;
                """)
    }

    private static let quarterMicros: Int64 = 900_000_000

    /// Sets a budget, or changes its limit.
    ///
    /// - Precondition: the limit is not negative.
    public func set(_ budget: Budget) async throws {
        precondition(budget.limitMicros >= 0, "a negative budget")
        try await store.write { transaction in
            try transaction.database.execute(
                sql: """
                    INSERT INTO budgets VALUES (?, ?, ?) ON CONFLICT (scope, period)
                    DO UPDATE SET limit_micros = excluded.limit_micros
                    """,
                arguments: [budget.scope.text, budget.period.rawValue, budget.limitMicros])
        }
    }

    /// Removes a budget: what it bounded is free.
    ///
    /// - Throws: ``LedgerError/budgetNotFound(name:)``; `StoreError`.
    public func remove(_ scope: Budget.Scope, _ period: Budget.Period) async throws {
        try await store.write { transaction in
            try transaction.database.execute(
                sql: "DELETE FROM budgets WHERE scope = ? AND period = ?",
                arguments: [scope.text, period.rawValue])
            guard transaction.database.changesCount == 1 else {
                throw LedgerError.budgetNotFound(name: "\(scope.text) a \(period.rawValue)")
            }
        }
    }

    /// Where every budget stands.
    public func statuses(at date: Date) async throws -> [Budget.Status] {
        try await store.read { transaction in
            try budgets(in: transaction).map { try status($0, at: date, in: transaction) }
        }
    }

    /// What the tightest budget has left for a provider and a person; nil where none bounds them.
    public func left(provider: String, person: String?, at date: Date) async throws -> Int64? {
        try await store.read { try left(provider: provider, person: person, at: date, in: $0) }
    }

    /// As ``left(provider:person:at:)``, as part of a transaction that may hold more.
    func left(
        provider: String, person: String?, at date: Date, in transaction: StoreTransaction
    ) throws -> Int64? {
        try statuses(provider, person, at: date, in: transaction).map(\.leftMicros).min()
    }

    /// Holds money for a call.
    ///
    /// - Parameters:
    ///   - micros: the most that the call can cost, in millionths of a dollar.
    ///   - provider: who is to be paid.
    ///   - person: who asks, where several people do.
    ///   - date: when.
    /// - Returns: what is held.
    /// - Throws: ``LedgerError/budgetExceeded(budget:leftMicros:neededMicros:)`` with the budget that
    ///   has least left; `StoreError`.
    public func reserve(
        _ micros: Int64, provider: String, person: String?, at date: Date
    ) async throws -> BudgetReservation {
        try await store.writeTogether { transaction in
            try reserve(micros, provider: provider, person: person, at: date, in: transaction)
        }
    }

    /// As ``reserve(_:provider:person:at:)``, as part of a transaction that may hold more.
    func reserve(
        _ micros: Int64, provider: String, person: String?, at date: Date,
        in transaction: StoreTransaction
    ) throws -> BudgetReservation {
        let held = BudgetReservation(
            id: UUID().uuidString.lowercased(), time: date, provider: provider, person: person,
            amountMicros: max(0, micros))
        let tight = try statuses(provider, person, at: date, in: transaction)
            .filter { $0.leftMicros < held.amountMicros }
            .min { $0.leftMicros < $1.leftMicros }
        if let tight {
            throw LedgerError.budgetExceeded(
                budget: tight.budget.name, leftMicros: tight.leftMicros,
                neededMicros: held.amountMicros)
        }
        try transaction.database.cachedStatement(
            sql: "INSERT INTO budget_reservations VALUES (?, ?, ?, ?, ?, NULL)"
        ).execute(
            arguments: [
                held.id, date.microsecondsSince1970, provider, person, held.amountMicros,
            ])
        return held
    }

    /// Notes what a call cost and frees the rest, as part of the transaction that records the call.
    ///
    /// - Throws: ``LedgerError/reservationClosed(id:)`` where that was done before;
    ///   ``LedgerError/budgetNotFound(name:)`` where nothing is held under that name; `StoreError`.
    public func settle(_ id: String, costMicros: Int64, in transaction: StoreTransaction) throws {
        try transaction.database.cachedStatement(
            sql: """
                UPDATE budget_reservations SET cost_micros = ? WHERE id = ? AND cost_micros IS NULL
                """
        ).execute(arguments: [max(0, costMicros), id])
        guard transaction.database.changesCount == 0 else { return }
        let isThere = try Bool.fetchOne(
            transaction.database,
            sql: "SELECT EXISTS (SELECT 1 FROM budget_reservations WHERE id = ?)", arguments: [id])
        throw isThere == true
            ? LedgerError.reservationClosed(id: id) : LedgerError.budgetNotFound(name: id)
    }

    /// Frees what is held for a call that was never made.
    public func release(_ id: String) async throws {
        try await store.write { try settle(id, costMicros: 0, in: $0) }
    }

    /// What is held and not settled, oldest first: calls under way, and those a crash cut off.
    public func open() async throws -> [BudgetReservation] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT * FROM budget_reservations WHERE cost_micros IS NULL
                    ORDER BY time_micros, id
                    """
            ).map { row in
                BudgetReservation(
                    id: try row.required("id"),
                    time: Date(microsecondsSince1970: try row.required("time_micros")),
                    provider: try row.required("provider"), person: try row.optional("person"),
                    amountMicros: try row.required("amount_micros"))
            }
        }
    }

    private func budgets(in transaction: StoreTransaction) throws -> [Budget] {
        try Row.fetchAll(
            try transaction.database.cachedStatement(
                sql: "SELECT * FROM budgets ORDER BY scope, period")
        ).map { row in
            guard let scope = Budget.Scope(text: try row.required("scope")),
                let period = Budget.Period(rawValue: try row.required("period"))
            else { throw StoreError.corrupt(path: "the ledger", detail: "an unknown budget") }
            return Budget(
                scope: scope, period: period, limitMicros: try row.required("limit_micros"))
        }
    }

    private func statuses(
        _ provider: String, _ person: String?, at date: Date, in transaction: StoreTransaction
    ) throws -> [Budget.Status] {
        try budgets(in: transaction).filter { budget in
            switch budget.scope {
            case .everything: true
            case .provider(let name): name == provider
            case .person(let name): name == person
            }
        }.map { try status($0, at: date, in: transaction) }
    }

    private func status(
        _ budget: Budget, at date: Date, in transaction: StoreTransaction
    ) throws -> Budget.Status {
        let period = calendar.dateInterval(
            of: budget.period == .day ? .day : .month, for: date)
        let since = period?.start ?? date
        let start = since.microsecondsSince1970
        let end = period?.end.microsecondsSince1970 ?? .max
        let (column, name): (String, String?) =
            switch budget.scope {
            case .everything: ("NULL", nil)
            case .provider(let name): ("provider", name)
            case .person(let name): ("person", name)
            }
        let spent = try Int64.fetchOne(
            try transaction.database.cachedStatement(
                sql: """
                    SELECT coalesce(sum(micros), 0) FROM budget_spent
                    WHERE quarter >= ? AND quarter < ? AND \(column) IS ?
                    """),
            arguments: [start / Self.quarterMicros, end / Self.quarterMicros, name])
        let held = try Int64.fetchOne(
            try transaction.database.cachedStatement(
                sql: """
                    SELECT coalesce(sum(amount_micros), 0) FROM budget_reservations
                    WHERE cost_micros IS NULL AND time_micros >= ? AND time_micros < ?
                        AND \(column) IS ?
                    """),
            arguments: [start, end, name])
        return Budget.Status(
            budget: budget, spentMicros: spent ?? 0, reservedMicros: held ?? 0, since: since)
    }
}
