import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki corpus merge`.
struct CorpusMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Make a corpus out of parts that `corpus build --shard` prepared.",
        discussion: """
            The parts are looked for in the folder's `work`; from other machines they are copied \
            there. The recipe and its sources must be readable here too.
            """)

    @Argument(help: "The recipe.", completion: .file())
    var recipe: String

    @Option(help: "The folder of the corpus.", completion: .directory)
    var to: String

    @OptionGroup var work: CorpusWorkArguments
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let manifest = try CorpusRoom(folder: URL(filePath: to)).merge(
            recipe: URL(filePath: recipe), options: work.options, progress: bar.handler)
        bar.finish()
        output.show(.object(manifest), text: CorpusText.of(manifest, output.console))
    }
}
