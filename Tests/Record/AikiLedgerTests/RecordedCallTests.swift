import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: whoever asks a model of somebody else by name leaves one entry, with what the call took, however
/// it ends. Method: a model that does as told, a price of one dollar a million tokens of prompt and
/// ten of answer, and a budget.
@Suite(.timeLimit(.minutes(1))) struct RecordedCallTests {
    private static let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private enum Script {
        case answer, hangAfterText, failBeforeText, failAfterText, breakOff
    }

    private struct Fault: RemoteModelError {
        var fault: RemoteFault { .unavailable }
        var mayBeCharged: Bool { false }
        var code: String { "test.fault" }
        var message: String { "It failed." }
        var hint: String { "" }
    }

    private struct FarModel: RemoteLanguageModel {
        let script: Script
        var stored: StoredAnswer?
        let profile = ModelProfile(
            name: "p/m", architecture: "test", contextTokensMax: 10_000, isLocal: false)

        func generate(
            _ request: GenerationRequest
        ) -> AsyncThrowingStream<GenerationEvent, any Error> {
            AsyncThrowingStream { continuation in
                if script == .failBeforeText { return continuation.finish(throwing: Fault()) }
                continuation.yield(.delta(.init(text: "Hello there.")))
                switch script {
                case .hangAfterText, .failBeforeText: break
                case .failAfterText: continuation.finish(throwing: Fault())
                case .breakOff: continuation.finish()
                case .answer:
                    var completion = Completion(
                        reason: .stop,
                        usage: Usage(promptTokens: 20, cachedTokens: 8, outputTokens: 6),
                        remote: RemoteCall(provider: "p"))
                    completion.remote?.maskedCounts = ["name": 2]
                    continuation.yield(.finished(completion))
                    continuation.finish()
                }
            }
        }

        func countTokens(_ prompt: Prompt) async throws -> Int { 100 }
        func maskedCounts(in request: GenerationRequest) -> [String: Int] {
            // Of an answer it is known already.
            #expect(script != .answer)
            return ["name": 2]
        }
        func storedAnswer(to request: GenerationRequest) async -> StoredAnswer? { stored }
    }

    private struct Shop {
        let store: Store
        let ledger: Ledger
        let budgets: BudgetBook
        let book: CallBook

        init(_ folder: TemporaryFolder, limitMicros: Int64 = 1_000_000) async throws {
            store = try Store(path: folder.storePath, schemas: [Ledger.schema])
            ledger = Ledger(store: store)
            budgets = BudgetBook(store: store, zone: .gmt)
            let prices = PriceBook(store: store)
            let price = Price(
                provider: "p", model: "m", day: "2026-01-01", prompt: 1_000_000,
                cached: 500_000, output: 10_000_000)
            try await prices.add(PriceTable(prices: [price]), source: "test")
            try await budgets.set(Budget(period: .day, limitMicros: limitMicros))
            let clock = FixedWallClock(RecordedCallTests.noon)
            book = CallBook(
                ledger: ledger,
                till: Till(prices: prices, budgets: budgets, meter: EnergyMeter()), clock: clock,
                identifiers: IdentifierSource(clock: clock))
        }

        func model(_ script: Script, stored: StoredAnswer? = nil) -> RecordedLanguageModel {
            RecordedLanguageModel(
                FarModel(script: script, stored: stored), book: book, door: "api")
        }

        /// The entries, when nothing is under way any more.
        func entries() async throws -> [LedgerEntry] {
            await book.drain()
            #expect(try await budgets.open().isEmpty)
            return try await ledger.entries().map(\.entry)
        }
    }

    private static var request: GenerationRequest {
        var request = GenerationRequest(prompt: .text("Hello?"), outputTokensMax: 100)
        request.person = "anna"
        return request
    }

    @Test func `an answer is counted as the provider counts, to a millionth`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        for _ in 0..<7 {
            for try await _ in shop.model(.answer).generate(Self.request) {}
        }
        let entries = try await shop.entries()
        #expect(entries.count == 7)
        for entry in entries {
            // 12 × 1 + 8 × 0.5 + 6 × 10.
            #expect(entry.costMicros == 76 && entry.usage.cachedTokens == 8)
            #expect(entry.provider == "p" && entry.model == "p/m" && !entry.isLocal)
            #expect(entry.redactions == ["name": 2] && entry.person == "anna")
            #expect(entry.outcome == .answered && entry.door == "api")
        }
        #expect(try await shop.budgets.statuses(at: Self.noon).first?.spentMicros == 7 * 76)
        _ = try await shop.ledger.verify()
    }

    @Test func `a kept answer costs nothing, and says how it was found and what it saved`()
        async throws
    {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        var stored = StoredAnswer(
            text: "Hello.", reasoning: "",
            completion: Completion(
                reason: .stop, usage: Usage(promptTokens: 20, outputTokens: 6),
                remote: RemoteCall(provider: "p")))
        for cache in ["exact", "semantic"] {
            if cache == "semantic" { stored.completion.turn = ["cache": "semantic"] }
            for try await event in shop.model(.answer, stored: stored).generate(Self.request) {
                if case .finished(let completion) = event {
                    #expect(completion.turn?["cache"]?.text == cache)
                }
            }
        }
        let entries = try await shop.entries()
        #expect(entries.map { $0.decision["cache"]?.text } == ["exact", "semantic"])
        // 20 × 1 + 6 × 10, and nothing of it paid.
        #expect(entries.map { $0.decision["saved_micros"]?.wholeNumber } == [80, 80])
        #expect(entries.map(\.costMicros) == [0, 0])
        let sum = try await shop.ledger.report(reference: nil, kilowattHourMicros: 0).everything
        #expect(sum.stored == 2 && sum.similar == 1 && sum.savedMicros == 160)
    }

    @Test(
        arguments: [
            (.failBeforeText, 0, "test.fault"), (.failAfterText, 1556, "test.fault"),
            (.breakOff, 1556, "ledger.answer-unfinished"),
        ] as [(Script, Int64, String)])
    private func `a failure is recorded once, with what it may have cost`(
        script: Script, cost: Int64, code: String
    ) async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        var error: (any Error)?
        do {
            for try await _ in shop.model(script).generate(Self.request) {}
        } catch let caught {
            error = caught
        }
        #expect((error as? any AikiError)?.code == code)
        let entries = try await shop.entries()
        #expect(entries.map(\.outcome) == [.failed] && entries.map(\.errorCode) == [code])
        // All that was held: 3 × 100 + 256 tokens of prompt, 100 of answer.
        #expect(entries.map(\.costMicros) == [cost])
        #expect(entries.first?.redactions == ["name": 2])
    }

    @Test func `who goes away in the middle is charged once, for what was written`() async throws {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder)
        for try await event in shop.model(.hangAfterText).generate(Self.request) {
            if case .delta = event { break }
        }
        let entries = try await shop.entries()
        #expect(entries.map(\.outcome) == [.cancelled])
        // 100 tokens of prompt and 12 bytes of answer, both as estimated.
        #expect(entries.map(\.costMicros) == [140])
        #expect(try await shop.budgets.statuses(at: Self.noon).first?.spentMicros == 140)
    }

    @Test func `of 64 calls at once against room for ten, ten are made and the rest refused`()
        async throws
    {
        let folder = try TemporaryFolder()
        let shop = try await Shop(folder, limitMicros: 15_560)
        // They hang until all have been decided on, so that none frees what another needs.
        let model = shop.model(.hangAfterText)
        let readers = (0..<64).map { _ in
            Task {
                for try await event in model.generate(Self.request) {
                    if case .delta = event { try await Task.sleep(for: .seconds(30)) }
                }
            }
        }
        while true {
            let refused = try await shop.ledger.entries().count
            let open = try await shop.budgets.open().count
            #expect(open <= 10)
            if refused + open == 64 { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        for reader in readers { reader.cancel() }
        let entries = try await shop.entries()
        #expect(entries.count { $0.errorCode == "ledger.budget-exceeded" } == 54)
        #expect(entries.count { $0.outcome == .cancelled } == 10)
        _ = try await shop.ledger.verify()
    }
}
