import ArgumentParser

/// `aiki price`: what providers take.
struct PriceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "price", abstract: "Show what providers take, and load their tables.",
        subcommands: [PriceListCommand.self, PriceLoadCommand.self],
        defaultSubcommand: PriceListCommand.self)
}
