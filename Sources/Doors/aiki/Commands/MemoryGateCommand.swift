import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory gate`.
struct MemoryGateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Judge the write gate on labelled turns: how much junk, how much is kept.",
        discussion: """
            Each line of a file is an object: "text" is what a person says, "facts" the sentences \
            that must be kept of it (none for junk), "allowed" those that may be. The project's own \
            are in Tests/Fixtures/memory-gate.
            """)

    @Argument(help: "A file of JSON lines, or a folder of them.", completion: .file())
    var path: String

    @Flag(help: "Show what went wrong in the half that the rules are made with.")
    var misses = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        let report = try await GateTrial.run(path, progress: bar.handler)
        bar.finish()
        output.show(report.json, text: text(report))
    }

    private func text(_ report: GateReport) -> String {
        var table = TextTable(
            ["turns", "", "written", "junk", "rate", "wanted", "kept", "rate"],
            rightAligned: [1, 2, 3, 4, 5, 6, 7])
        func add(_ name: String, _ counts: GateReport.Counts) {
            table.add(
                name, "\(counts.turns)", "\(counts.written)", "\(counts.junk)",
                Self.percent(counts.junkRate), "\(counts.wanted)", "\(counts.kept)",
                Self.percent(counts.keptRate))
        }
        add("development", report.development)
        add("held out", report.heldOut)
        for (language, counts) in report.languages.sorted(by: { $0.key < $1.key }) {
            add(language, counts)
        }
        for (kind, counts) in report.kinds.sorted(by: { $0.key < $1.key }) { add(kind, counts) }
        var text = table.text(output.console)
        guard misses else { return text }
        for miss in report.misses {
            text += "\n[\(miss.turn.kind)] \(miss.turn.text)\n"
            text += miss.junk.map { "  junk: \($0)\n" }.joined()
            text += miss.lost.map { "  lost: \($0)\n" }.joined()
        }
        return text
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
