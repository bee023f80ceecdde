import ArgumentParser

/// `aiki privacy`: what would leave the machine, and how well personal data is found.
struct PrivacyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy", abstract: "Show what is masked before anything leaves the machine.",
        subcommands: [PrivacyCheckCommand.self, PrivacyEvalCommand.self],
        defaultSubcommand: PrivacyCheckCommand.self)
}
