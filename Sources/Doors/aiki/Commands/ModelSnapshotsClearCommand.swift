import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model snapshots clear`.
struct ModelSnapshotsClearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Remove snapshots; models compute anew what they held.")

    @Argument(help: "The model whose snapshots go; all where left out.")
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let removed = try HouseDoor.home().snapshots.clear(model: model)
        let bytes = removed.reduce(0) { $0 + $1.byteCount }
        output.show(
            ["removed": .integer(Int64(removed.count)), "bytes": .integer(bytes)],
            text: "Removed \(removed.count) snapshots, \(ByteCount.text(bytes)).\n")
    }
}
