import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki corpus build`.
struct CorpusBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a corpus from a recipe, or go on where it was interrupted.",
        discussion: """
            With --shard i/n only the documents of part i of n are prepared, counted from 0, by as \
            many processes or machines as there are parts; `aiki corpus merge` then makes the corpus.
            """)

    @Argument(help: "The recipe, a TOML file.", completion: .file())
    var recipe: String

    @Option(help: "The folder of the corpus.", completion: .directory)
    var to: String

    @Option(help: "Prepare one part only: 3/8 is the fourth of eight.")
    var shard: String?

    @OptionGroup var work: CorpusWorkArguments
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let room = CorpusRoom(folder: URL(filePath: to))
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        if let shard {
            try room.prepare(
                recipe: URL(filePath: recipe), part: shard, options: work.options,
                progress: bar.handler)
            bar.finish()
            output.show(
                ["part": .string(shard), "folder": .string(to)],
                text: "Part \(shard) is prepared in \(to).\n")
            return
        }
        let manifest = try room.build(
            recipe: URL(filePath: recipe), options: work.options, progress: bar.handler)
        bar.finish()
        output.show(.object(manifest), text: CorpusText.of(manifest, output.console))
    }
}

/// How a corpus is worked on.
struct CorpusWorkArguments: ParsableArguments {
    @Option(help: "Threads; as many as the machine has cores where left out.")
    var workers: Int?

    @Flag(help: "Throw away what was begun before.")
    var restart = false

    @Flag(help: "Keep the cleaned texts and sketches when the corpus is whole.")
    var keepWork = false

    var options: CorpusRoom.Options {
        var options = CorpusRoom.Options()
        options.workers = workers.map { max(1, $0) }
        options.restarts = restart
        options.keepsWork = keepWork
        return options
    }
}
