import ArgumentParser

/// `aiki symbols`: scene, role, emotion and recursion in texts.
struct SymbolsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "symbols",
        abstract: "Mark texts with scene, place, role, emotion and nesting, and learn to.",
        discussion: "What the symbols mean and how well they are found stands in docs/SYMBOLS.md.",
        subcommands: [
            SymbolsAnnotateCommand.self, SymbolsTrainCommand.self, SymbolsEvalCommand.self,
        ])
}
