public import AikiBase
import AikiDialogue
public import AikiStore
public import Foundation

/// Judges the write gate on labelled turns.
///
/// Each turn is recorded and read in a scope of its own, as in real use. A written fact is wanted where
/// it says what one of the labels says: the same subject, and at least two thirds of the words that
/// carry meaning (F1 over stems). What matches no label is junk.
public struct GateEvaluation: Sendable {
    let store: Store
    let time: Date

    /// - Parameters:
    ///   - store: an empty store with the tables of memory and facts.
    ///   - time: when everything was said.
    public init(store: Store, time: Date) {
        self.store = store
        self.time = time
    }

    /// Reads every turn and counts.
    ///
    /// - Throws: `StoreError`.
    public func run(
        _ cases: [GateCase], progress: ProgressHandler? = nil
    ) async throws -> GateReport {
        var report = GateReport()
        for (number, turn) in cases.enumerated() {
            let written = try await write(turn, number)
            let (counts, miss) = GateJudge.judge(turn, written)
            if turn.isDevelopment {
                report.development.add(counts)
                if let miss { report.misses.append(miss) }
            } else {
                report.heldOut.add(counts)
            }
            report.kinds[turn.kind, default: GateReport.Counts()].add(counts)
            report.languages[turn.language, default: GateReport.Counts()].add(counts)
            progress?(
                WorkProgress(
                    label: "reading turns", done: Int64(number + 1), total: Int64(cases.count)))
        }
        return report
    }

    /// The facts that one turn leaves.
    private func write(_ turn: GateCase, _ number: Int) async throws -> [FactStatement] {
        let log = ConversationLog(store: store)
        let writer = MemoryWriter(facts: FactLog(store: store), clock: FixedWallClock(time))
        let time = time
        return try await log.write { transaction in
            let id = TurnID("gate-\(number)")
            let question = NewTurn(
                id: id,
                place: .newConversation(
                    ConversationID("gate-\(number)"), scope: "gate-\(number)"),
                door: "eval", time: time, question: [Message(role: .user, text: turn.text)])
            _ = try log.begin(question, in: transaction)
            let report = try writer.write(turn: id, in: transaction)
            return report.decisions.filter { $0.reason == .kept }.map(\.statement)
        }
    }
}
