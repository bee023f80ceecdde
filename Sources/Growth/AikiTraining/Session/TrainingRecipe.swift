package import AikiBase
package import AikiTensor

/// Everything about a run that changes what comes out of it.
package struct TrainingRecipe: Sendable, Equatable {
    /// Steps of the run.
    package var steps: Int
    /// How documents become pieces.
    package var packing: BatchStream.Packing
    /// Tokens of a step, where documents are cut into pieces.
    package var stepTokens: Int
    /// The most tokens computed together; less takes less memory and is no other run, up to rounding.
    package var passTokens: Int
    /// How gradients change parameters.
    package var optimizer: OptimizerRecipe
    /// How the rates move.
    package var schedule: LearningSchedule
    /// Of the order of documents, and of dropout.
    package var seed: UInt64
    /// False takes documents in their order.
    package var shuffles: Bool
    /// How matrices are multiplied.
    package var precision: ProductPrecision
    /// What is kept on the way forward.
    package var memory: TrainingPlan.Memory

    /// Describes a run.
    package init(
        steps: Int, packing: BatchStream.Packing, stepTokens: Int, passTokens: Int,
        optimizer: OptimizerRecipe, schedule: LearningSchedule, seed: UInt64 = 1,
        shuffles: Bool = true, precision: ProductPrecision = .bfloat16,
        memory: TrainingPlan.Memory = .keep
    ) {
        self.steps = steps
        self.packing = packing
        self.stepTokens = stepTokens
        self.passTokens = passTokens
        self.optimizer = optimizer
        self.schedule = schedule
        self.seed = seed
        self.shuffles = shuffles
        self.precision = precision
        self.memory = memory
    }

    /// As it stands in manifests, and as runs are told apart.
    package var json: JSONValue {
        var packingText = ""
        switch packing {
        case .pieces(let tokensMax): packingText = "pieces of \(tokensMax) tokens"
        case .documents(let count): packingText = "\(count) documents a step"
        }
        return [
            "steps": .integer(Int64(steps)), "packing": .string(packingText),
            "stepTokens": .integer(Int64(stepTokens)), "passTokens": .integer(Int64(passTokens)),
            "optimizer": .string(optimizer.rule.rawValue),
            "learningRate": .number(optimizer.learningRate),
            "matrixLearningRate": .number(optimizer.matrixLearningRate),
            "beta1": .number(optimizer.beta1), "beta2": .number(optimizer.beta2),
            "epsilon": .number(optimizer.epsilon), "momentum": .number(optimizer.momentum),
            "weightDecay": .number(optimizer.weightDecay),
            "gradientNormMax": optimizer.gradientNormMax.map { .number($0) } ?? .null,
            "schedule": .string(schedule.shape.rawValue),
            "warmupSteps": .integer(Int64(schedule.warmupSteps)),
            "finalFactor": .number(schedule.finalFactor),
            "decayShare": .number(schedule.decayShare), "seed": .string("\(seed)"),
            "shuffles": .bool(shuffles), "precision": .string("\(precision)"),
        ]
    }
}
