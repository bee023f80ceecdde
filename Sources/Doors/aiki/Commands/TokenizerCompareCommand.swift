import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki tokenizer compare`.
struct TokenizerCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare tokenizers on texts.",
        discussion: """
            For each tokenizer and text: bytes a token (more is tighter), tokens a word (fertility; words \
            are runs of anything but white space), and how fast one thread encodes. Name texts by \
            language to see fertility by language: en=books no=aviser.
            """)

    @Argument(
        help: "Tokenizers: a tokenizer.json, a folder with one, a GGUF file, an installed model.",
        completion: .file())
    var tokenizers: [String]

    @Option(
        parsing: .upToNextOption, help: "Texts: files, folders, LABEL=PATH.", completion: .file())
    var text: [String]

    @Option(help: "The field of a line of JSON that holds its text or its messages.")
    var field = "text"

    @Option(
        help:
            "How often each text is encoded; the quickest counts, when its pieces were met before.")
    var repetitions = 1

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...100).contains(repetitions) else {
            throw ValidationError("--repetitions is from 1 to 100.")
        }
    }

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let rows = try HouseDoor.home().shelf.compareTokenizers(
            tokenizers, texts: text, field: field, repetitions: repetitions, progress: bar.handler)
        bar.finish()
        output.show(.array(rows.map(\.json)), text: Self.table(rows).text(output.console))
    }

    /// The measures as a table.
    static func table(_ rows: [TokenizerMeasure]) -> TextTable {
        var table = TextTable(
            [
                "tokenizer", "text", "bytes", "tokens", "used", "bytes/token", "tokens/word",
                "tokens/s", "MB/s",
            ],
            rightAligned: Set(2...8))
        for row in rows {
            table.add(
                row.name, row.label, "\(row.bytes)", "\(row.tokens)", "\(row.differentTokens)",
                decimal(row.bytesEach), decimal(row.fertility), "\(Int(row.tokensEachSecond))",
                decimal(row.megabytesEachSecond))
        }
        return table
    }

    private static func decimal(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
