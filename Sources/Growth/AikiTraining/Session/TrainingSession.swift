import AikiBase
import AikiModel

/// A run of training: data, passes, steps.
///
///     let session = try TrainingSession(trained, recipe: recipe, data: source)
///     while session.stepsDone < recipe.steps {
///         let report = try session.step()
///     }
///
/// It belongs to one thread at a time. The same model, recipe and data give the same numbers to the bit,
/// whether the run was interrupted or not and on any count of threads of one CPU kind.
package final class TrainingSession {
    /// The model and what of it is trained.
    package let trained: TrainedModel
    /// What is done.
    package let recipe: TrainingRecipe
    /// What moves the parameters.
    package let optimizer: Optimizer
    /// Tokens computed so far.
    package private(set) var tokensDone = 0

    let pass: TrainingPass
    private let data: any TokenSource
    var stream: BatchStream
    private let preference: Preference?

    /// Begins a run.
    ///
    /// - Parameters:
    ///   - trained: the model.
    ///   - recipe: what is done.
    ///   - data: the documents.
    ///   - preference: where not every token is learnt but which of two answers is better; the
    ///     documents then are its pairs.
    /// - Throws: ``TrainingError/notTrainable(operation:)``,
    ///   ``TrainingError/invalidSetting(name:value:expected:)``.
    package init(
        _ trained: TrainedModel, recipe: TrainingRecipe, data: any TokenSource,
        preference: Preference? = nil
    ) throws(TrainingError) {
        try Self.check(recipe, trained)
        self.trained = trained
        self.recipe = recipe
        self.data = data
        self.preference = preference
        pass = try TrainingPass(
            trained, rowsMax: recipe.passTokens, precision: recipe.precision,
            memory: try Self.memory(recipe, trained))
        optimizer = Optimizer(
            recipe.optimizer, store: trained.store, compute: trained.model.compute)
        stream = BatchStream(
            data, packing: recipe.packing, seed: recipe.seed, shuffles: recipe.shuffles)
    }

    /// What is kept: all that going back reads, where that is little.
    private static func memory(
        _ recipe: TrainingRecipe, _ trained: TrainedModel
    ) throws(TrainingError) -> TrainingPlan.Memory {
        guard recipe.memory == .keep else { return recipe.memory }
        let plan = try TrainingPlanBuilder.plan(
            trained.model.graph, parts: trained.parts, memory: .everything, givesLogits: true)
        let bytes = plan.layout.columns * recipe.passTokens * MemoryLayout<Float>.stride
        return bytes <= bytesThatAreLittle ? .everything : .keep
    }

    private static let bytesThatAreLittle = 256 << 20

    private static func check(
        _ recipe: TrainingRecipe, _ trained: TrainedModel
    ) throws(TrainingError) {
        for (name, value) in [
            ("steps", recipe.steps), ("step tokens", recipe.stepTokens),
            ("pass tokens", recipe.passTokens),
        ] where value < 1 {
            throw .invalidSetting(name: name, value: "\(value)", expected: "at least 1")
        }
        let context = trained.model.configuration.contextTokensMax
        if case .pieces(let tokensMax) = recipe.packing, !(1...context).contains(tokensMax) {
            throw .invalidSetting(
                name: "sequence", value: "\(tokensMax)", expected: "in 1 … \(context)")
        }
    }

    /// Steps taken so far.
    package var stepsDone: Int { optimizer.stepsDone }

    /// Where the next step begins in the data.
    package var cursor: DataCursor { stream.cursor }

    /// Goes on from elsewhere: the parameters and moments have been filled in.
    package func resume(stepsDone: Int, tokensDone: Int, cursor: DataCursor) {
        optimizer.stepsDone = stepsDone
        self.tokensDone = tokensDone
        stream = BatchStream(
            data, packing: recipe.packing, seed: recipe.seed, shuffles: recipe.shuffles,
            cursor: cursor)
    }

    /// One step: the gradients of all its passes, then one move of the parameters.
    ///
    /// - Throws: ``TrainingError/notFinite(step:what:)`` before anything moved;
    ///   ``TrainingError/noData(path:reason:)`` where no document has anything to foretell.
    package func step() throws(TrainingError) -> StepReport {
        let step = stepsDone + 1
        trained.store.clearGradients()
        let (loss, targets, tokens) =
            if let preference { try weigh(preference, step) } else { try foretell(step) }
        guard loss.isFinite else { throw .notFinite(step: step, what: "loss") }
        let norm = optimizer.gradientNorm()
        guard norm.isFinite else { throw .notFinite(step: step, what: "gradient") }
        let factor = recipe.schedule.factor(step: stepsDone)
        optimizer.step(rateFactor: factor, gradientNorm: norm)
        tokensDone += tokens
        return StepReport(
            step: step, loss: loss, targets: targets, tokens: tokens, gradientNorm: norm,
            rateFactor: factor, epoch: stream.cursor.epoch)
    }

    /// Gradients of the mean of −ln p(target) over the step's targets.
    private func foretell(
        _ step: Int
    ) throws(TrainingError) -> (loss: Double, targets: Int, tokens: Int) {
        let batches = stream.nextStep(rows: recipe.stepTokens, passRows: recipe.passTokens)
        let targets = batches.reduce(0) { $0 + $1.targetCount }
        guard targets > 0 else {
            throw .noData(path: "the data", reason: "no token of a whole step is to be foretold")
        }
        var loss = 0.0
        for (index, batch) in batches.enumerated() {
            pass.dropoutSeed = dropoutSeed(step, index)
            loss += pass.run(batch, gradientFactor: 1 / Float(targets))
        }
        return (loss / Double(targets), targets, batches.reduce(0) { $0 + $1.tokens.count })
    }

    func dropoutSeed(_ step: Int, _ index: Int) -> UInt64 {
        recipe.seed ^ UInt64(step) << 20 ^ UInt64(index)
    }

    /// The mean of −ln p(target) over documents that are not trained on.
    ///
    /// - Parameters:
    ///   - source: the documents, each read from its beginning in pieces.
    ///   - tokensMax: how many tokens to look at.
    /// - Returns: nil where there is nothing to foretell.
    package func evaluate(_ source: any TokenSource, tokensMax: Int) -> Double? {
        pass.dropsOut = false
        defer { pass.dropsOut = true }
        var stream = BatchStream(
            source, packing: evaluationPacking, seed: 0, shuffles: false)
        var (loss, targets, tokens) = (0.0, 0, 0)
        while tokens < tokensMax, stream.cursor.epoch == 0 {
            let rows = min(recipe.passTokens, tokensMax - tokens)
            let batches = stream.nextStep(rows: rows, passRows: rows)
            guard !batches.isEmpty else { break }
            for batch in batches {
                loss += pass.run(batch, gradientFactor: 0, goesBack: false)
                targets += batch.targetCount
                tokens += batch.tokens.count
            }
            if stream.isEpochDone { break }
        }
        return targets > 0 ? loss / Double(targets) : nil
    }

    private var evaluationPacking: BatchStream.Packing {
        switch recipe.packing {
        case .pieces: recipe.packing
        case .documents: .pieces(tokensMax: recipe.passTokens)
        }
    }
}
