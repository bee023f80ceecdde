public import AikiBase
import AikiDialogue
public import AikiStore

/// Where calls are opened and recorded, for whoever makes one outside a turn.
///
///     let book = CallBook(ledger: ledger, till: till, clock: clock, identifiers: identifiers)
///     let model = RecordedLanguageModel(model, book: book, door: "api")
public struct CallBook: Sendable {
    let ledger: Ledger
    let till: Till
    let clock: any WallClock
    let identifiers: IdentifierSource
    let underway = OpenCalls()

    /// Makes a book over the ledger and the till of one store.
    public init(
        ledger: Ledger, till: Till, clock: any WallClock, identifiers: IdentifierSource
    ) {
        self.ledger = ledger
        self.till = till
        self.clock = clock
        self.identifiers = identifiers
    }

    /// Waits until every call is recorded, also of readers who went away.
    public func drain() async {
        await underway.drain()
    }

    /// Records a call that ended and settles what was held for it, in one transaction.
    ///
    /// - Throws: as `Till.close(_:_:entry:in:)`; `StoreError`.
    func record(_ call: EndedCall) async throws {
        _ = try await ledger.store.writeTogether { try ledger.append(call, till: till, in: $0) }
    }
}

/// A call that ended: what is to be recorded of it, and what was held for it.
public struct EndedCall: Sendable {
    /// What is to be recorded; the till adds what it cost.
    public var entry: LedgerEntry
    /// What was held; nil where it did not come to that.
    public var ticket: Till.Ticket?
    /// How it ended.
    public var ending: Till.Ending

    /// Describes a call.
    public init(entry: LedgerEntry, ticket: Till.Ticket?, ending: Till.Ending) {
        self.entry = entry
        self.ticket = ticket
        self.ending = ending
    }
}

extension Ledger {
    /// Records a call and settles what was held for it, as part of a transaction that may hold more.
    ///
    /// - Returns: the entry in its place in the chain.
    /// - Throws: as `Till.close(_:_:entry:in:)`; `StoreError`.
    @discardableResult
    public func append(
        _ call: EndedCall, till: Till?, in transaction: StoreTransaction
    ) throws -> LedgerRecord {
        var entry = call.entry
        if let ticket = call.ticket {
            try till?.close(ticket, call.ending, entry: &entry, in: transaction)
        }
        return try append(entry, in: transaction)
    }
}
