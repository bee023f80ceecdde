import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser

/// `aiki ledger verify`.
struct LedgerVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no entry was changed or taken out.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let proof = try await house.ledger.verify()
        try await house.close()
        let head = proof.head.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        output.show(
            ["entries": .integer(proof.count), "head": .string(head)],
            text: "\(proof.count) entries, unbroken. Head: \(head)\n")
    }
}
