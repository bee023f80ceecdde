import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger feedback`.
struct LedgerFeedbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback", abstract: "Record what became of an answer.")

    @Argument(help: "The turn.")
    var turn: String

    @Argument(help: "accepted, regenerated, edited, escalated, liked or disliked.")
    var verdict: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let feedback = LedgerEntry.Feedback(rawValue: verdict) else {
            let names = LedgerEntry.Feedback.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(verdict)' is none of \(names).")
        }
        let house = try HouseDoor.house()
        let record = try await house.ledger.record(feedback, on: TurnID(turn), at: Date())
        try await house.close()
        output.show(
            ["sequence": .integer(record.sequence), "feedback": .string(feedback.rawValue)],
            text: "Recorded.\n")
    }
}
