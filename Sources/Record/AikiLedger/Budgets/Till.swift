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
        /// Whether what was held is free already.
        fileprivate(set) var isFree = false
    }

    /// How a call ended.
    public enum Ending: Sendable {
        /// With an answer of so many bytes, and its numbers.
        case completed(Usage, RemoteCall?, answerBytes: Int)
        /// With an error; the provider may have charged for it, or not.
        case failed(mayBeCharged: Bool)
        /// Whoever asked went away after so many bytes of answer.
        case cancelled(answerBytes: Int)
    }

    /// The tokens of an answer that is paid for, where nobody said how many: money has to be held for
    /// each of them.
    public static let answerTokensMax = 4096
    /// The most tokens for each that is estimated: an estimate counts three bytes a token, and no
    /// tokenizer that spells bytes takes more than one a byte.
    static let tokensPerEstimated = 3
    /// Tokens that masking may add: what the placeholders are, said in words.
    static let maskingTokens = 256
    /// Tokens that an image may take beyond all that is held for its estimate. Estimates say about a
    /// thousand; gpt-4o-mini bills 2,833 for an image and 5,667 for each of its up to four tiles: 25,501.
    static let imageTokens = 26_000

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
    ///   - promptTokens: tokens of the prompt, as estimated; three times as many are held for.
    ///   - outputTokensMax: tokens of the answer, at most; the request must say the same.
    ///   - imageCount: images in the prompt, whose tokens no estimate knows.
    ///   - person: who asks, where several people do.
    ///   - date: when.
    /// - Returns: what ``close(_:_:entry:in:)`` wants.
    /// - Throws: ``LedgerError/budgetExceeded(budget:leftMicros:neededMicros:)``;
    ///   ``LedgerError/priceMissing(model:)`` where a budget is set and the price is not known, because then
    ///   it could be exceeded; `StoreError`.
    public func open(
        model: String, isLocal: Bool, promptTokens: Int, outputTokensMax: Int, imageCount: Int = 0,
        person: String?, at date: Date
    ) async throws -> Ticket {
        guard !isLocal else {
            return Ticket(
                reservation: nil, price: nil, energy: meter.begin(), promptTokens: promptTokens)
        }
        let (provider, name) = Self.parts(model)
        let budgets = budgets
        // Price, budgets and hold in one go: each visit to the store costs more than what it does.
        return try await budgets.store.writeTogether { transaction in
            let price = try PriceBook.find(name, provider, at: date, in: transaction)
            if price == nil,
                try budgets.left(provider: provider, person: person, at: date, in: transaction)
                    != nil
            {
                throw LedgerError.priceMissing(model: name)
            }
            let most = Self.most(
                price, promptTokens: promptTokens, outputTokensMax: outputTokensMax,
                imageCount: imageCount)
            let reservation = try budgets.reserve(
                most ?? 0, provider: provider, person: person, at: date, in: transaction)
            return Ticket(
                reservation: reservation, price: price, energy: nil, promptTokens: promptTokens)
        }
    }

    /// Before a call of a request.
    ///
    /// - Parameters:
    ///   - request: what is asked, with the most tokens of its answer and who asks.
    ///   - model: the model's name, for a provider's with the provider before it.
    ///   - isLocal: whether it runs here; then nothing is held.
    ///   - promptTokens: tokens of the prompt, as estimated. What the answer's form takes is added.
    ///   - date: when.
    /// - Returns: what ``close(_:_:entry:in:)`` wants.
    /// - Throws: as ``open(model:isLocal:promptTokens:outputTokensMax:imageCount:person:at:)``.
    public func open(
        _ request: GenerationRequest, model: String, isLocal: Bool, promptTokens: Int,
        at date: Date
    ) async throws -> Ticket {
        try await open(
            model: model, isLocal: isLocal,
            promptTokens: promptTokens + Self.tokens(of: request.format),
            outputTokensMax: request.outputTokensMax ?? 0, imageCount: request.prompt.imageCount,
            person: request.person, at: date)
    }

    /// What a model's tokens cost; nil where no price is known.
    private func price(of model: String, at date: Date) async throws -> Price? {
        let (provider, name) = Self.parts(model)
        do {
            return try await prices.price(of: name, provider: provider, at: date)
        } catch LedgerError.priceMissing {
            return nil
        }
    }

    /// The most that a call can cost; nil without a price.
    private static func most(
        _ price: Price?, promptTokens: Int, outputTokensMax: Int, imageCount: Int
    ) -> Int64? {
        let (tripled, overflows) = promptTokens.multipliedReportingOverflow(by: tokensPerEstimated)
        let further = maskingTokens + imageCount * imageTokens
        return price?.costMost(
            promptTokens: overflows ? .max : tripled + further, outputTokens: outputTokensMax)
    }

    /// Tokens that are sent of the form of an answer, as estimated.
    public static func tokens(of format: ResponseFormat) -> Int { tokens(ofBytes: format.bytes) }

    /// Tokens of some bytes, as estimated.
    private static func tokens(ofBytes bytes: Int) -> Int {
        (bytes + tokensPerEstimated - 1) / tokensPerEstimated
    }

    /// What a call may cost, and what is left to pay with.
    public struct Quote: Sendable, Equatable {
        /// What the tokens cost; nil where no price is known.
        public let price: Price?
        /// The most that the call can cost, in millionths of a dollar: so much would be held.
        public let mostMicros: Int64?
        /// What the tightest budget has left; nil where none is set for it.
        public let leftMicros: Int64?
    }

    /// What a call of a provider's model may cost, without holding it.
    ///
    /// - Parameters: as of ``open(model:isLocal:promptTokens:outputTokensMax:imageCount:person:at:)``.
    /// - Throws: `StoreError`.
    public func quote(
        model: String, promptTokens: Int, outputTokensMax: Int, imageCount: Int, person: String?,
        at date: Date
    ) async throws -> Quote {
        let price = try await price(of: model, at: date)
        return Quote(
            price: price,
            mostMicros: Self.most(
                price, promptTokens: promptTokens, outputTokensMax: outputTokensMax,
                imageCount: imageCount),
            leftMicros: try await budgets.left(
                provider: Self.parts(model).provider, person: person, at: date))
    }

    /// After a call: writes what it took into the entry and settles what was held, as part of the
    /// transaction that records the entry.
    ///
    /// What a provider says that a call costs wins over its list. A call that failed after the provider may
    /// have charged for it counts with all that was held; one that was cancelled, with the prompt and what
    /// was written, both as estimated: a token for three bytes. What a provider does not tell of an answer's
    /// tokens is estimated too.
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
        case .completed(let usage, let remote, let bytes):
            entry.costMicros = max(
                0, remote?.costMicros ?? Self.cost(usage, ticket, reservation, answerBytes: bytes))
            if let remote { entry.redactions = remote.maskedCounts }
        case .failed(let mayBeCharged):
            entry.costMicros = mayBeCharged ? reservation.amountMicros : 0
        case .cancelled(let bytes):
            entry.costMicros = min(
                reservation.amountMicros,
                ticket.price?.costMost(
                    promptTokens: ticket.promptTokens, outputTokens: Self.tokens(ofBytes: bytes))
                    ?? 0)
        }
        if ticket.isFree { return }
        try budgets.settle(reservation.id, costMicros: entry.costMicros, in: transaction)
    }

    /// What an answer costs by its tokens; those that the provider does not tell are estimated, and then no
    /// more counts than was held.
    private static func cost(
        _ told: Usage, _ ticket: Ticket, _ reservation: BudgetReservation, answerBytes: Int
    ) -> Int64 {
        guard let price = ticket.price else { return 0 }
        var usage = told
        if usage.promptTokens == 0 { usage.promptTokens = ticket.promptTokens }
        if usage.outputTokens == 0 { usage.outputTokens = tokens(ofBytes: answerBytes) }
        let cost = price.cost(usage)
        return usage == told ? cost : min(reservation.amountMicros, cost)
    }

    /// Frees at once what is held for a call that nobody charges, so that another model can be asked in
    /// its place. The call is still closed with its entry, at no cost.
    ///
    /// - Returns: the ticket to close it with.
    /// - Throws: as ``BudgetBook/settle(_:costMicros:in:)``.
    public func free(_ ticket: Ticket) async throws -> Ticket {
        guard let reservation = ticket.reservation, !ticket.isFree else { return ticket }
        try await budgets.release(reservation.id)
        var freed = ticket
        freed.isFree = true
        return freed
    }

    /// What a kept answer would have cost, had it been asked for; nil where no price is known.
    ///
    /// - Throws: `StoreError`.
    public func saved(
        by answer: StoredAnswer, of model: String, at date: Date
    ) async throws -> Int64? {
        try await price(of: model, at: date)?.cost(answer.completion.usage)
    }

    /// The tokens of an answer that are asked for: as many as were wanted, or as many as are paid for.
    public static func answerTokens(
        _ wanted: Int?, promptTokens: Int, profile: ModelProfile
    ) -> Int? {
        if wanted != nil || profile.isLocal { return wanted }
        return max(1, min(answerTokensMax, profile.contextTokensMax - promptTokens))
    }

    /// Frees what is held for a call that was never made.
    public func void(_ ticket: Ticket) async throws {
        _ = try await free(ticket)
    }

    /// `openai/gpt-4o` as provider and model.
    static func parts(_ model: String) -> (provider: String, name: String) {
        guard let slash = model.firstIndex(of: "/") else { return ("unknown", model) }
        return (String(model[..<slash]), String(model[model.index(after: slash)...]))
    }
}

extension ResponseFormat {
    /// How long what is sent of it is.
    fileprivate var bytes: Int {
        switch self {
        case .text, .jsonObject: 0
        case .jsonSchema(let schema): schema.encodedBytes().count
        case .grammar(let grammar): grammar.utf8.count
        }
    }
}

extension Prompt {
    /// How many images stand in it.
    fileprivate var imageCount: Int {
        guard case .conversation(let conversation) = self else { return 0 }
        return conversation.messages.reduce(0) { $0 + $1.images.count }
    }
}
