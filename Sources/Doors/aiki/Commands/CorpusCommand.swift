import ArgumentParser

/// `aiki corpus`: texts to learn from.
struct CorpusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Make what a model learns from.",
        subcommands: [CorpusExercisesCommand.self])
}
