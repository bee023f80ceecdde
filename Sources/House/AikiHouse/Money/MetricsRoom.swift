import AikiBase
import AikiLedger
import Foundation

/// The ledger as metrics, for a server that runs for long: each entry is read once, however often is
/// asked.
package actor MetricsRoom {
    private let ledger: Ledger
    private let budgets: BudgetBook
    private let loader: ModelLoader
    private let clock: any WallClock
    private var report = LedgerReport(reference: nil, kilowattHourMicros: 0, zone: .gmt)
    private var sequence: Int64 = 0

    init(ledger: Ledger, budgets: BudgetBook, loader: ModelLoader, clock: any WallClock) {
        self.ledger = ledger
        self.budgets = budgets
        self.loader = loader
        self.clock = clock
    }

    /// The metrics in the text format of Prometheus.
    package func text() async throws -> String {
        (report, sequence) = try await ledger.extend(report, after: sequence)
        let loaded = await loader.names.count
        return PrometheusText.text(report, budgets: try await budgets.statuses(at: clock.now()))
            + """
            # HELP aiki_models_loaded Models in memory.
            # TYPE aiki_models_loaded gauge
            aiki_models_loaded \(loaded)

            """
    }
}
