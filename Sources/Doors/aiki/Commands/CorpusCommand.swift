import ArgumentParser

/// `aiki corpus`: texts to learn from.
struct CorpusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Make what a model learns from.",
        subcommands: [
            CorpusBuildCommand.self, CorpusMergeCommand.self, CorpusStatsCommand.self,
            CorpusWhyCommand.self, CorpusExercisesCommand.self,
        ])
}
