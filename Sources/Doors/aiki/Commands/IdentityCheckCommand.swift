import AikiBase
import AikiHouse
import AikiMind
import ArgumentParser

/// `aiki identity check`.
struct IdentityCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Ask a model what the contract of the identity holds.",
        discussion: """
            The contract stands in identity.toml. Drift is the weighted share of answers that fail: \
            0 is Aiki itself. Exit code 4 where the contract is not kept.
            """)

    @Option(
        help: "The model, also with adapters (base+adapter); the one that speaks where left out.")
    var model: [String] = []

    @Option(help: "How many answers to each question; the first is the likeliest one.")
    var samples = 1

    @Option(help: "Where drawn answers begin.")
    var seed: UInt64 = 1

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...IdentityCheck.samplesMax).contains(samples) else {
            throw ValidationError("--samples takes 1 to \(IdentityCheck.samplesMax).")
        }
    }

    func run() async throws {
        let room = try HouseDoor.home().identityRoom
        let bar = output.makeProgressBar()
        var reports: [IdentityReport] = []
        do {
            for name in model.isEmpty ? [nil] : model.map(Optional.some) {
                reports.append(
                    try await room.check(
                        model: name, samples: samples, seed: seed, progress: bar.handler))
            }
        } catch {
            bar.finish()
            throw error
        }
        bar.finish()
        output.show(
            reports.count == 1 ? reports[0].json : .array(reports.map(\.json)),
            text: reports.map { IdentityText.text($0, output.console) }.joined(separator: "\n"))
        if reports.contains(where: { !$0.passes }) { throw ExitWith(exit: .refused) }
    }
}
