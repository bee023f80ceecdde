import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki adapter remove`.
struct AdapterRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an adapter from this disk.")

    @Argument(help: "The adapter.")
    var name: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try HouseDoor.home().adapters.remove(name)
        output.show(["removed": .string(name)], text: "Removed '\(name)'.\n")
    }
}
