import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki tokenizer stats`.
struct TokenizerStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what a vocabulary holds, and how it does on texts.")

    @Argument(
        help: "A tokenizer.json, a folder with one, a GGUF file, or an installed model.",
        completion: .file())
    var tokenizer: String

    @Argument(help: "Texts to measure it on: files, folders, LABEL=PATH.", completion: .file())
    var texts: [String] = []

    @Option(help: "The field of a line of JSON that holds its text or its messages.")
    var field = "text"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let summary = try shelf.describeTokenizer(tokenizer)
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let rows = try shelf.compareTokenizers(
            [tokenizer], texts: texts, field: field, progress: bar.handler)
        bar.finish()
        let json: JSONValue = [
            "vocabulary": summary.json, "texts": .array(rows.map(\.json)),
        ]
        output.show(json, text: text(summary, rows))
    }

    private func text(_ summary: TokenizerSummary, _ rows: [TokenizerMeasure]) -> String {
        var table = TextTable(["", ""])
        table.add("Model", summary.model)
        if let name = summary.preTokenizer { table.add("Text is cut as by", name) }
        table.add("Tokens", "\(summary.tokens)")
        table.add("Merges", "\(summary.merges)")
        table.add("Special tokens", "\(summary.controlTokens.count)")
        if let start = summary.start { table.add("A text begins with", start) }
        if let end = summary.end { table.add("A text ends with", end) }
        let lengths = summary.lengths.enumerated().map { index, count in
            "\(index + 1)\(index + 1 == summary.lengths.count ? "+" : ""): \(count)"
        }
        table.add("Tokens by bytes", lengths.joined(separator: ", "))
        table.add(
            "Longest", summary.longest.map { JSONValue.string($0).encoded() }.joined(separator: " ")
        )
        let text = table.text(output.console).drop { $0 == "\n" }
        return rows.isEmpty
            ? String(text) : text + "\n" + TokenizerCompareCommand.table(rows).text(output.console)
    }
}
