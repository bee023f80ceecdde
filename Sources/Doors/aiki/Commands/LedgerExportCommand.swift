import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger export`.
struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write every entry as CSV, or with --json as an array.")

    @Option(help: "The file; standard output where none is given.")
    var to: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let records = try await house.ledger.entries()
        try await house.close()
        let text =
            output.json
            ? JSONValue.array(records.map(\.json)).encoded(.pretty) + "\n"
            : LedgerCSV.text(records)
        if let to {
            try AtomicFile.write(Data(text.utf8), to: URL(filePath: to), permissions: 0o600)
        } else {
            output.console.write(text)
        }
    }
}
