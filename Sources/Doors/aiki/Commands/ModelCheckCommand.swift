import AikiBase
import AikiEvaluation
import AikiHouse
import ArgumentParser

/// `aiki model check`.
struct ModelCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that a model's file is whole and gives what it says that it gives.",
        discussion: """
            Files that `aiki model export` makes hold a few tokens and the logits that the model must \
            give for them. Every weight is read too.
            """)

    @Argument(help: "An installed model, or a GGUF file.", completion: .file())
    var model: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try HouseDoor.home().shelf.check(model, progress: bar.handler)
        bar.finish()
        output.show(
            [
                "model": .string(model), "tensors": .integer(Int64(report.tensorCount)),
                "tokens": .integer(Int64(report.tokenCount)),
                "difference": .number(Double(report.difference)),
                "tolerance": .number(Double(report.tolerance)),
            ],
            text: "'\(model)' is whole: \(report.tensorCount) tensors, logits of "
                + "\(report.tokenCount) tokens off by \(report.difference) at most "
                + "(\(report.tolerance) allowed).\n")
    }
}
