public import AikiStore
import GRDB

/// A forecast as it was made, to be held against what came.
public struct KeptForecast: Sendable, Equatable {
    /// What is forecast.
    public enum Unit: String, Sendable, CaseIterable {
        /// Calls that answer a person.
        case interactions
        /// What providers take.
        case dollars
    }

    /// The first day it is for, `2026-11-21`: the day on which it was made.
    public var day: String
    /// What it counts.
    public var unit: Unit
    /// How many days it is for.
    public var horizon: Int
    /// The sum over these days.
    public var sum: Double
    /// One in ten sums should be lower.
    public var low: Double
    /// One in ten should be higher.
    public var high: Double

    /// Describes a forecast.
    public init(
        day: String, unit: Unit, horizon: Int, sum: Double, low: Double, high: Double
    ) {
        self.day = day
        self.unit = unit
        self.horizon = horizon
        self.sum = sum
        self.low = low
        self.high = high
    }
}

/// The forecasts that were ever made; the first of a day stands, so that none is bettered afterwards.
public struct ForecastBook: Sendable {
    private let store: Store

    /// Uses the forecasts of a store that was opened with ``Ledger/schema``.
    public init(store: Store) { self.store = store }

    static let migration = StoreSchema.Migration("5-forecasts") { transaction in
        try transaction.database.execute(
            sql: """
                CREATE TABLE forecasts (
                    day TEXT NOT NULL,
                    unit TEXT NOT NULL,
                    horizon INTEGER NOT NULL CHECK (horizon > 0),
                    sum REAL NOT NULL,
                    low REAL NOT NULL,
                    high REAL NOT NULL,
                    PRIMARY KEY (day, unit, horizon)
                ) STRICT;
                """)
    }

    /// Keeps forecasts; one of the same day, unit and length stays as it was.
    ///
    /// - Throws: `StoreError`.
    public func keep(_ forecasts: [KeptForecast]) async throws {
        try await store.write { transaction in
            for forecast in forecasts {
                try transaction.database.execute(
                    sql: "INSERT OR IGNORE INTO forecasts VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [
                        forecast.day, forecast.unit.rawValue, forecast.horizon, forecast.sum,
                        forecast.low, forecast.high,
                    ])
            }
        }
    }

    /// Every forecast, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func all() async throws -> [KeptForecast] {
        try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: "SELECT day, unit, horizon, sum, low, high FROM forecasts ORDER BY day, unit"
            ).compactMap { row in
                guard let unit = KeptForecast.Unit(rawValue: try row.required(at: 1)) else {
                    return nil
                }
                return KeptForecast(
                    day: try row.required(at: 0), unit: unit, horizon: try row.required(at: 2),
                    sum: try row.required(at: 3), low: try row.required(at: 4),
                    high: try row.required(at: 5))
            }
        }
    }
}
