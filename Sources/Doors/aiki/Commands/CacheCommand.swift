import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki cache`: answers that are kept.
struct CacheCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "Judge which questions share a kept answer.",
        subcommands: [CacheEvalCommand.self])
}

/// `aiki cache eval`.
struct CacheEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Judge on labelled pairs how often a kept answer would be given wrongly.",
        discussion: """
            A file holds groups with a blank line between them: a question, after "= " others that want \
            the same answer, after "! " others that do not. Half of the groups is held out by a hash. \
            The project's own are in Tests/Fixtures/same-questions. docs/LEDGER.md says what \
            `cache.similar` does.
            """)

    @Argument(help: "A file of groups, or a folder of files ….txt.", completion: .file())
    var path: String

    @Flag(help: "Show what was told wrong in the half that the rules are made with.")
    var misses = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        let (evaluation, embedder) = try await HouseDoor.home()
            .judgeSameQuestions(path, progress: bar.handler)
        bar.finish()
        var files = JSONObject()
        for (name, counts) in evaluation.files.sorted(by: { $0.key < $1.key }) {
            files[name] = counts.json
        }
        output.show(
            [
                "embedder": embedder.map { .string($0) } ?? .null,
                "development": evaluation.development.json,
                "held_out": evaluation.heldOut.json, "files": .object(files),
            ], text: text(evaluation, embedder))
    }

    private func text(_ evaluation: SameQuestionEvaluation, _ embedder: String?) -> String {
        var table = TextTable(
            ["pairs", "same", "found", "other", "wrong", "false hits", "at most"],
            rightAligned: [1, 2, 3, 4, 5, 6])
        func add(_ name: String, _ counts: SameQuestionEvaluation.Counts) {
            let hits = counts.found + counts.wrong
            table.add(
                name, "\(counts.same)", "\(counts.found)", "\(counts.other)", "\(counts.wrong)",
                hits == 0 ? "–" : Self.percent(Double(counts.wrong) / Double(hits)),
                Self.percent(BinomialBound.upper(counts.wrong, of: hits)))
        }
        add("development", evaluation.development)
        add("held out", evaluation.heldOut)
        for (name, counts) in evaluation.files.sorted(by: { $0.key < $1.key }) { add(name, counts) }
        let held = evaluation.heldOut
        var text = table.text(output.console)
        text += "Of the near misses held out at most "
        text +=
            "\(Self.percent(BinomialBound.upper(held.wrong, of: held.other))) are taken for the "
        text += "same (95 % sure).\n"
        if let embedder {
            text += "Nearness by \(embedder).\n"
        } else {
            text += "No embedding model is installed: words alone decided.\n"
        }
        guard misses else { return text }
        for error in evaluation.errors {
            text += "\(error.isWrong ? "wrong " : "missed"): \(error.first) | \(error.second)\n"
        }
        return text
    }

    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        let rest = "0\(hundredths % 100)".suffix(2)
        return "\(hundredths / 100).\(rest) %"
    }
}
