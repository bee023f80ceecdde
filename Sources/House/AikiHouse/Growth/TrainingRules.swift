import AikiBase
import AikiModel
import AikiTensor
import AikiTraining

/// What an order leaves open, decided by rules.
///
/// | | new model | tuning | adapters |
/// |---|---|---|---|
/// | rate of AdamW | 0.003 · √(384 / width) | 2e-5 | 2e-4; 5e-6 for pairs |
/// | tokens | 20 a parameter; 3 epochs of JSON lines | 3 epochs | 3 epochs; 1 for pairs |
/// | step | see `ModelShape.stepTokens` | 8 documents | 8 documents |
/// | schedule | wsd, 2 % warm-up | cosine, 3 % warm-up | cosine, 3 % warm-up |
/// | optimiser | muon | adamw | adamw |
struct TrainingRules {
    /// Tokens that a new model's texts may have.
    static let sequenceOfNewModels = 512
    /// Tokens of an example.
    private static let sequenceOfExamples = 1024
    /// Parameters of a model that is small: what stands between its layers, not its weights, is worth
    /// keeping in a cache.
    private static let parametersOfSmallModels = 64 << 20
    /// What no run reaches, and no number overflows by.
    private static let epochsAtMost = 1_000_000.0
    private static let stepsAtMost = 1_000_000_000

    private let order: TrainingOrder
    private let trained: TrainedModel
    private let data: TrainingData

    init(_ order: TrainingOrder, trained: TrainedModel, data: TrainingData) {
        self.order = order
        self.trained = trained
        self.data = data
    }

    /// Tokens of a sequence.
    ///
    /// - Throws: ``TrainingError/invalidSetting(name:value:expected:)`` where the model does not
    ///   reach so far: positions that are never served are not trained.
    static func sequence(_ order: TrainingOrder, _ model: Model) throws -> Int {
        let context = model.configuration.contextTokensMax
        guard let sequence = order.sequence else {
            if case .pretrain = order.kind { return context }
            return min(context, sequenceOfExamples)
        }
        guard sequence >= 1, sequence <= context else {
            throw TrainingError.invalidSetting(
                name: "sequence", value: "\(sequence)", expected: "in 1 … \(context)")
        }
        return sequence
    }

    private var isNew: Bool { if case .pretrain = order.kind { true } else { false } }
    private var isPairs: Bool { if case .prefer = order.kind { true } else { false } }

    /// The whole recipe.
    func recipe() throws -> TrainingRecipe {
        let sequence = try Self.sequence(order, trained.model)
        let (packing, stepTokens) = try batch(sequence)
        let passTokens =
            order.passTokens ?? max(sequence, min(stepTokens, passTokensAtMost(sequence)))
        guard passTokens >= sequence else {
            throw TrainingError.invalidSetting(
                name: "pass tokens", value: "\(passTokens)",
                expected: "at least a sequence of \(sequence)")
        }
        let steps = try self.steps(packing, stepTokens: stepTokens, passTokens: passTokens)
        return TrainingRecipe(
            steps: steps, packing: packing, stepTokens: stepTokens, passTokens: passTokens,
            optimizer: try optimizer(), schedule: try schedule(steps), seed: order.seed,
            shuffles: !order.keepsOrder, precision: order.isExact ? .float32 : .bfloat16,
            memory: order.savesMemory ? .recompute : .keep)
    }

    /// Tokens computed together, unless a sequence is longer. Two sequences at least: conversations that
    /// stay whole would leave much of one empty.
    private func passTokensAtMost(_ sequence: Int) -> Int {
        let isSmall = trained.model.configuration.parameterCount <= Self.parametersOfSmallModels
        return isSmall ? max(1024, 2 * sequence) : 2048
    }

    /// What a step is made of.
    private func batch(
        _ sequence: Int
    ) throws -> (packing: BatchStream.Packing, stepTokens: Int) {
        if let batch = order.batch, batch < 1 {
            throw TrainingError.invalidSetting(
                name: "batch", value: "\(batch)", expected: "at least 1")
        }
        guard data.isCorpus else { return (.documents(perStep: order.batch ?? 8), sequence) }
        return (.pieces(tokensMax: sequence), order.batch ?? Self.stepTokens(trained.model))
    }

    /// Steps of the run: those that were ordered; else epochs; else what a new model wants.
    private func steps(
        _ packing: BatchStream.Packing, stepTokens: Int, passTokens: Int
    ) throws -> Int {
        // What is no number is not above 0 either.
        if let epochs = order.epochs, !(epochs > 0 && epochs <= Self.epochsAtMost) {
            throw TrainingError.invalidSetting(
                name: "epochs", value: "\(epochs)",
                expected: "above 0 and at most \(Int(Self.epochsAtMost))")
        }
        if let steps = order.steps {
            guard steps >= 1, steps <= Self.stepsAtMost else {
                throw TrainingError.invalidSetting(
                    name: "steps", value: "\(steps)", expected: "in 1 … \(Self.stepsAtMost)")
            }
            return steps
        }
        if case .documents(let documents) = packing {
            let count = isPairs ? data.pairs.count : data.training.documentCount
            return Self.steps((order.epochs ?? (isPairs ? 1 : 3)) * Double(count), of: documents)
        }
        if isNew, order.epochs == nil {
            let parameters = trained.model.configuration.parameterCount
            return Self.steps(Double(ModelShape.tokensPerParameter * parameters), of: stepTokens)
        }
        let epochs = order.epochs ?? 3
        let source = data.training
        guard (0..<source.documentCount).contains(where: { source.countsInPart($0) }) else {
            return Self.steps(epochs * Double(source.tokenCount), of: stepTokens)
        }
        let stream = BatchStream(
            source, packing: packing, seed: order.seed, shuffles: !order.keepsOrder)
        return max(
            1, stream.stepCount(epochs: epochs, rows: stepTokens, passRows: passTokens))
    }

    /// Steps of so much each that an amount takes.
    private static func steps(_ amount: Double, of each: Int) -> Int {
        max(1, Int((amount / Double(each)).rounded(.up)))
    }

    private static func stepTokens(_ model: Model) -> Int {
        ModelShape.stepTokens(parameters: model.configuration.parameterCount)
    }

    private func optimizer() throws -> OptimizerRecipe {
        let name = order.optimizer ?? (isNew ? "muon" : "adamw")
        guard let rule = OptimizerRecipe.Rule(rawValue: name) else {
            throw TrainingError.invalidSetting(
                name: "optimizer", value: name,
                expected: OptimizerRecipe.Rule.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let width = trained.model.configuration.width
        let usual: Double
        switch order.kind {
        case .pretrain: usual = ModelShape.learningRate(width: width)
        case .tune: usual = 2e-5
        case .adapt: usual = 2e-4
        case .prefer: usual = 5e-6
        }
        return OptimizerRecipe(
            rule: rule, learningRate: order.learningRate ?? usual,
            matrixLearningRate: order.matrixLearningRate ?? 0.02,
            weightDecay: order.weightDecay ?? (isNew ? 0.1 : 0))
    }

    private func schedule(_ steps: Int) throws -> LearningSchedule {
        let name = order.schedule ?? (isNew ? "wsd" : "cosine")
        guard let shape = LearningSchedule.Shape(rawValue: name) else {
            throw TrainingError.invalidSetting(
                name: "schedule", value: name,
                expected: LearningSchedule.Shape.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return LearningSchedule(
            shape, steps: steps, warmupSteps: order.warmup ?? max(1, steps * (isNew ? 2 : 3) / 100))
    }
}
