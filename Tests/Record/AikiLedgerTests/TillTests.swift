import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: a call is held for, counted and settled once, however it ends. Method: each ending, by hand.
@Suite struct TillTests {
    private static let noon = Date(timeIntervalSince1970: 1_790_000_000)
    private static let price = Price(
        provider: "p", model: "m", day: "2026-01-01", prompt: 1_000_000, output: 10_000_000)

    private struct Shop {
        let store: Store
        let ledger: Ledger
        let budgets: BudgetBook
        let till: Till

        init(_ folder: TemporaryFolder) async throws {
            store = try Store(path: folder.storePath, schemas: [Ledger.schema])
            ledger = Ledger(store: store)
            budgets = BudgetBook(store: store, zone: .gmt)
            let prices = PriceBook(store: store)
            try await prices.add(PriceTable(prices: [TillTests.price]), source: "test")
            till = Till(
                prices: prices, budgets: budgets,
                meter: EnergyMeter(folder: folder.url.appending(path: "none")))
            try await budgets.set(Budget(period: .day, limitMicros: 15_000))
        }

        func call(_ ending: Till.Ending) async throws -> LedgerEntry {
            let ticket = try await till.open(
                model: "p/m", isLocal: false, promptTokens: 1000, outputTokensMax: 100, person: "a",
                at: TillTests.noon)
            let till = till
            let ledger = ledger
            return try await store.write { transaction in
                var entry = LedgerEntry(
                    turn: TurnID("t"), time: TillTests.noon, door: "chat", model: "p/m",
                    isLocal: false, outcome: .answered)
                try till.close(ticket, ending, entry: &entry, in: transaction)
                return try ledger.append(entry, in: transaction).entry
            }
        }

        func spent() async throws -> Int64 {
            let status = try await budgets.statuses(at: TillTests.noon).first
            return (status?.spentMicros ?? -1) + (status?.reservedMicros ?? 0)
        }
    }

