import AikiHouse
import ArgumentParser
import Foundation

/// The program: reads the command line, runs a command, and ends with a number that means something.
@main
struct Aiki: AsyncParsableCommand {
    /// The version of the program.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "aiki",
        abstract: "Your own language model, on your machine, with memory and an identity.",
        discussion: """
            Exit codes: 0 all went well, 1 something failed, 2 the command or a setting is wrong, \
            3 what was named is not there, 4 it was refused (a limit, a full context), \
            130 it was interrupted.
            """,
        version: version,
        subcommands: [
            ChatCommand.self, AskCommand.self, ServeCommand.self, ModelCommand.self,
            AdapterCommand.self, ProviderCommand.self, RouterCommand.self, CorpusCommand.self,
            EvalCommand.self,
            PretrainCommand.self, SymbolsCommand.self,
            SFTCommand.self, LoRACommand.self, DPOCommand.self,
            TokenizerCommand.self,
            TokenizeCommand.self, LedgerCommand.self, BudgetCommand.self, PriceCommand.self,
            CacheCommand.self, PlanCommand.self, PrivacyCommand.self, MemoryCommand.self,
            ImportCommand.self, MindCommand.self, IdentityCommand.self, WhyCommand.self,
            APIKeyCommand.self,
            ConfigCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
        ])

    /// Runs the program.
    static func main() async {
        let console = Console()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error, console)
        }
    }

    /// Says what went wrong, where that was not said already, and ends.
    private static func end(with error: any Error, _ console: Console) -> Never {
        let asJSON = CommandLine.arguments.contains("--json")
        if let end = error as? ExitWith { Foundation.exit(end.exit.rawValue) }
        switch exitCode(for: error) {
        case .success:
            // Help or the version was asked for.
            console.line(fullMessage(for: error))
            Foundation.exit(ProgramExit.success.rawValue)
        case .validationFailure:
            if asJSON {
                console.note(
                    ErrorReport.text(
                        UsageError(message: message(for: error)), asJSON: true, console))
            } else {
                console.note(fullMessage(for: error) + "\n")
            }
            Foundation.exit(ProgramExit.usage.rawValue)
        default:
            console.note(ErrorReport.text(error, asJSON: asJSON, console))
            Foundation.exit(ProgramExit(error).rawValue)
        }
    }
}
