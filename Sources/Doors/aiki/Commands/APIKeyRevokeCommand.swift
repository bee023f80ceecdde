import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki api-key revoke`.
struct APIKeyRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a key; a running server refuses it at once.")

    @Argument(help: "The key's id.")
    var id: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try HouseDoor.home().keys.revoke(id: id)
        output.show(["revoked": .string(id)], text: "Revoked '\(id)'.\n")
    }
}
