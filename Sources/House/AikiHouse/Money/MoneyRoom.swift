import AikiBase
public import AikiLedger
public import Foundation

/// What things cost: prices, budgets, energy, and reports on them.
public struct MoneyRoom: Sendable {
    /// What may be spent.
    public let budgets: BudgetBook
    /// What was ever asked for.
    public let prices: PriceBook
    /// How much energy work here takes.
    public let meter: EnergyMeter
    /// Holds money before calls and counts what they took.
    public let till: Till
    private let ledger: Ledger
    private let kilowattHourMicros: Int64
    private let referenceModel: String
    private let clock: any WallClock

    init(
        budgets: BudgetBook, prices: PriceBook, ledger: Ledger, settings: HouseSettings,
        clock: any WallClock
    ) {
        self.budgets = budgets
        self.prices = prices
        self.ledger = ledger
        self.clock = clock
        meter = EnergyMeter(wattsPerCore: Double(settings.integer("energy.watts_per_core")))
        till = Till(prices: prices, budgets: budgets, meter: meter)
        kilowattHourMicros = Int64(settings.integer("energy.cents_per_kwh")) * 10_000
        referenceModel = settings.text("ledger.reference_model")
    }

    /// Sums up a span of the ledger.
    ///
    /// - Throws: `LedgerError.priceMissing` where the reference model has no price; `StoreError`.
    public func report(in dates: Range<Date>? = nil) async throws -> LedgerReport {
        try await ledger.report(
            in: dates, reference: try await reference(),
            kilowattHourMicros: kilowattHourMicros)
    }

    /// What the reference model costs now; nil where none is named.
    public func reference() async throws -> Price? {
        guard !referenceModel.isEmpty else { return nil }
        return try await prices.price(of: referenceModel, at: clock.now())
    }

    /// Every price there is, the program's own where nothing newer was loaded.
    public func allPrices() async throws -> [Price] {
        try await addShipped()
        return try await prices.all()
    }

    /// Reads a table of prices.
    ///
    /// - Parameter place: a path, or an address that begins with `https://` or `http://`.
    /// - Returns: how many prices stand there, and how many are new.
    /// - Throws: `LedgerError`; ``HouseError/unreachable(address:problem:)``; the system's error where it
    ///   cannot be read.
    public func loadPrices(from place: String) async throws -> (read: Int, new: Int) {
        let data = try await PriceSource.data(place)
        let day = clock.now().formatted(.iso8601.year().month().day())
        let table = try PriceTable(data: data, path: place, day: day)
        // What comes with the program stands before what is loaded over it.
        try await addShipped()
        return (table.prices.count, try await prices.add(table, source: place))
    }

    private func addShipped() async throws {
        try await prices.add(try PriceTable.shipped(), source: "aiki")
    }

    /// Where the numbers for energy come from, in words.
    public var energySource: String {
        switch meter.source {
        case .counters: "from the processor's counters"
        case .model: "modelled from processor time"
        }
    }
}
