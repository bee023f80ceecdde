import ArgumentParser

/// `aiki budget`: the most that may be spent.
struct BudgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget", abstract: "Bound what providers may be paid.",
        subcommands: [
            BudgetShowCommand.self, BudgetSetCommand.self, BudgetRemoveCommand.self,
            BudgetReleaseCommand.self,
        ],
        defaultSubcommand: BudgetShowCommand.self)
}

/// Which budget is meant.
struct BudgetArguments: ParsableArguments {
    @Option(help: "day or month.")
    var per: String

    @Option(name: .customLong("for"), help: "all, provider:NAME or person:NAME.")
    var scope = "all"
}
