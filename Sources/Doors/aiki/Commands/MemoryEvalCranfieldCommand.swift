import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory eval cranfield`.
struct MemoryEvalCranfieldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cranfield", abstract: "How high relevant documents stand: nDCG@10.")

    @Argument(
        help: "The folder with cran.all.1400, cran.qry and cranqrel….", completion: .directory)
    var folder: String

    @Option(help: "An installed embedding model, to compare meaning too.")
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let report = try await HouseDoor.home().recallRoom
            .evaluateCranfield(folder, model: model, progress: bar.handler)
        bar.finish()
        let gain = Double(Int(report.gain * 10_000)) / 10_000
        output.show(report.json, text: "nDCG@10 \(gain) over \(report.gains.count) queries.\n")
    }
}
