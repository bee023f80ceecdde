import AikiBase
import AikiLedger
public import AikiPlanner
import Foundation

extension House {
    /// What the ledger says of one's own use.
    public struct OwnUse: Sendable {
        /// What was measured.
        public let measured: MeasuredUse
        /// The measured numbers over those of a scenario.
        public let scenario: Scenario
        /// How forecasts of interactions would have come out.
        public let interactions: BackTest
        /// The same of what providers took.
        public let cost: BackTest
        /// How the forecasts came out that were made.
        public let review: ForecastReview
    }

    /// Takes a plan's numbers from the ledger.
    ///
    /// - Parameter base: says what the ledger cannot know: hardware, needs, weights.
    /// - Returns: the use, and a scenario.
    /// - Throws: `PlannerError.recordMissing` where the ledger is too young; `LedgerError`; `StoreError`.
    public func ownUse(over base: Scenario) async throws -> OwnUse {
        let report = try await money.report()
        // The day that is not over says too little.
        let yesterday = Self.day(clock.now().addingTimeInterval(-86_400))
        let measured = try MeasuredUse(report, today: yesterday)
        return OwnUse(
            measured: measured,
            scenario: measured.scenario(over: base, price: try await money.reference()),
            interactions: BackTest(days: measured.perDay),
            cost: BackTest(days: measured.costPerDay),
            review: ForecastReview(
                try await ForecastBook(store: store).all(), report: report, today: yesterday))
    }

    /// Keeps what is forecast today, to be held against what comes.
    ///
    /// - Throws: `StoreError`.
    public func keepForecasts(of use: OwnUse) async throws {
        try await ForecastBook(store: store).keep(
            use.measured.forecasts(from: Self.day(clock.now())))
    }

    private static func day(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    }
}
