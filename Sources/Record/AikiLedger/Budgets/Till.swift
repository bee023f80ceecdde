import AikiBase
public import AikiDialogue
public import AikiStore
public import Foundation

/// Stands between a turn and a call: holds what the call may cost before it is made, and counts what it
/// took when it is over.
///
///     let ticket = try await till.open(model: "openai/gpt-4o", isLocal: false, …)
///     …                                              // the call
///     try await store.write { transaction in
///         try till.close(ticket, ending, entry: &entry, in: transaction)
///         try ledger.append(entry, in: transaction)
///     }
///
/// One call is settled once, in the transaction that records it: none is lost, none is charged twice.
public struct Till: Sendable {
    /// What was held and noted before a call.
    public struct Ticket: Sendable {
        let reservation: BudgetReservation?
        let price: Price?
        let energy: EnergyMeter.Reading?
        let promptTokens: Int
    }

    /// How a call ended.
    public enum Ending: Sendable {
        /// With an answer and its numbers.
        case completed(Usage, RemoteCall?)
        /// With an error; the provider may have charged for it, or not.
        case failed(mayBeCharged: Bool)
        /// Whoever asked went away after so many bytes of answer.
        case cancelled(answerBytes: Int)
    }

    private let prices: PriceBook
    private let budgets: BudgetBook
    private let meter: EnergyMeter

    /// Makes a till over the prices and budgets of one store.
    public init(prices: PriceBook, budgets: BudgetBook, meter: EnergyMeter) {
        self.prices = prices
        self.budgets = budgets
        self.meter = meter
    }

    /// Before a call.
    ///
    /// - Parameters:
    ///   - model: its name, for a provider's with the provider before it: `openai/gpt-4o`.
    ///   - isLocal: whether it runs here; then nothing is held.
    ///   - promptTokens: tokens of the prompt, at most.
    ///   - outputTokensMax: tokens of the answer, at most; the request must say the same.
    ///   - person: who asks, where several people do.
    ///   - date: when.
    /// - Returns: what ``close(_:_:entry:in:)`` wants.
    /// - Throws: ``LedgerError/budgetExceeded(budget:leftMicros:neededMicros:)``;
    ///   ``LedgerError/priceMissing(model:)`` where a budget is set and the price is not known, because then
    ///   it could be exceeded; `StoreError`.
    public func open(
        model: String, isLocal: Bool, promptTokens: Int, outputTokensMax: Int, person: String?,
        at date: Date
    ) async throws -> Ticket {
        guard !isLocal else {
            return Ticket(
                reservation: nil, price: nil, energy: meter.begin(), promptTokens: promptTokens)
        }
        let (provider, name) = Self.parts(model)
        let price: Price?
        do {
            price = try await prices.price(of: name, provider: provider, at: date)
        } catch let error as LedgerError {
            guard case .priceMissing = error, try await budgets.statuses(at: date).isEmpty else {
                throw error
            }
            price = nil
        }
        let most = price?.costMost(promptTokens: promptTokens, outputTokens: outputTokensMax)
        let reservation = try await budgets.reserve(
            most ?? 0, provider: provider, person: person, at: date)
        return Ticket(
            reservation: reservation, price: price, energy: nil, promptTokens: promptTokens)
    }

    /// After a call: writes what it took into the entry and settles what was held, as part of the
    /// transaction that records the entry.
    ///
    /// What a provider says that a call costs wins over its list. A call that failed after the provider may
    /// have charged for it counts with all that was held; one that was cancelled, with the prompt and a
    /// token for every byte that was written, which is the most it can be.
    ///
    /// - Throws: as ``BudgetBook/settle(_:costMicros:in:)``.
    public func close(
        _ ticket: Ticket, _ ending: Ending, entry: inout LedgerEntry,
        in transaction: StoreTransaction
    ) throws {
        if let energy = ticket.energy { entry.energyMicrojoules = meter.microjoules(since: energy) }
        guard let reservation = ticket.reservation else { return }
        entry.provider = reservation.provider
        entry.priceID = ticket.price?.id
        entry.person = reservation.person
        switch ending {
        case .completed(let usage, let remote):
            entry.costMicros = max(0, remote?.costMicros ?? ticket.price?.cost(usage) ?? 0)
            entry.redactions = remote?.maskedCounts ?? [:]
        case .failed(let mayBeCharged):
            entry.costMicros = mayBeCharged ? reservation.amountMicros : 0
        case .cancelled(let bytes):
            entry.costMicros = min(
                reservation.amountMicros,
                ticket.price?.costMost(promptTokens: ticket.promptTokens, outputTokens: bytes) ?? 0)
        }
        try budgets.settle(reservation.id, costMicros: entry.costMicros, in: transaction)
    }

    /// Frees what is held for a call that was never made.
    public func void(_ ticket: Ticket) async throws {
        if let reservation = ticket.reservation { try await budgets.release(reservation.id) }
    }

    /// `openai/gpt-4o` as provider and model.
    static func parts(_ model: String) -> (provider: String, name: String) {
        guard let slash = model.firstIndex(of: "/") else { return ("unknown", model) }
        return (String(model[..<slash]), String(model[model.index(after: slash)...]))
    }
}
