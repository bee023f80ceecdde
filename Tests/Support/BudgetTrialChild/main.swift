import AikiLedger
import AikiStore
import Foundation

// Spends a budget with many calls at once until it is killed or nothing is left. Each line on standard
// output is written after its transaction: `held ID`, `paid ID`, and `over` at the end.
//
//     BudgetTrialChild STORE

guard CommandLine.arguments.count == 2 else { exit(64) }

let store = try Store(path: CommandLine.arguments[1], schemas: [Ledger.schema])
let book = BudgetBook(store: store, zone: .gmt)
// A day in the middle of a month, so that no period ends during the trial.
let date = Date(timeIntervalSince1970: 1_790_000_000)

func tell(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
}

await withTaskGroup(of: Void.self) { group in
    for _ in 0..<64 {
        group.addTask {
            while true {
                guard
                    let held = try? await book.reserve(
                        1_000, provider: "stub", person: nil, at: date)
                else { return }
                tell("held \(held.id)")
                // The call would be here. A provider takes at most what is held.
                let settled: Void? = try? await store.write { transaction in
                    try book.settle(held.id, costMicros: 700, in: transaction)
                }
                if settled != nil { tell("paid \(held.id)") }
            }
        }
    }
}
tell("over")
