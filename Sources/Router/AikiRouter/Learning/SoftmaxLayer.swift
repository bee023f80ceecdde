/// A linear layer and a softmax over classes, trained by Adam on cross-entropy (Kingma & Ba 2015).
///
/// W: (classes, inputs), row-major; logits = W · x + b.
public struct SoftmaxLayer: Sendable, Equatable {
    /// How many numbers go in.
    public let inputs: Int
    /// How many classes come out.
    public let classes: Int
    /// (classes, inputs).
    public var weights: [Float]
    /// (classes).
    public var bias: [Float]

    /// A layer that says the same of every class.
    public init(inputs: Int, classes: Int) {
        precondition(inputs > 0 && classes > 0, "a layer has inputs and classes")
        self.inputs = inputs
        self.classes = classes
        weights = Array(repeating: 0, count: inputs * classes)
        bias = Array(repeating: 0, count: classes)
    }

    /// How a layer is trained.
    public struct Training: Sendable {
        /// Passes over the examples.
        public var epochs = 20
        /// The step at the beginning; it falls to nothing in a straight line.
        public var step: Float = 0.01
        /// Taken off each weight, times the step (Loshchilov & Hutter 2019).
        public var decay: Float = 0.01
        /// What the inputs are multiplied by: unit vectors are small.
        public var scale: Float = 4
        /// Examples a step.
        public var batch = 64
        /// The share of the right answer that is spread over all classes.
        public var smoothing: Float = 0
        /// Where the order of the examples comes from.
        public var seed: UInt64 = 1

        /// The defaults.
        public init() {}
    }

    /// The logarithms of the classes' probabilities.
    ///
    /// - Parameters:
    ///   - input: (inputs).
    ///   - scale: what the inputs are multiplied by, as in training.
    /// - Returns: (classes).
    /// - Complexity: O(inputs · classes).
    public func logProbabilities(_ input: [Float], scale: Float) -> [Float] {
        precondition(input.count == inputs, "\(input.count) numbers for \(inputs) inputs")
        var logits = bias
        for row in 0..<classes {
            var sum: Float = 0
            let start = row * inputs
            for column in 0..<inputs { sum += weights[start + column] * input[column] }
            logits[row] += sum * scale
        }
        Self.logSoftmax(&logits)
        return logits
    }

    /// Turns logits into logarithms of probabilities.
    static func logSoftmax(_ logits: inout [Float]) {
        let top = logits.max() ?? 0
        var sum: Float = 0
        for value in logits { sum += Exponential.of(value - top) }
        let shift = top + Exponential.logarithm(sum)
        for index in logits.indices { logits[index] -= shift }
    }

    /// Trains on examples.
    ///
    /// - Parameters:
    ///   - examples: each (inputs).
    ///   - labels: a class for each.
    ///   - classes: how many there are.
    ///   - training: how.
    /// - Returns: the trained layer; the same for the same seed.
    public static func train(
        _ examples: [[Float]], labels: [Int], classes: Int, _ training: Training = Training()
    ) -> SoftmaxLayer {
        precondition(examples.count == labels.count, "a label for each example")
        guard let inputs = examples.first?.count, inputs > 0 else {
            return SoftmaxLayer(inputs: 1, classes: max(1, classes))
        }
        var trainer = SoftmaxTrainer(
            layer: SoftmaxLayer(inputs: inputs, classes: classes), training: training)
        trainer.run(examples, labels)
        return trainer.layer
    }
}
