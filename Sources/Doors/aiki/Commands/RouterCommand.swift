import ArgumentParser

/// `aiki router`.
struct RouterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "router",
        abstract: "Learn which questions a local model suffices for, and judge that.",
        discussion: "How a question finds its model stands in docs/ROUTER.md.",
        subcommands: [RouterTrainCommand.self, RouterEvalCommand.self])
}
