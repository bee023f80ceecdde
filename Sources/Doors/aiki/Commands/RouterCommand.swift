import ArgumentParser

/// `aiki router`: which model a question would be given to, and why.
struct RouterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "router", abstract: "Show how questions are given to models, and learn it.",
        discussion: "How a question finds its model stands in docs/ROUTER.md.",
        subcommands: [
            RouterExplainCommand.self, RouterTrainCommand.self, RouterEvalCommand.self,
        ], defaultSubcommand: RouterExplainCommand.self)
}
