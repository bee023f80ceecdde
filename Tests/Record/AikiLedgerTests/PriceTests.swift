import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: a bill is right to the millionth of a dollar, and stays what it was. Method: sums by hand,
/// tables in every format, and the shipped table against a public one where that is at hand.
@Suite struct PriceTests {
    private static let price = Price(
        provider: "p", model: "m", day: "2026-01-01", prompt: 3_000_000, cached: 300_000,
        cacheWrite: 3_750_000, output: 15_000_000, contextTokens: 1000)

    @Test func `a call costs what its tokens cost, rounded up`() {
        var usage = Usage(promptTokens: 1000, cachedTokens: 400, outputTokens: 200)
        usage.cacheWriteTokens = 100
        // 500 · 3 + 400 · 0.3 + 100 · 3.75 + 200 · 15 micros
        #expect(Self.price.cost(usage) == 1500 + 120 + 375 + 3000)
        #expect(Self.price.cost(Usage()) == 0)
        let cheap = Price(provider: "p", model: "m", day: "2026-01-01", prompt: 1, output: 0)
        #expect(cheap.cost(Usage(promptTokens: 1, cachedTokens: 0, outputTokens: 0)) == 1)
        #expect(Self.price.costMost(promptTokens: 1000, outputTokens: 200) == 3750 + 3000)
    }

    @Test func `what a provider miscounts neither traps nor pays back`() {
        let odd = Usage(promptTokens: -5, cachedTokens: 900, outputTokens: -7)
        #expect(Self.price.cost(odd) == 0)
        let huge = Usage(promptTokens: .max, cachedTokens: 0, outputTokens: .max)
        #expect(Self.price.cost(huge) == .max)
    }

    /// No call may cost more than is held for it.
    @Test func `the most a call can cost is no less than what any usage costs`() {
        var random = SeededRandom(seed: 4)
        for _ in 0..<2000 {
            let prompt = Int(random.next() % 5000)
            let output = Int(random.next() % 2000)
            var usage = Usage(
                promptTokens: prompt, cachedTokens: Int(random.next() % 6000), outputTokens: output)
            usage.cacheWriteTokens = Int(random.next() % 6000)
            let most = Self.price.costMost(promptTokens: prompt, outputTokens: output)
            #expect(Self.price.cost(usage) <= most)
        }
    }

    @Test(
        arguments: [
            (0, "$0"), (1, "$0.000001"), (-1, "-$0.000001"), (10_000, "$0.01"), (123_000, "$0.123"),
            (1_000_000, "$1.00"), (1_994_999, "$1.99"), (1_995_000, "$2.00"),
            (1_234_567_890, "$1234.57"),
        ] as [(Int64, String)])
    func `money reads as people write it`(micros: Int64, text: String) {
        #expect(Money.text(micros) == text)
    }

    @Test func `money is read back exactly, and nothing else is money`() {
        #expect(Money.micros("$0.000001") == 1)
        #expect(Money.micros("12.5") == 12_500_000)
        for text in ["", "-1", "1.", ".5", "1e3", "1.0000001", "1,5", "$", "1.2.3", "２"] {
            #expect(Money.micros(text) == nil, "\(text)")
        }
    }

