import ArgumentParser

/// `aiki adapter`: what models were trained for later, kept beside them.
struct AdapterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapter", abstract: "List, import, export and remove LoRA adapters.",
        discussion: """
            An adapter is asked for with its model: `aiki ask --model base+adapter`, or \
            `base+adapter:0.5` for half its strength, or several: `base+one+other`.
            """,
        subcommands: [
            AdapterListCommand.self, AdapterImportCommand.self, AdapterExportCommand.self,
            AdapterRemoveCommand.self,
        ],
        defaultSubcommand: AdapterListCommand.self)
}
