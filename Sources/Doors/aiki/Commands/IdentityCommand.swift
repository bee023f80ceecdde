import ArgumentParser

/// `aiki identity`: who Aiki is.
struct IdentityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity", abstract: "Show who Aiki is, and check that models keep to it.",
        subcommands: [
            IdentityShowCommand.self, IdentityCheckCommand.self, IdentityLearnCommand.self,
        ], defaultSubcommand: IdentityShowCommand.self)
}
