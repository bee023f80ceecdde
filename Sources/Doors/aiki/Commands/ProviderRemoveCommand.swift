import AikiBase
import AikiHouse
import AikiProviders
import ArgumentParser

/// `aiki provider remove`.
struct ProviderRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a provider and its key.")

    @Argument(help: "The provider.")
    var name: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try HouseDoor.home().providers.remove(name)
        output.show(["removed": .string(name)], text: "Removed '\(name)' and its key.\n")
    }
}
