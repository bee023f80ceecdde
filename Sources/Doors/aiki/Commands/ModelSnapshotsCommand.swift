import ArgumentParser

/// `aiki model snapshots`: what models have computed of texts that come again.
struct ModelSnapshotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", abstract: "List and remove what models keep of texts they read.",
        discussion: """
            What a model computed of instructions and tools is kept on the disk, so that the next \
            process need not compute it again. Settings: engine.snapshots says what is kept (none, \
            system, prompt), engine.snapshot_bytes_max how much.
            """,
        subcommands: [ModelSnapshotsListCommand.self, ModelSnapshotsClearCommand.self],
        defaultSubcommand: ModelSnapshotsListCommand.self)
}
