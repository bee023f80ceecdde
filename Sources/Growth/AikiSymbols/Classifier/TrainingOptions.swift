/// How a classifier is trained.
///
/// The values were found by cross-validation inside GoEmotions' training part; `docs/SYMBOLS.md` has
/// the table.
package struct TrainingOptions: Sendable, Equatable {
    /// Features that are looked at, at most.
    package var featuresMax = 16384
    /// Texts that a feature must stand in.
    package var textsMin = 3
    /// Width of the hidden layer.
    package var hidden = 64
    /// How often every text is seen.
    package var epochs = 10
    /// The step of AdaGrad; it falls to zero over the run.
    package var learningRate: Float = 0.1
    /// Pulls the weights of the features in a text towards zero at each step.
    package var decay: Float = 0.005
    /// The share of a text's features that are left out at each step.
    package var featureDropout: Float = 0.3
    /// The share of the hidden layer that is left out at each step.
    package var hiddenDropout: Float = 0.3
    /// Parts that the texts are cut into, for thresholds and for the estimate of quality.
    package var folds = 4
    /// From which every random choice follows.
    package var seed: UInt64 = 1

    /// The options for emotions.
    package init() {}
}
