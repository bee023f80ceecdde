import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki ledger export`.
struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write every entry as CSV.")

    @Option(help: "The file; standard output where none is given.")
    var to: String?

    func run() async throws {
        let house = try HouseDoor.house()
        let text = LedgerCSV.text(try await house.ledger.entries())
        try await house.close()
        if let to {
            try AtomicFile.write(Data(text.utf8), to: URL(filePath: to), permissions: 0o600)
        } else {
            Console().write(text)
        }
    }
}
