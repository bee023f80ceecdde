import ArgumentParser

/// `aiki api-key`: who may use the server.
struct APIKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-key", abstract: "Create, list and revoke keys of the server.",
        subcommands: [
            APIKeyCreateCommand.self, APIKeyListCommand.self, APIKeyRevokeCommand.self,
        ],
        defaultSubcommand: APIKeyListCommand.self)
}
