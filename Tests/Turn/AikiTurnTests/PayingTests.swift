import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import AikiTurn
import Foundation
import Testing

/// Goal: every turn that asks a provider is held for, counted and settled, however it ends. Method: a model
/// that says it is elsewhere, a price of one dollar a million tokens, and a budget.
@Suite struct PayingTests {
    private struct Remote: LanguageModel, ModelDirectory {
        let script: ScriptedModel
        var profile: ModelProfile {
            var profile = script.profile
            profile.isLocal = false
            return profile
        }

        func generate(
            _ request: GenerationRequest
        ) -> AsyncThrowingStream<GenerationEvent, any Error> { script.generate(request) }
        func countTokens(_ prompt: Prompt) async throws -> Int {
            try await script.countTokens(prompt)
        }
        func listModels() async throws -> [ModelListing] {
            [ModelListing(name: profile.name, owner: "p", createdSeconds: 0)]
        }
        func languageModel(named name: String) async throws -> any LanguageModel { self }
        func embedder(named name: String) async throws -> any Embedder {
            throw ModelRequestError.modelNotFound(name: name)
        }
    }

    private struct Fault: RemoteModelError {
        var fault: RemoteFault { .unavailable }
        let mayBeCharged: Bool
        var code: String { "test.fault" }
        var message: String { "It failed." }
        var hint: String { "" }
    }

    private struct Shop {
        let loop: Loop
        let budgets: BudgetBook
        let turn: Turn

        init(_ model: ScriptedModel, limitMicros: Int64 = 1_000_000) async throws {
            loop = try Loop(Remote(script: model))
            let price = Price(
                provider: "p", model: "m", day: "2020-01-01", prompt: 1_000_000,
                output: 1_000_000)
            let prices = PriceBook(store: loop.store)
            try await prices.add(PriceTable(prices: [price]), source: "test")
            budgets = BudgetBook(store: loop.store, zone: .gmt)
            try await budgets.set(Budget(period: .day, limitMicros: limitMicros))
            let clock = FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000))
            turn = Turn(
                models: Remote(script: model), log: loop.log, ledger: loop.ledger,
                composer: ContextComposer(identity: Identity(name: "Mira", language: "English")),
                clock: clock,
                identifiers: IdentifierSource(clock: clock, random: SeededRandom(seed: 9)),
                till: Till(prices: prices, budgets: budgets, meter: EnergyMeter()))
        }

        func ask() async throws -> LedgerEntry {
            let input = TurnInput(
                place: .clientHistory, messages: [user("Hello")], door: "test", model: "p/m")
            do {
                for try await _ in turn.run(input) {}
            } catch {}
            let entry = try #require(try await loop.ledger.latest(1).first?.entry)
            #expect(try await budgets.open().isEmpty)
            let spent = try await budgets.statuses(at: entry.time).first?.spentMicros
            #expect(spent == entry.costMicros)
            return entry
        }
    }

    @Test func `an answer costs what its tokens cost`() async throws {
        let entry = try await Shop(ScriptedModel("p/m")).ask()
        #expect(entry.costMicros == 15 && entry.provider == "p" && !entry.isLocal)
        #expect(entry.outcome == .answered && entry.priceID?.hasPrefix("p/m@2020-01-01") == true)
    }

    @Test func `a budget that is too small is an error, and nothing is asked`() async throws {
        let model = ScriptedModel("p/m")
        let entry = try await Shop(model, limitMicros: 100).ask()
        #expect(entry.errorCode == "ledger.budget-exceeded" && entry.costMicros == 0)
        #expect(model.lastRequest == nil)
    }

    @Test func `what fails before it is charged costs nothing, after it all that was held`()
        async throws
    {
        let free = try await Shop(
            ScriptedModel("p/m", [.fail(Fault(mayBeCharged: false))])
        ).ask()
        #expect(free.costMicros == 0 && free.errorCode == "test.fault")
        let dear = try await Shop(
            ScriptedModel("p/m", [.fail(Fault(mayBeCharged: true))])
        ).ask()
        #expect(dear.costMicros >= 4096)
        let begun = try await Shop(
            ScriptedModel("p/m", [.say("a"), .fail(Fault(mayBeCharged: false))])
        ).ask()
        #expect(begun.costMicros >= 4096)
    }
}
