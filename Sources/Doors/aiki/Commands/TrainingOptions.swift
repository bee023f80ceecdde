import AikiHouse
import ArgumentParser
import Foundation

/// What the commands that train have in common.
struct TrainingOptions: ParsableArguments {
    @Option(help: "What the result is called; also the run, which goes on under that name.")
    var name: String

    @Option(help: "Steps; where left out, epochs decide, or the rules for the model's size.")
    var steps: Int?

    @Option(help: "How often the data is seen.")
    var epochs: Double?

    @Option(help: "Tokens of a text at most.")
    var sequence: Int?

    @Option(help: "Of a step: tokens of a corpus, or lines of a file.")
    var batch: Int?

    @Option(help: "Tokens computed together: fewer take less memory.")
    var passTokens: Int?

    @Option(help: "The learning rate at its peak.")
    var rate: Double?

    @Option(help: "Muon's rate at its peak.")
    var matrixRate: Double?

    @Option(help: "adamw, or muon for the matrices inside layers.")
    var optimizer: String?

    @Option(help: "What matrices lose in a step, times the rate.")
    var weightDecay: Double?

    @Option(help: "How the rate moves after the warm-up: constant, linear, cosine or wsd.")
    var schedule: String?

    @Option(help: "Steps of warm-up.")
    var warmup: Int?

    @Option(help: "Where everything drawn begins.")
    var seed: UInt64 = 1

    @Flag(help: "Take the data in its order instead of mixing it.")
    var keepOrder = false

    @Flag(help: "Compute in F32 throughout.")
    var exact = false

    @Flag(help: "Take less memory: compute values again instead of keeping them.")
    var saveMemory = false

    @Option(help: "Lines and conversations longer than a sequence: refuse, skip or cut.")
    var long = "refuse"

    @Option(help: "Held-out text of the same kind.", completion: .file())
    var validation: String?

    @Option(help: "Threads that compute; as many as there are cores where left out or 0.")
    var threads: Int?

    @Option(help: "Steps between checkpoints.")
    var checkpointSteps = 100

    @Option(help: "Steps between looks at held-out text; 0 for none.")
    var validationSteps = 100

    @Option(help: "The run's folder; runs/NAME at home where left out.", completion: .directory)
    var out: String?

    @Flag(help: "Leave the result in the run's folder instead of installing it.")
    var noInstall = false

    /// The order that the options make.
    func order(_ kind: TrainingOrder.Kind, data: String) throws -> TrainingOrder {
        guard checkpointSteps >= 1, validationSteps >= 0 else {
            throw ValidationError("Steps between checkpoints are at least 1, between looks 0.")
        }
        if let threads, !(0...1_024).contains(threads) {
            throw ValidationError("--threads is from 0, which means one a core, to 1024.")
        }
        var order = TrainingOrder(kind, name: name, data: URL(filePath: data))
        order.steps = steps
        order.epochs = epochs
        order.sequence = sequence
        order.batch = batch
        order.passTokens = passTokens
        order.learningRate = rate
        order.matrixLearningRate = matrixRate
        order.optimizer = optimizer
        order.weightDecay = weightDecay
        order.schedule = schedule
        order.warmup = warmup
        order.seed = seed
        order.keepsOrder = keepOrder
        order.isExact = exact
        order.savesMemory = saveMemory
        order.long = long
        order.validation = validation.map { URL(filePath: $0) }
        order.threads = threads == 0 ? ProcessInfo.processInfo.activeProcessorCount : threads
        order.checkpointSteps = checkpointSteps
        order.validationSteps = validationSteps
        order.folder = out.map { URL(filePath: $0) }
        order.installs = !noInstall
        return order
    }

    /// Trains, and shows what came out. Ctrl-C saves the run and ends.
    func run(_ order: TrainingOrder, _ output: OutputOptions) async throws {
        let room = try HouseDoor.home().training
        let stop = StopSign()
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let summary = try await room.run(
            order, version: Aiki.version, shouldStop: stop.isUp, progress: bar.handler)
        bar.finish()
        output.show(summary.json, text: Self.text(summary))
        if summary.product == nil { throw ExitWith(exit: .interrupted) }
    }

    private static func text(_ summary: TrainingSummary) -> String {
        var text = summary.curve + "\n\n"
        for note in summary.notes { text += note + "\n" }
        let held = summary.validationLoss.map { ", held out \(decimal($0))" } ?? ""
        text +=
            "Loss \(decimal(summary.loss))\(held) after \(summary.steps.done) of "
            + "\(summary.steps.all) steps, \(Int(summary.tokensPerSecond)) tokens/s, "
            + "\(ByteCount.text(Int64(summary.peakBytes))) of memory at most.\n"
        text += "Log and curves are in \(summary.folder.path).\n"
        if let product = summary.product {
            text += "Made '\(product)'.\n"
        } else {
            text += "Stopped; the same command goes on where it was.\n"
        }
        return text
    }

    private static func decimal(_ value: Double) -> String {
        "\((value * 10000).rounded() / 10000)"
    }
}