    @Test func `tables of others are read`() throws {
        let lite = """
            {"sample_spec": {"input_cost_per_token": 0, "output_cost_per_token": 0},
             "openai/x": {"litellm_provider": "openai", "input_cost_per_token": 2.5e-06,
               "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06,
               "max_input_tokens": 128000},
             "picture": {"litellm_provider": "openai", "output_cost_per_image": 0.04}}
            """
        let first = try PriceTable(data: Data(lite.utf8), path: "l.json", day: "2026-02-03")
        #expect(
            first.prices == [
                Price(
                    provider: "openai", model: "x", day: "2026-02-03", prompt: 2_500_000,
                    cached: 1_250_000, output: 10_000_000, contextTokens: 128_000)
            ])
        let router = """
            {"data": [{"id": "a/b", "context_length": 32768, "pricing": {"prompt": "0.00000015",
              "completion": "0.0000006", "input_cache_read": "0.000000075"}},
              {"id": "openrouter/auto", "pricing": {"prompt": "-1", "completion": "-1"}}]}
            """
        let second = try PriceTable(data: Data(router.utf8), path: "o.json", day: "2026-02-03")
        #expect(
            second.prices == [
                Price(
                    provider: "openrouter", model: "a/b", day: "2026-02-03", prompt: 150_000,
                    cached: 75_000, output: 600_000, contextTokens: 32_768)
            ])
    }

    @Test(arguments: ["", "{}", "{", "[1]", "{\"data\": 3}", "openai gpt 1 2 3", "@ 2026\nx y z"])
    func `what is no table is refused`(text: String) {
        #expect(throws: (any Error).self) {
            let table = try PriceTable(data: Data(text.utf8), path: "a", day: "2026-01-01")
            if table.prices.isEmpty { throw LedgerError.malformedPrices(path: "a", problem: "") }
        }
    }

    @Test func `the shipped table holds what people use`() throws {
        let table = try PriceTable.shipped()
        #expect(table.prices.count >= 150)
        #expect(Set(table.prices.map { "\($0.provider) \($0.model)" }).count == table.prices.count)
        #expect(table.price(of: "gpt-4o-mini", provider: "openai")?.output == 600_000)
    }

    /// Prints every difference; the two tables may differ where one is out of date, but not often.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "AIKI_DATA is not set"))
    func `the shipped table agrees with a public one`() throws {
        let folder = ProcessInfo.processInfo.environment["AIKI_DATA"] ?? ""
        let file = "/prices/litellm-full-2026-07-24/model_prices_and_context_window.json"
        let data = try Data(contentsOf: URL(filePath: folder + file))
        let theirs = try PriceTable(data: data, path: file, day: "2026-07-24")
        #expect(theirs.prices.count > 2000)
        var checked = 0
        var differences: [String] = []
        for price in try PriceTable.shipped().prices {
            guard let other = theirs.price(of: price.model, provider: price.provider) else {
                continue
            }
            checked += 1
            if (price.prompt, price.output) != (other.prompt, other.output) {
                differences.append(
                    "\(price.provider) \(price.model): \(price.prompt) and \(price.output), "
                        + "there \(other.prompt) and \(other.output)")
            }
        }
        for difference in differences { print("price differs: \(difference)") }
        #expect(checked >= 150)
        #expect(differences.count * 50 <= checked)
    }

    @Test func `a new price is added and the old one stays`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.storePath, schemas: [Ledger.schema])
        let book = PriceBook(store: store)
        var old = Self.price
        old.day = "2026-01-01"
        var new = Self.price
        new.day = "2026-03-01"
        new.output = 12_000_000
        #expect(try await book.add(PriceTable(prices: [old]), source: "a") == 1)
        #expect(try await book.add(PriceTable(prices: [new]), source: "b") == 1)
        // The same numbers on a later day say nothing new.
        var same = new
        same.day = "2026-04-01"
        #expect(try await book.add(PriceTable(prices: [same]), source: "c") == 0)
        let day = { (text: String) throws -> Date in
            try Date("\(text)T12:00:00Z", strategy: .iso8601)
        }
        #expect(try await book.price(of: "m", at: day("2026-02-01")) == old)
        #expect(try await book.price(of: "p/m", at: day("2026-05-01")) == new)
        // Before the first is known, the first is the best there is.
        #expect(try await book.price(of: "m", provider: "p", at: day("2025-05-01")) == old)
        #expect(try await book.price(id: old.id) == old)
        #expect(old.id != new.id)
        await #expect(throws: LedgerError.priceMissing(model: "q/m")) {
            try await book.price(of: "q/m", at: day("2026-02-01"))
        }
        try store.close()
    }
}
