import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki model snapshots list`.
struct ModelSnapshotsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the snapshots, the one used last first.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let snapshots = try HouseDoor.home().snapshots.list()
        guard !snapshots.isEmpty else {
            output.show([], text: "There are no snapshots.\n")
            return
        }
        var table = TextTable(
            ["MODEL", "TOKENS", "SIZE", "MADE", "LAST USED"], rightAligned: [1, 2])
        for snapshot in snapshots {
            table.add(
                snapshot.modelName ?? "(damaged)", String(snapshot.tokenCount),
                ByteCount.text(snapshot.byteCount), Self.date(snapshot.createdSeconds),
                Self.date(snapshot.usedSeconds))
        }
        let value = JSONValue.array(
            snapshots.map {
                [
                    "model": $0.modelName.map(JSONValue.string) ?? .null,
                    "model_sha256": .string($0.modelVersion),
                    "tokens": .integer(Int64($0.tokenCount)), "bytes": .integer($0.byteCount),
                    "created": .integer(Int64($0.createdSeconds)),
                    "used": .integer(Int64($0.usedSeconds)), "path": .string($0.path),
                ]
            })
        output.show(value, text: table.text(output.console))
    }

    private static func date(_ seconds: Int) -> String {
        DateText.local(Date(timeIntervalSince1970: Double(seconds)))
    }
}
