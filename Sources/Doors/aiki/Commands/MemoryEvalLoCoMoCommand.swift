import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory eval locomo`.
struct MemoryEvalLoCoMoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locomo",
        abstract: "The share of evidence among ten memories, for questions on long conversations.")

    @Argument(help: "A file as LoCoMo's locomo10.json.", completion: .file())
    var file: String

    @Option(help: "An installed embedding model, to compare meaning too.")
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try await HouseDoor.home().recallRoom
            .evaluateLoCoMo(file, model: model, progress: bar.handler)
        bar.finish()
        output.show(report.json, text: Self.text(report, output.console))
    }

    private static func text(_ report: LoCoMoReport, _ console: Console) -> String {
        var table = TextTable(["CATEGORY", "QUESTIONS", "RECALL@10"], rightAligned: [1, 2])
        let names = [1: "several turns", 2: "time", 3: "world", 4: "one turn"]
        for entry in report.recallByCategory {
            let name = names[entry.category] ?? "category \(entry.category)"
            table.add(name, "\(entry.questions)", DecimalText.of(entry.recall))
        }
        table.add("all", "\(report.questionCount)", DecimalText.of(report.recall))
        let through = report.letThrough
        return table.text(console)
            + "Answerable questions told from others (AUROC): \(DecimalText.of(report.separation)); "
            + "the threshold lets \(DecimalText.of(through.known)) of them through, "
            + "and \(DecimalText.of(through.unknown)) of the others.\n"
    }
}
