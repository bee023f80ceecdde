import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy store, settings, identity, providers and what was learned into a folder.",
        discussion: """
            Goes on while the house is in use. Left out: models, adapters, runs of training, and the \
            providers' keys in AIKI_HOME/secrets.
            """)

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let bar = output.makeProgressBar()
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        let summary = try await house.backUp(to: url, progress: bar.handler)
        bar.finish()
        try await house.close()
        output.show(
            ["folder": .string(url.path), "files": .array(summary.files.map(JSONValue.string))],
            text: "Copied \(summary.files.joined(separator: ", ")) to \(url.path).\n")
    }
}
