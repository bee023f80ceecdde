import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki adapter list`.
struct AdapterListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the installed adapters.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().adapters
        let adapters = try shelf.list()
        if !output.json { HouseDoor.tellBroken(try shelf.listBroken(), output.console) }
        output.show(
            .array(adapters.map(\.json)), text: Self.text(adapters, output.console))
    }

    private static func text(_ adapters: [InstalledAdapter], _ console: Console) -> String {
        guard !adapters.isEmpty else {
            return "No adapter is installed. `aiki adapter import PATH --model MODEL` takes one.\n"
        }
        var table = TextTable(["NAME", "MODEL", "SIZE"], rightAligned: [2])
        for adapter in adapters {
            table.add(adapter.name, adapter.base, ByteCount.text(adapter.byteCount))
        }
        return table.text(console)
    }
}

extension InstalledAdapter {
    /// The adapter for programs.
    var json: JSONValue {
        [
            "name": .string(name), "model": .string(base), "bytes": .integer(byteCount),
            "created": .integer(Int64(createdSeconds)), "source": .string(source),
            "path": .string(path),
        ]
    }
}
