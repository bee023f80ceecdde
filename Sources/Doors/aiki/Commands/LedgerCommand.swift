import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger`: what was asked of whom, and what it took.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Show what calls of turns and of providers' models took.",
        subcommands: [
            LedgerShowCommand.self, LedgerReportCommand.self, LedgerExportCommand.self,
            LedgerFeedbackCommand.self, LedgerVerifyCommand.self,
        ],
        defaultSubcommand: LedgerShowCommand.self)
}
