/// How gradients change parameters.
package struct OptimizerRecipe: Sendable, Equatable {
    /// Which rule moves the matrices inside layers; everything else moves by AdamW.
    package enum Rule: String, Sendable, CaseIterable {
        /// Adam with decoupled weight decay (Loshchilov 2019).
        case adamW = "adamw"
        /// Momentum whose update is made orthogonal (Jordan 2024).
        case muon
    }

    /// Which rule moves the matrices inside layers.
    package var rule: Rule
    /// The rate of AdamW at its peak.
    package var learningRate: Double
    /// The rate of Muon at its peak: how far a matrix of spectral norm 1 moves in a step.
    package var matrixLearningRate: Double
    /// How long AdamW's mean of gradients lasts.
    package var beta1: Double
    /// How long its mean of squares lasts.
    package var beta2: Double
    /// Added to its denominator.
    package var epsilon: Double
    /// How long Muon's momentum lasts.
    package var momentum: Double
    /// What matrices lose in a step, times the rate; vectors and embeddings lose nothing.
    package var weightDecay: Double
    /// Gradients longer than this, all together, are scaled down to it; nil for no limit.
    package var gradientNormMax: Double?

    /// Describes an optimiser.
    package init(
        rule: Rule = .adamW, learningRate: Double = 3e-4, matrixLearningRate: Double = 0.02,
        beta1: Double = 0.9, beta2: Double = 0.95, epsilon: Double = 1e-8,
        momentum: Double = 0.95, weightDecay: Double = 0.1, gradientNormMax: Double? = 1
    ) {
        self.rule = rule
        self.learningRate = learningRate
        self.matrixLearningRate = matrixLearningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.gradientNormMax = gradientNormMax
    }
}
