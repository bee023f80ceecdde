import AikiBase
import AikiEvaluation
import AikiHouse
import ArgumentParser

/// `aiki eval`.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure how good a model is.",
        discussion: """
            --text says how well it foretells texts (bits per byte, comparable between tokenizers), \
            --choices how often it finds the right answer the likeliest, --symbols what its states know \
            of scene, role and emotion, --exercises how often it answers from the memories in its \
            prompt, and says that it does not know. What is measured, and how, stands in \
            docs/SEMANTIC_DEPTH.md and docs/NANO.md.
            """)

    @Argument(help: "An installed model, or a GGUF file.", completion: .file())
    var model: String

    @Option(
        name: .customLong("text"), parsing: .upToNextOption,
        help: "Texts in UTF-8, each a document of its own.", completion: .file())
    var texts: [String] = []

    @Option(
        help: "Questions: a JSON object a line with question, choices and answer.",
        completion: .file())
    var choices: String?

    @Option(
        help: "Labelled texts: a JSON object a line with text and scene, role or emotion.",
        completion: .file())
    var symbols: String?

    @Option(
        help: "Exercises with right answers, as `aiki corpus exercises --split test` writes them.",
        completion: .file())
    var exercises: String?

    @Option(name: .customLong("questions"), help: "Exercises that are asked at most.")
    var questionsMax: Int?

    @Option(help: "Tokens read at once; the model's context where left out, at most 1024.")
    var context: Int?

    @Option(name: .customLong("tokens"), help: "Tokens of text that are scored at most.")
    var tokensMax: Int?

    @Option(help: "Threads that compute; as many as there are cores where left out.")
    var threads: Int?

    @Flag(help: "Multiply by the file's own numbers, with an F32 cache.")
    var exact = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !texts.isEmpty || choices != nil || symbols != nil || exercises != nil else {
            throw ValidationError(
                "Say what to measure: --text, --choices, --symbols or --exercises FILE.")
        }
        for (name, value) in [
            ("tokens", tokensMax), ("threads", threads), ("context", context),
            ("questions", questionsMax),
        ] {
            if let value, value < 1 { throw ValidationError("--\(name) is at least 1.") }
        }
        if let threads, threads > 1_024 { throw ValidationError("--threads is at most 1024.") }
    }

    func run() async throws {
        var options = EvaluationOptions()
        options.contextTokens = context
        if let threads { options.threads = threads }
        options.isExact = exact
        let shelf = try HouseDoor.home().shelf
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        var (json, text) = (JSONObject(), "")
        if !texts.isEmpty {
            let report = try await shelf.evaluateText(
                model, files: texts, options: options, tokensMax: tokensMax,
                progress: bar.handler)
            json["text"] = report.json
            text += EvaluationText.of(report, output.console)
        }
        if let choices {
            let report = try await shelf.evaluateChoices(
                model, file: choices, options: options, progress: bar.handler)
            json["choices"] = report.json
            text += EvaluationText.of(report, output.console)
        }
        if let symbols {
            let report = try await shelf.evaluateSymbols(
                model, file: symbols, options: options, progress: bar.handler)
            json["symbols"] = report.json
            text += EvaluationText.of(report, output.console)
        }
        if let exercises {
            let report = try await shelf.gradeExercises(
                model, file: exercises, questionsMax: questionsMax, threads: threads,
                progress: bar.handler)
            json["exercises"] = report.json
            text += ExamText.of(report, output.console)
        }
        bar.finish()
        output.show(.object(json), text: text)
    }
}
