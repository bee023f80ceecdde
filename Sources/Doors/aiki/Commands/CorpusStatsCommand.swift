import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki corpus stats`.
struct CorpusStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what a corpus holds and what was left out.")

    @Argument(help: "The folder of the corpus.", completion: .directory)
    var folder: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let manifest = try CorpusRoom(folder: URL(filePath: folder)).stats()
        output.show(.object(manifest), text: CorpusText.of(manifest, output.console))
    }
}
