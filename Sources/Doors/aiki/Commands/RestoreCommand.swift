import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of what it holds; the store before it is kept.")

    @Argument(help: "The folder that `aiki backup` made.", completion: .directory)
    var folder: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        let summary = try await House.restore(from: url, to: home)
        var text = "Restored \(summary.files.joined(separator: ", ")).\n"
        if let kept = summary.keptPath { text += "What was there before is in \(kept).\n" }
        output.show(
            [
                "files": .array(summary.files.map(JSONValue.string)),
                "kept": summary.keptPath.map(JSONValue.string) ?? .null,
            ],
            text: text)
    }
}