    @Test func `each ending counts what it may have cost, and settles it`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        let usage = Usage(promptTokens: 500, cachedTokens: 0, outputTokens: 20)
        var sum: Int64 = 0
        let cases: [(Till.Ending, Int64)] = [
            (.completed(usage, nil, answerBytes: 60), 500 + 200),
            (
                .completed(usage, RemoteCall(provider: "p", costMicros: 650), answerBytes: 60), 650
            ),
            // 3 × 1000 + 256 tokens of prompt are held for, and 100 of answer.
            (.failed(mayBeCharged: false), 0), (.failed(mayBeCharged: true), 4256),
            (.cancelled(answerBytes: 7), 1030), (.cancelled(answerBytes: 70_000), 4256),
        ]
        for (ending, cost) in cases {
            let entry = try await shop.call(ending)
            #expect(entry.costMicros == cost)
            #expect(entry.provider == "p" && entry.priceID == Self.price.id && entry.person == "a")
            sum += cost
            let spent = try await shop.spent()
            #expect(spent == sum)
        }
        #expect(try await shop.ledger.report(zone: .gmt).everything.costMicros == sum)
        #expect(try await shop.budgets.open().isEmpty)
    }

    @Test func `tokens that a provider does not tell are counted as estimated`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        let free = RemoteCall(provider: "p", costMicros: 0)
        let cases: [(Till.Ending, Int64)] = [
            // 1000 tokens of prompt, and three for seven bytes of answer.
            (.completed(Usage(), nil, answerBytes: 7), 1030),
            (.completed(Usage(promptTokens: 500), nil, answerBytes: 7), 530),
            (.completed(Usage(outputTokens: 20), nil, answerBytes: 7), 1200),
            (.completed(Usage(promptTokens: 500), nil, answerBytes: 0), 500),
            (.completed(Usage(), free, answerBytes: 7), 0),
            // An estimate never counts more than was held.
            (.completed(Usage(), nil, answerBytes: 70_000), 4256),
        ]
        for (ending, cost) in cases {
            let entry = try await shop.call(ending)
            #expect(entry.costMicros == cost)
        }
        let call = ToolCall(id: "c", name: "f", arguments: ["a": 1])
        var measure = AnswerMeasure()
        measure.take(.delta(.init(text: "abc", reasoning: "de")))
        measure.take(
            .finished(Completion(reason: .toolCalls, usage: Usage(), toolCalls: [call])))
        guard case .completed(_, _, let bytes) = measure.ending(nil) else {
            Issue.record("an answer that is whole")
            return
        }
        // Five of text, one of the name, seven of the arguments.
        #expect(bytes == 13)
    }

    @Test func `what an answer's form and the images of a prompt may take is held too`()
        async throws
    {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        try await shop.budgets.set(Budget(period: .day, limitMicros: 1_000_000))
        func held(_ request: GenerationRequest, images: Int = 0) async throws -> [Int64] {
            let quote = try await shop.till.quote(
                model: "p/m", promptTokens: 1000 + Till.tokens(of: request.format),
                outputTokensMax: 100, imageCount: images, person: nil, at: Self.noon)
            let ticket = try await shop.till.open(
                request, model: "p/m", isLocal: false, promptTokens: 1000, at: Self.noon)
            let held = try await shop.budgets.open().map(\.amountMicros)
            try await shop.till.void(ticket)
            #expect(quote.mostMicros.map { [$0] } == held)
            return held
        }
        var request = GenerationRequest(prompt: .text(""), outputTokensMax: 100)
        #expect(try await held(request) == [3000 + 256 + 1000])
        // `{"type":"object"}` has 17 bytes, which six tokens are estimated for.
        request.format = .jsonSchema(["type": "object"])
        #expect(try await held(request) == [3018 + 256 + 1000])
        request.format = .text
        let image = MessageImage(.link("https://x.org/a.png"))
        request.prompt = .conversation(
            Conversation(messages: [Message(role: .user, text: "", images: [image, image])]))
        #expect(try await held(request, images: 2) == [3000 + 256 + 52_000 + 1000])
    }

    @Test func `what is held for a call that nobody charges can be freed before it is recorded`()
        async throws
    {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        try await shop.budgets.set(Budget(period: .day, limitMicros: 5000))
        let ask = {
            try await shop.till.open(
                model: "p/m", isLocal: false, promptTokens: 1000, outputTokensMax: 100,
                person: "a", at: Self.noon)
        }
        let first = try await ask()
        await #expect(throws: LedgerError.self) { try await ask() }
        let freed = try await shop.till.free(first)
        let second = try await ask()
        try await shop.till.void(second)
        let till = shop.till
        let entry = try await shop.store.write { transaction in
            var entry = LedgerEntry(
                turn: TurnID("t"), time: Self.noon, door: "chat", model: "p/m", isLocal: false,
                outcome: .failed)
            try till.close(freed, .failed(mayBeCharged: false), entry: &entry, in: transaction)
            return entry
        }
        #expect(entry.costMicros == 0 && entry.provider == "p" && entry.person == "a")
        #expect(try await shop.budgets.open().isEmpty)
    }

    @Test func `a call that may cost too much is not made`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        await #expect(
            throws: LedgerError.budgetExceeded(
                budget: "all a day", leftMicros: 15_000, neededMicros: 23_256)
        ) {
            try await shop.till.open(
                model: "p/m", isLocal: false, promptTokens: 1000, outputTokensMax: 2000,
                person: nil, at: Self.noon)
        }
        #expect(try await shop.budgets.open().isEmpty)
    }

    @Test func `without a price nothing is bounded, so a budget refuses it`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        let ask = {
            try await shop.till.open(
                model: "p/unheard-of", isLocal: false, promptTokens: 1, outputTokensMax: 1,
                person: nil, at: Self.noon)
        }
        await #expect(throws: LedgerError.priceMissing(model: "unheard-of")) { try await ask() }
        try await shop.budgets.remove(.everything, .day)
        let ticket = try await ask()
        try await shop.till.void(ticket)
        #expect(try await shop.budgets.open().isEmpty)
    }

    @Test func `a local call costs energy and holds nothing`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        let ticket = try await shop.till.open(
            model: "tiny", isLocal: true, promptTokens: 10, outputTokensMax: 1 << 40, person: nil,
            at: Self.noon)
        var sum = 0.0
        for index in 1...3_000_000 { sum += 1 / Double(index) }
        #expect(sum > 1)
        let till = shop.till
        let entry = try await shop.store.write { transaction in
            var entry = LedgerEntry(
                turn: TurnID("t"), time: Self.noon, door: "chat", model: "tiny",
                outcome: .answered)
            try till.close(
                ticket, .completed(Usage(), nil, answerBytes: 9), entry: &entry, in: transaction)
            return entry
        }
        #expect(entry.energyMicrojoules > 0 && entry.costMicros == 0 && entry.provider == nil)
    }

    @Test func `prices that come with the program count without being loaded`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let book = PriceBook(store: store)
        let price = try await book.price(of: "gpt-4o-mini", provider: "openai", at: Self.noon)
        #expect(price.output == 600_000)
        let routed = try await book.price(
            of: "openai/gpt-4o-mini", provider: "openrouter", at: Self.noon)
        #expect(routed == price)
        try store.close()
    }
}
