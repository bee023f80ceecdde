import AikiBase
import AikiDialogue
import AikiLedger
import AikiStore
import Foundation

// Spends a budget with many calls at once until it is killed or nothing is left. Each call may cost 1,000
// millionths of a dollar and costs 700. Lines on standard output: `held ID` when a call reaches the
// provider, `paid ID` when whoever asked has its ending, and `over` at the end.
//
//     BudgetTrialChild STORE

guard CommandLine.arguments.count == 2 else { exit(64) }

func tell(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
}

/// A provider that answers at once.
struct StubModel: LanguageModel {
    let profile = ModelProfile(
        name: "stub/m", architecture: "test", contextTokensMax: 10_000, isLocal: false)

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            tell("held \(request.client ?? "")")
            continuation.yield(.delta(.init(text: "Hello")))
            let usage = Usage(promptTokens: 100, outputTokens: 600)
            continuation.yield(.finished(Completion(reason: .stop, usage: usage)))
            continuation.finish()
        }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int { 10 }
}

let store = try Store(path: CommandLine.arguments[1], schemas: [Ledger.schema])
// A day in the middle of a month, so that no period ends during the trial.
let clock = FixedWallClock(Date(timeIntervalSince1970: 1_790_000_000))
let prices = PriceBook(store: store)
let price = Price(
    provider: "stub", model: "m", day: "2026-01-01", prompt: 1_000_000, output: 1_000_000)
try await prices.add(PriceTable(prices: [price]), source: "trial")
let till = Till(
    prices: prices, budgets: BudgetBook(store: store, zone: .gmt), meter: EnergyMeter())
let model = RecordedLanguageModel(
    StubModel(),
    book: CallBook(
        ledger: Ledger(store: store), till: till, clock: clock,
        identifiers: IdentifierSource(clock: clock)),
    door: "trial")

await withTaskGroup(of: Void.self) { group in
    for _ in 0..<64 {
        group.addTask {
            while true {
                // 3 × 10 + 256 tokens of prompt are held for.
                var request = GenerationRequest(prompt: .text("Hello?"), outputTokensMax: 714)
                request.client = UUID().uuidString
                do {
                    for try await event in model.generate(request) {
                        if case .finished = event { tell("paid \(request.client ?? "")") }
                    }
                } catch {
                    return
                }
            }
        }
    }
}
tell("over")
