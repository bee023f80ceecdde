import AikiHouse
import AikiSymbols
import ArgumentParser

/// `aiki symbols eval`.
struct SymbolsEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Judge trained symbols on labelled texts.")

    @Option(help: "A file as GoEmotions' dev.tsv.", completion: .file())
    var emotions: String?

    @Option(help: "A file as HWU64's hwu64_kfold1_testset.csv.", completion: .file())
    var scenes: String?

    @Option(help: "LitBank's folder: what is said, and by whom.", completion: .directory)
    var litbank: String?

    @Option(help: "Trained symbols; those of the house where left out.", completion: .file())
    var model: String?

    @Flag(help: "Show every label.")
    var labels = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard emotions != nil || scenes != nil || litbank != nil else {
            throw ValidationError(
                "Say what to judge: --emotions FILE, --scenes FILE, --litbank FOLDER.")
        }
    }

    func run() async throws {
        let report = try SymbolEvaluation(HouseDoor.home().symbols.model(model))
            .run(emotions: emotions, scenes: scenes, litbank: litbank)
        let table = SymbolsText.table(report, output.console)
        output.show(
            report.json,
            text: table + (labels ? "\n" + SymbolsText.labels(report, output.console) : ""))
    }
}
