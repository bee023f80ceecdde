import ArgumentParser

/// `aiki memory`: what was said.
struct MemoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Search what was said, export it, forget it.",
        subcommands: [
            MemorySearchCommand.self, MemoryListCommand.self, MemoryFactsCommand.self,
            MemoryShowCommand.self, MemoryGateCommand.self, MemoryForgetCommand.self,
            MemoryCertificatesCommand.self, MemoryExportCommand.self,
            MemoryIndexCommand.self, MemoryAttachCommand.self, MemoryDetachCommand.self,
            MemoryEvalCommand.self,
        ])
}
