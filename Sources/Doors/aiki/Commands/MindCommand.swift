import ArgumentParser

/// `aiki mind`: the state that conversations leave.
struct MindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mind", abstract: "Show the state that steers tone and attention.",
        subcommands: [MindShowCommand.self, MindTriggersCommand.self],
        defaultSubcommand: MindShowCommand.self)
}
