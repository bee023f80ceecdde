import AikiBase
import AikiHouse
import AikiPrivacy
import ArgumentParser

/// `aiki privacy eval`.
struct PrivacyEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Judge what is found on texts that were marked by hand.",
        discussion: """
            Each line of the file is JSON with "text" and "spans" of "kind", "start" and "end" in bytes; \
            "language" and "half" group the results.
            """)

    @Argument(help: "The marked texts.", completion: .file())
    var file: String

    @Flag(help: "Show every miss and every find in error of the half for development.")
    var errors = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try HouseDoor.home().privacy().evaluate(file)
        var table = TextTable(
            ["", "FOUND", "MISSED", "WRONG", "RECALL", "PRECISION"], rightAligned: [1, 2, 3, 4, 5])
        add("all", report.total, to: &table)
        let groups = report.groups.sorted { $0.key < $1.key }
        for (name, score) in groups { add(name, score, to: &table) }
        let list = errors ? "\n" + report.errors.joined(separator: "\n") + "\n" : ""
        output.show(
            [
                "all": report.total.json,
                "groups": .object(JSONObject(groups.map { ($0.key, $0.value.json) })),
            ], text: table.text(output.console) + list)
    }

    private func add(
        _ name: String, _ score: RedactionEvaluation.Score, to table: inout TextTable
    ) {
        table.add(
            name, "\(score.found)", "\(score.missed)", "\(score.wrong)",
            percent(score.recall), percent(score.precision))
    }

    private func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}
