package import AikiBase
package import Foundation

/// A run in a folder: it logs, looks at held-out text, saves itself, and goes on after anything.
///
/// | file | |
/// |---|---|
/// | `manifest.json` | what it was made of: recipe, data, parent, program |
/// | `log.jsonl` | a line a step |
/// | `loss.svg` | the curves |
/// | `checkpoint-*.safetensors` | the two newest positions |
package struct TrainingRun {
    /// When things happen besides steps.
    package struct Rhythm: Sendable {
        /// Steps between checkpoints.
        package var checkpointSteps: Int
        /// Steps between looks at held-out text; 0 for none.
        package var validationSteps: Int
        /// Tokens of a look.
        package var validationTokens: Int

        /// Describes a rhythm.
        package init(
            checkpointSteps: Int = 100, validationSteps: Int = 100, validationTokens: Int = 65_536
        ) {
            self.checkpointSteps = checkpointSteps
            self.validationSteps = validationSteps
            self.validationTokens = validationTokens
        }
    }

    /// What is told after each step.
    package struct Progress: Sendable {
        /// The step.
        package var report: StepReport
        /// Steps of the run.
        package var steps: Int
        /// Tokens a second over the last steps.
        package var tokensPerSecond: Double
        /// How long the rest will take at that speed.
        package var timeLeft: Duration
        /// The newest loss on held-out text.
        package var validationLoss: Double?
    }

    /// How a run ended.
    package struct Outcome: Sendable {
        /// Steps done.
        package var stepsDone: Int
        /// Whether all of them are.
        package var isComplete: Bool
        /// The curves.
        package var curve: LossCurve
        /// The last loss on held-out text.
        package var validationLoss: Double?
        /// The mean loss of the last tenth of the steps, at least one.
        package var loss: Double
        /// Tokens a second over this part of the run.
        package var tokensPerSecond: Double
    }

    private let session: TrainingSession
    private let folder: URL
    private let identity: JSONValue
    private let manifest: JSONValue?
    private let validation: (any TokenSource)?
    private let rhythm: Rhythm

    /// Takes a run up.
    ///
    /// - Parameters:
    ///   - session: at its beginning.
    ///   - folder: made where it is not there.
    ///   - identity: what tells the run from others: recipe, parent, data.
    ///   - manifest: what `manifest.json` is to say; it is written once a checkpoint that is there
    ///     has proved to be this run's.
    ///   - validation: held-out documents.
    ///   - rhythm: when things happen.
    package init(
        _ session: TrainingSession, folder: URL, identity: JSONValue, manifest: JSONValue? = nil,
        validation: (any TokenSource)? = nil, rhythm: Rhythm = Rhythm()
    ) {
        self.session = session
        self.folder = folder
        self.identity = identity
        self.manifest = manifest
        self.validation = validation
        self.rhythm = rhythm
    }

    /// Goes on to the end, or until it is told to stop.
    ///
    /// - Parameters:
    ///   - shouldStop: asked after each step; what was done is saved.
    ///   - progress: told after each step.
    /// - Returns: how far it came.
    /// - Throws: ``TrainingError``; `CheckpointError` where the disk is full: what was saved stays.
    package func run(
        shouldStop: () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
    ) throws -> Outcome {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let checkpoints = TrainingCheckpoints(folder: folder)
        let start = try checkpoints.resume(session, identity: identity) ?? 0
        if let manifest {
            try AtomicFile.write(
                Data(manifest.encoded(.pretty).utf8), to: folder.appending(path: "manifest.json"))
        }
        let log = try RunLog(folder.appending(path: "log.jsonl"), after: start)
        let clock = ContinuousClock()
        let begin = clock.now
        var speed = SpeedGauge()
        var tokens = 0
        var saved = start
        while session.stepsDone < session.recipe.steps {
            let before = clock.now
            let report = try session.step()
            let time = clock.now - before
            speed.add(tokens: report.tokens, in: time)
            tokens += report.tokens
            try log.append(report, time: time)
            try look(log)
            progress(tell(report, speed, log))
            if session.stepsDone % rhythm.checkpointSteps == 0 {
                try save(checkpoints, log)
                saved = session.stepsDone
            }
            if shouldStop() { break }
        }
        if saved != session.stepsDone { try save(checkpoints, log) }
        return outcome(log, tokens: tokens, time: clock.now - begin)
    }

    private func look(_ log: RunLog) throws {
        let step = session.stepsDone
        guard let validation, rhythm.validationSteps > 0,
            step % rhythm.validationSteps == 0 || step == session.recipe.steps
        else { return }
        if let loss = session.evaluate(validation, tokensMax: rhythm.validationTokens) {
            try log.append(validationLoss: loss, step: step)
        }
    }

    private func save(_ checkpoints: TrainingCheckpoints, _ log: RunLog) throws {
        try checkpoints.save(session, identity: identity)
        try AtomicFile.write(
            Data(curve(log).svg.utf8), to: folder.appending(path: "loss.svg"))
    }

    private func curve(_ log: RunLog) -> LossCurve {
        LossCurve(
            title: folder.lastPathComponent,
            [.init("training", log.losses), .init("held out", log.validation)])
    }

    private func tell(_ report: StepReport, _ speed: SpeedGauge, _ log: RunLog) -> Progress {
        let left = session.recipe.steps - session.stepsDone
        return Progress(
            report: report, steps: session.recipe.steps, tokensPerSecond: speed.tokensPerSecond,
            timeLeft: speed.timeForStep * left, validationLoss: log.validation.last?.loss)
    }

    private func outcome(_ log: RunLog, tokens: Int, time: Duration) -> Outcome {
        let last = log.losses.suffix(max(1, log.losses.count / 10))
        let seconds = Double(time.nanoseconds) / 1e9
        return Outcome(
            stepsDone: session.stepsDone,
            isComplete: session.stepsDone >= session.recipe.steps, curve: curve(log),
            validationLoss: log.validation.last?.loss,
            loss: last.reduce(0) { $0 + $1.loss } / Double(max(last.count, 1)),
            tokensPerSecond: seconds > 0 ? Double(tokens) / seconds : 0)
    }
}

/// Speed over the last steps: older ones fade.
private struct SpeedGauge {
    private var tokens = 0.0
    private var seconds = 0.0
    private var steps = 0.0
    private static let fading = 0.9

    mutating func add(tokens count: Int, in time: Duration) {
        tokens = tokens * Self.fading + Double(count)
        seconds = seconds * Self.fading + Double(time.nanoseconds) / 1e9
        steps = steps * Self.fading + 1
    }

    var tokensPerSecond: Double { seconds > 0 ? tokens / seconds : 0 }
    var timeForStep: Duration { steps > 0 ? .seconds(seconds / steps) : .zero }
}
