import AikiBase
import AikiHouse
import AikiSymbols
import ArgumentParser

/// `aiki symbols train`.
struct SymbolsTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learn scenes, places and emotions from labelled texts.",
        discussion: """
            Prints what cross-validation inside the given texts says of the quality, and writes \
            symbols.safetensors into the house, or the file that --out names.
            """)

    @Option(help: "A file as GoEmotions' train.tsv.", completion: .file())
    var emotions: String

    @Option(help: "A file as HWU64's hwu64_kfold1_trainset.csv.", completion: .file())
    var scenes: String

    @Option(help: "LitBank's folder, with entities/ and quotations/.", completion: .directory)
    var litbank: String

    @Option(help: "The file to write; the house's where left out.", completion: .file())
    var out: String?

    @Option(help: "From which every random choice follows.")
    var seed: UInt64 = 1

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let (report, path) = try HouseDoor.home().symbols.train(
            SymbolSources(emotions: emotions, scenes: scenes, litbank: litbank), seed: seed,
            to: out, progress: bar.handler)
        bar.finish()
        output.show(
            ["file": .string(path), "cross_validation": report.json],
            text: SymbolsText.table(report, output.console) + "Wrote \(path).\n")
    }
}
