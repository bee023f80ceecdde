import ArgumentParser

/// `aiki provider`: models that somebody else runs.
struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Add, list, test and remove providers of models.",
        discussion: """
            A model of a provider is asked for as PROVIDER/MODEL. What goes to another machine is \
            masked first, and what is private never goes.
            """,
        subcommands: [
            ProviderListCommand.self, ProviderAddCommand.self, ProviderTestCommand.self,
            ProviderRemoveCommand.self,
        ],
        defaultSubcommand: ProviderListCommand.self)
}
