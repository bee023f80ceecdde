import AikiBase
import AikiHouse
import AikiRouter
import ArgumentParser

/// `aiki router eval`.
struct RouterEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Judge the router on labelled questions and intents.",
        discussion: """
            Looks in a folder, and in its folders, for RouteLLM's MMLU (mmlu_….csv), CLINC150 \
            (data_full.json) and banking77 (train.csv), and trains and judges on parts of each: what is \
            judged was never trained on. The house's own estimate is not touched.
            """)

    /// The most ways of cutting.
    private static let splitsMax = 100

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    @Option(help: "An installed embedding model; without one only looks and words are judged.")
    var model: String?

    @Option(
        help: "A folder that keeps the texts' vectors for the next time.", completion: .directory)
    var vectors: String?

    @Option(help: "From which every random choice follows.")
    var seed: UInt64 = 1

    @Option(help: "In how many ways the questions are cut into parts; means are shown.")
    var splits = 1

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...Self.splitsMax).contains(splits) else {
            throw ValidationError("--splits takes 1 to \(Self.splitsMax).")
        }
    }

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try await HouseDoor.home().routerRoom.evaluate(
            folder, model: model, vectors: vectors, seed: seed, splits: splits,
            progress: bar.handler)
        bar.finish()
        output.show(report.json, text: text(report))
    }

    private func text(_ report: RouterReport) -> String {
        var text = ""
        if !report.bySubject.isEmpty || !report.atRandom.isEmpty {
            var table = TextTable(
                [
                    "ROUTING", "APGR", "FROM", "TO", "MEAN OF PARTS", "COST AT 80 %", "AT 95 %",
                    "CALIBRATION ERROR",
                ],
                rightAligned: [1, 2, 3, 4, 5, 6, 7])
            add("subjects not seen", report.bySubject, to: &table)
            add("questions not seen", report.atRandom, to: &table)
            text += table.text(output.console)
        }
        if let timing = report.timing {
            var table = TextTable(["DECISION", "MEDIAN", "P99"], rightAligned: [1, 2])
            add("by looks", timing.plain, to: &table)
            add("with a vector", timing.withVector, to: &table)
            add("with embedding", timing.withEmbedding, to: &table)
            text += table.text(output.console)
        }
        if let scope = report.scope {
            var table = TextTable(["INTENTS AND WHAT IS NONE", "SHARE"], rightAligned: [1])
            table.add("told right in scope", DecimalText.of(scope.accuracy))
            table.add(
                "out of scope found where 95 % of the kept is right",
                DecimalText.of(scope.outsideRecall))
            table.add("in scope kept there", DecimalText.of(scope.insideKept))
            table.add(
                "right of the kept, threshold from validation",
                DecimalText.of(scope.validatedPrecision))
            table.add("out of scope found there", DecimalText.of(scope.validatedRecall))
            text += table.text(output.console)
        }
        if let accuracy = report.accuracy {
            text += "Intents told right, by parts: \(DecimalText.of(accuracy)).\n"
        }
        return text
    }

    private func add(_ name: String, _ reports: [RoutingTrial.Report], to table: inout TextTable) {
        let all = reports.map(\.whole.average)
        guard let least = all.min(), let most = all.max() else { return }
        table.add(
            name, DecimalText.of(reports.mean { $0.whole.average }), DecimalText.of(least),
            DecimalText.of(most), DecimalText.of(reports.mean { $0.partsAverage }),
            DecimalText.of(reports.mean { $0.whole.shareAt80 }),
            DecimalText.of(reports.mean { $0.whole.shareAt95 }),
            DecimalText.of(reports.mean { $0.calibrationError }))
    }

    private func add(
        _ name: String, _ times: DecisionTiming.Percentiles?, to table: inout TextTable
    ) {
        guard let times else { return }
        table.add(
            name, DecimalText.of(times.median / .milliseconds(1)) + " ms",
            DecimalText.of(times.p99 / .milliseconds(1)) + " ms")
    }
}
