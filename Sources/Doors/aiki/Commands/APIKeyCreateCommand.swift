import AikiBase
import AikiHouse
import AikiServer
import ArgumentParser

/// `aiki api-key create`.
struct APIKeyCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a key; it is shown once and kept only as a hash.")

    @Argument(help: "What to call it.")
    var name: String = "key"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let made = try HouseDoor.home().keys.create(name: name, clock: SystemWallClock())
        output.show(
            ["id": .string(made.record.id), "key": .string(made.key)],
            text:
                "\(made.key)\nThis is shown once. `aiki api-key revoke \(made.record.id)` ends it.\n"
        )
    }
}
