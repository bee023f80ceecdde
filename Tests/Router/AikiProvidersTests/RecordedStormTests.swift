import AikiBase
import AikiDialogue
import AikiLedger
import AikiPrivacy
import AikiProviders
import AikiStore
import AikiTestSupport
import Foundation
import ProviderStub
import Testing

/// Goal: in a storm of faults every request of a model of somebody else is one entry of the ledger, which
/// says what whoever asked was told; what a provider charged for is paid for once; and the budget
/// holds. Method: models that mask, are held for and are recorded, before a stub that fails in every
/// way, and a name in each request that is found again in the ledger and at the stub.
@Suite(.timeLimit(.minutes(2))) struct RecordedStormTests {
    private static let models =
        [
            "plain", "tools", "reason", "fault-429-once", "fault-500-once",
            "fault-reset-head-once", "fault-error-first-once", "fault-no-done", "plain", "plain",
            "fault-429", "fault-500", "fault-reset-head", "fault-reset-first", "fault-reset-mid",
            "fault-close-mid", "fault-bad-json", "fault-html", "fault-no-end", "fault-error-mid",
            "fault-hang-head", "fault-hang-first", "fault-hang-mid", "fault-loris",
        ]
    private static let timeouts = CallTimeouts(
        connecting: .seconds(2), head: .seconds(2), whole: .seconds(2), first: .seconds(2),
        between: .seconds(2), total: .seconds(8))

    /// `AIKI_STORM=10000` takes longer.
    private static let requestCount =
        ProcessInfo.processInfo.environment["AIKI_STORM"].flatMap(Int.init) ?? 800
    private static let parallelCount = 256
    private static let noon = Date(timeIntervalSince1970: 1_790_000_000)
    /// Enough for all but the last of the requests.
    private static var limitMicros: Int64 { Int64(requestCount) * 600 }

    @Test func `each request of a storm is one entry, and none is paid for twice`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let ledger = Ledger(store: store)
        let budgets = BudgetBook(store: store, zone: .gmt)
        let prices = PriceBook(store: store)
        try await prices.add(
            PriceTable(
                prices: Set(Self.models).map {
                    Price(
                        provider: "far", model: $0, day: "2026-01-01", prompt: 1_000_000,
                        output: 10_000_000)
                }), source: "test")
        try await budgets.set(Budget(period: .day, limitMicros: Self.limitMicros))
        let clock = FixedWallClock(Self.noon)
        let book = CallBook(
            ledger: ledger, till: Till(prices: prices, budgets: budgets, meter: EnergyMeter()),
            clock: clock, identifiers: IdentifierSource(clock: clock))
        try await Make.withStub { stub in
            let providers = try ProviderKind.allCases.map { try Self.provider($0, stub.port) }
            let outcomes = await Self.storm { index in
                let provider = providers[(index / Self.models.count) % providers.count]
                let model = RemoteModel(provider, model: Self.models[index % Self.models.count])
                return RecordedLanguageModel(
                    RedactedLanguageModel(model, policy: PrivacyPolicy()), book: book, door: "test")
            }
            try await Self.check(
                outcomes, stub.book, try await ledger.entries(), budgets)
            _ = try await ledger.verify()
        }
    }

    /// A provider that counts as elsewhere: its address is no loopback name, and yet leads here.
    private static func provider(_ kind: ProviderKind, _ port: Int) throws -> Provider {
        let address = try ProviderAddress(
            "http://0.0.0.0:\(port)/v1", provider: "far", allowsPlainText: true)
        let settings = ProviderSettings(
            name: "far", kind: kind, address: address, timeouts: timeouts, retry: Make.eager,
            breaker: CircuitBreaker.Policy(failuresMax: .max))
        return Provider(settings) { ProviderKey(Make.key) }
    }

    /// Puts every request to its model, many at once.
    private static func storm(
        _ model: @escaping @Sendable (Int) -> RecordedLanguageModel
    ) async -> [Outcome] {
        let ask: @Sendable (Int) async -> (Int, Outcome) = { index in
            var request = Make.request("Question \(index).")
            request.person = "call \(index)"
            return (index, await Outcome.of(model(index).generate(request)))
        }
        var outcomes = [Outcome](repeating: Outcome(), count: requestCount)
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var next = 0
            while next < min(parallelCount, requestCount) {
                let index = next
                group.addTask { await ask(index) }
                next += 1
            }
            for await (index, outcome) in group {
                outcomes[index] = outcome
                guard next < requestCount else { continue }
                let index = next
                group.addTask { await ask(index) }
                next += 1
            }
        }
        return outcomes
    }

    private static func check(
        _ outcomes: [Outcome], _ book: StubBook, _ records: [LedgerRecord], _ budgets: BudgetBook
    ) async throws {
        let charges = charges(book)
        #expect(records.count == requestCount)
        let entries = Dictionary(grouping: records.map(\.entry)) { $0.person ?? "" }
        var answered = 0
        var refused = 0
        for (index, outcome) in outcomes.enumerated() {
            let charged = charges[index] ?? 0
            #expect(charged <= 1, "call \(index) was charged \(charged) times")
            guard let entry = entries["call \(index)"]?.first, entries["call \(index)"]?.count == 1
            else {
                Issue.record("call \(index) has no entry of its own: \(outcome.code ?? "answered")")
                continue
            }
            if outcome.completion != nil {
                answered += 1
                #expect(entry.errorCode == nil && entry.outcome != .failed && charged == 1)
            } else {
                #expect(entry.outcome == .failed && entry.errorCode == outcome.code)
                #expect(outcome.error is any AikiError)
            }
            if outcome.code == "ledger.budget-exceeded" { refused += 1 }
            // What was charged was paid for, and what never reached a provider was not.
            if charged == 1 { #expect(entry.costMicros > 0, "call \(index) went unnoticed") }
        }
        let good = requestCount * 10 / models.count
        #expect(answered + refused > good * 8 / 10, "\(answered) answered, \(refused) refused")
        let spent = records.reduce(Int64(0)) { $0 + $1.entry.costMicros }
        let status = try await budgets.statuses(at: noon).first
        #expect(status?.spentMicros == spent && status?.reservedMicros == 0)
        #expect(spent <= limitMicros)
        #expect(try await budgets.open().isEmpty)
    }

    /// How often each request was charged, by its number.
    private static func charges(_ book: StubBook) -> [Int: Int] {
        let byKey = book.charges
        var keys: [Int: Set<String>] = [:]
        for request in book.requests {
            guard let key = request.headers["idempotency-key"],
                let number = request.body.encoded().firstMatch(of: #/Question (\d+)\./#)?.1,
                let index = Int(number)
            else { continue }
            keys[index, default: []].insert(key)
        }
        return keys.mapValues { $0.reduce(0) { $0 + (byKey[$1] ?? 0) } }
    }
}
