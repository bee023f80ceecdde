import ArgumentParser

/// `aiki tokenizer`: vocabularies of one's own, and how they do.
struct TokenizerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenizer", abstract: "Train tokenizers, look into them and compare them.",
        subcommands: [
            TokenizerTrainCommand.self, TokenizerStatsCommand.self, TokenizerCompareCommand.self,
            TokenizerEncodeCommand.self,
        ])
}
