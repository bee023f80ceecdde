import AikiBase
import AikiHouse
import AikiServer
import ArgumentParser
import Foundation

/// `aiki api-key list`.
struct APIKeyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let records = try HouseDoor.home().keys.list()
        let values = records.map { record -> JSONValue in
            [
                "id": .string(record.id), "name": .string(record.name),
                "created": .integer(Int64(record.createdSeconds)),
            ]
        }
        output.show(.array(values), text: Self.text(records, output.console))
    }

    private static func text(_ records: [APIKeyRecord], _ console: Console) -> String {
        guard !records.isEmpty else { return "There is no key. `aiki api-key create` makes one.\n" }
        var table = TextTable(["ID", "CREATED", "NAME"])
        for record in records {
            let date = Date(timeIntervalSince1970: TimeInterval(record.createdSeconds))
            table.add(record.id, DateText.local(date), record.name)
        }
        return table.text(console)
    }
}
