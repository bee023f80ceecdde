import ArgumentParser

/// `aiki model`: the models of the house.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "List, get, import, export, quantize, measure and remove models.",
        subcommands: [
            ModelListCommand.self, ModelShowCommand.self, ModelGetCommand.self,
            ModelImportCommand.self, ModelQuantizeCommand.self, ModelUseCommand.self,
            ModelRemoveCommand.self, ModelSnapshotsCommand.self, ModelBenchCommand.self,
            ModelPerplexityCommand.self, ModelExportCommand.self, ModelCheckCommand.self,
        ],
        defaultSubcommand: ModelListCommand.self)
}
