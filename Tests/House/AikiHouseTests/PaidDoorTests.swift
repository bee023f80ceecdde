import AikiBase
import AikiDialogue
import AikiHouse
import AikiLedger
import AikiServer
import AikiTestSupport
import Foundation
import Logging
import ProviderStub
import ServiceLifecycle
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Goal: every call of a provider's model by its own name, through whichever path of the server, is held
/// for, recorded once with what it cost, and refused where the budget has no room. Method: a whole
/// house with a provider that counts as elsewhere (an address that is no loopback name, and yet leads
/// to this machine), and clients that speak HTTP.
@Suite(.timeLimit(.minutes(2))) struct PaidDoorTests {
    /// What the stub takes for an answer: 20 tokens in, 8 of them cached, 6 out, and its own word
    /// for the cost counts.
    private static let costMicros: Int64 = 123

    private struct Shop {
        let house: House
        let stub: StubServer
        let port: Int

        func post(_ path: String, _ body: JSONValue) async throws -> (status: Int, body: JSONValue)
        {
            guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return (0, nil) }
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(body.encoded().utf8)
            let (data, response) = try await URLSession.shared.data(for: request)
            let text = String(decoding: data, as: UTF8.self)
            return (
                (response as? HTTPURLResponse)?.statusCode ?? 0,
                (try? JSONValue(parsing: text)) ?? .string(text)
            )
        }

        func get(_ path: String) async throws -> String {
            guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return "" }
            return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
        }

        func chat(_ model: String, isStreamed: Bool = false) async throws
            -> (status: Int, body: JSONValue)
        {
            try await post(
                "/v1/chat/completions",
                [
                    "model": .string("far/\(model)"), "stream": .bool(isStreamed),
                    "max_tokens": 100,
                    "messages": [["role": "user", "content": "Write to anna@example.org."]],
                ])
        }

        /// The entries, when nothing is under way any more.
        func entries(_ count: Int) async throws -> [LedgerEntry] {
            while true {
                let entries = try await house.ledger.entries().map(\.entry)
                let open = try await house.money.budgets.open()
                if entries.count >= count, open.isEmpty { return entries }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    private static func withShop(_ body: @escaping @Sendable (Shop) async throws -> Void)
        async throws
    {
        let folder = try TemporaryFolder()
        let stub = try await StubServer.start()
        let providers: JSONValue = [
            "providers": [
                [
                    "name": "far", "kind": "openai", "attempts": 1,
                    "address": .string("http://0.0.0.0:\(stub.port)/v1"),
                    "allows_plain_text": true, "models": [["name": "plain"]],
                ]
            ]
        ]
        try Data(providers.encoded().utf8).write(to: folder.url.appending(path: "providers.json"))
        let house = try House(
            HouseHome(environment: ["AIKI_HOME": folder.path, "OPENAI_API_KEY": "sk-test"]))
        let names = ["plain", "long", "reason", "fault-500", "fault-close-mid", "fault-hang-mid"]
        let prices = names.map {
            Price(
                provider: "far", model: $0, day: "2026-01-01", prompt: 1_000_000,
                output: 10_000_000)
        }
        try await house.money.prices.add(PriceTable(prices: prices), source: "test")
        try await house.money.budgets.set(Budget(period: .month, limitMicros: 1_000_000))
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = try OpenAIServer(
            configuration: ServerConfiguration(port: 0, version: "test"), models: house.models,
            metrics: { [metrics = house.metrics] in try await metrics.text() }, logger: logger,
            onListening: { continuation.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let result: Result<Void, any Error>
            do {
                try await body(Shop(house: house, stub: stub, port: port))
                result = .success(())
            } catch {
                result = .failure(error)
            }
            group.cancelAll()
            while let _ = try? await group.next() {}
            try result.get()
        }
        try await stub.stop()
        try await house.close()
    }

    @Test func `each call through each path is one entry, and costs what the provider says`()
        async throws
    {
        try await Self.withShop { shop in
            for isStreamed in [false, true] {
                for _ in 0..<3 {
                    let answer = try await shop.chat("plain", isStreamed: isStreamed)
                    #expect(answer.status == 200)
                }
            }
            let completion = try await shop.post(
                "/v1/completions",
                [
                    "model": "far/plain", "prompt": "Write to ann@example.org", "max_tokens": 100,
                ])
            // To a provider that only chats, raw text goes as a question.
            #expect(completion.status == 200)
            let entries = try await shop.entries(7)
            #expect(entries.count == 7)
            let answered = entries.filter { $0.outcome == .answered }
            #expect(answered.count == 7)
            for entry in answered {
                #expect(entry.costMicros == Self.costMicros && entry.provider == "far")
                #expect(entry.usage.promptTokens == 20 && entry.usage.cachedTokens == 8)
                #expect(entry.usage.outputTokens == 6 && entry.total > .zero)
                #expect(entry.redactions["email"] == 1)
            }
            #expect(shop.stub.book.charges.count == 7)
            let metrics = try await shop.get("/metrics")
            #expect(
                metrics.contains(#"aiki_calls_total{model="far/plain",provider="far"} 7"#))
            #expect(metrics.contains("aiki_budget_reserved_dollars"))
            #expect(metrics.contains("aiki_models_loaded 0"))
            // Asked again, nothing counts twice.
            #expect(try await shop.get("/metrics") == metrics)
            _ = try await shop.house.ledger.verify()
        }
    }

    @Test func `the very same question is paid for once, where its answer is not drawn`()
        async throws
    {
        try await Self.withShop { shop in
            for _ in 0..<3 {
                let answer = try await shop.post(
                    "/v1/chat/completions",
                    [
                        "model": "far/plain", "temperature": 0, "max_tokens": 100,
                        "messages": [["role": "user", "content": "Hello?"]],
                    ])
                #expect(answer.status == 200)
            }
            let entries = try await shop.entries(3)
            #expect(entries.map(\.costMicros) == [Self.costMicros, 0, 0])
            #expect(entries.map { $0.decision["cache"]?.text } == [nil, "exact", "exact"])
            #expect(shop.stub.book.charges.count == 1)
        }
    }

    @Test func `failures are entries too, and cost what they may have cost`() async throws {
        try await Self.withShop { shop in
            #expect(try await shop.chat("fault-500").status == 502)
            _ = try await shop.chat("fault-close-mid", isStreamed: true)
            let entries = try await shop.entries(2)
            #expect(
                entries.map(\.errorCode) == ["providers.server-failed", "providers.stream-broken"])
            #expect(entries[0].costMicros == 0 && entries[1].costMicros > 1000)
            let spent = try await shop.house.money.budgets.statuses(at: Date()).first?.spentMicros
            #expect(spent == entries[1].costMicros)
        }
    }

    @Test func `without room the client is told so, and the provider is not asked`() async throws {
        try await Self.withShop { shop in
            try await shop.house.money.budgets.set(Budget(period: .day, limitMicros: 1000))
            let answer = try await shop.chat("plain")
            #expect(answer.status == 429)
            #expect(answer.body["error"]?["code"] == "insufficient_quota")
            #expect(answer.body["error"]?["message"]?.text?.contains("budget") == true)
            #expect(shop.stub.book.requests.isEmpty)
            let unknown = try await shop.chat("unpriced")
            #expect(unknown.status == 502)
            #expect(unknown.body["error"]?["code"] == "ledger.price-missing")
            #expect(
                try await shop.entries(2).map(\.errorCode)
                    == ["ledger.budget-exceeded", "ledger.price-missing"])
        }
    }

    @Test func `a table of prices is read from an address, and what is none is said`()
        async throws
    {
        try await Self.withShop { shop in
            let money = shop.house.money
            let server = "http://127.0.0.1:\(shop.stub.port)"
            let first = try await money.loadPrices(from: "\(server)/prices")
            #expect(first.read == 1 && first.new == 1)
            #expect(try await money.loadPrices(from: "\(server)/prices-moved").read == 1)
            let prices = try await money.prices.all()
            #expect(
                prices.contains { $0.provider == "openrouter" && $0.model == "far/fine" })
            await #expect(
                throws: LedgerError.malformedPrices(
                    path: "\(server)/nothing", problem: "the server answers 404")
            ) { _ = try await money.loadPrices(from: "\(server)/nothing") }
            await #expect(
                throws: LedgerError.pricesTooLarge(
                    path: "\(server)/prices-too-large", limit: PriceTable.bytesMax)
            ) { _ = try await money.loadPrices(from: "\(server)/prices-too-large") }
            await #expect(
                throws: LedgerError.malformedPrices(path: "http://", problem: "it is no address")
            ) { _ = try await money.loadPrices(from: "http://") }
            let gone = try await StubServer.start()
            try await gone.stop()
            await #expect(throws: HouseError.self) {
                _ = try await money.loadPrices(from: "http://127.0.0.1:\(gone.port)/prices")
            }
        }
    }

    @Test func `a client that goes away is charged once`() async throws {
        try await Self.withShop { shop in
            let reader = Task { try await shop.chat("fault-hang-mid", isStreamed: true) }
            while shop.stub.book.charges.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            try await Task.sleep(for: .milliseconds(200))
            reader.cancel()
            let entries = try await shop.entries(1)
            #expect(entries.map(\.outcome) == [.cancelled])
            #expect(entries.first.map { $0.costMicros > 0 && $0.costMicros < 1000 } == true)
            #expect(shop.stub.book.charges.values.reduce(0, +) == 1)
        }
    }

    @Test func `of 64 clients at once against room for ten, at most ten are answered`()
        async throws
    {
        try await Self.withShop { shop in
            // About 1,290 are held for each, and 123 taken.
            try await shop.house.money.budgets.set(Budget(period: .day, limitMicros: 2000))
            let statuses = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask { (try? await shop.chat("plain").status) ?? 0 }
                }
                return await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            let entries = try await shop.entries(64)
            #expect(entries.count == 64)
            let answered = entries.count { $0.outcome == .answered }
            #expect(answered == statuses[200] && answered >= 1 && answered <= 10)
            #expect(statuses[429] == 64 - answered)
            let cost = entries.map(\.costMicros).reduce(0, +)
            #expect(cost == Int64(answered) * Self.costMicros && cost <= 2000)
            #expect(shop.stub.book.charges.count == answered)
        }
    }
}
