import ArgumentParser

/// `aiki memory eval`.
struct MemoryEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure how well memory finds what it should.",
        discussion: """
            In stores of its own, which are deleted afterwards: what you said is not touched. Without \
            --model, words and structure are compared and meaning is not.
            """,
        subcommands: [MemoryEvalLoCoMoCommand.self, MemoryEvalCranfieldCommand.self])
}
