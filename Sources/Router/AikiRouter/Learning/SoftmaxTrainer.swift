import AikiBase

/// The passes over examples that make a ``SoftmaxLayer``.
struct SoftmaxTrainer {
    var layer: SoftmaxLayer
    let training: SoftmaxLayer.Training

    private var firstMoments: [Float]
    private var secondMoments: [Float]
    private var gradient: [Float]
    private var stepCount = 0

    init(layer: SoftmaxLayer, training: SoftmaxLayer.Training) {
        self.layer = layer
        self.training = training
        let count = layer.weights.count + layer.classes
        firstMoments = Array(repeating: 0, count: count)
        secondMoments = firstMoments
        gradient = firstMoments
    }

    mutating func run(_ examples: [[Float]], _ labels: [Int]) {
        var order = Array(examples.indices)
        var random = SeededRandom(seed: training.seed)
        let batches = (examples.count + training.batch - 1) / training.batch
        let steps = max(1, batches * training.epochs)
        for _ in 0..<training.epochs {
            order.shuffle(using: &random)
            for start in stride(from: 0, to: order.count, by: training.batch) {
                let batch = order[start..<min(start + training.batch, order.count)]
                for index in gradient.indices { gradient[index] = 0 }
                for index in batch {
                    add(examples[index], labels[index], share: 1 / Float(batch.count))
                }
                let rest = 1 - Float(stepCount) / Float(steps)
                update(step: training.step * rest)
            }
        }
    }

    /// Adds one example's gradient of the cross-entropy.
    private mutating func add(_ example: [Float], _ label: Int, share: Float) {
        var errors = layer.logProbabilities(example, scale: training.scale)
        let spread = training.smoothing / Float(layer.classes)
        for index in errors.indices {
            let target = spread + (index == label ? 1 - training.smoothing : 0)
            errors[index] = (Exponential.of(errors[index]) - target) * share
        }
        let inputs = layer.inputs
        let weightCount = layer.weights.count
        let scale = training.scale
        gradient.withUnsafeMutableBufferPointer { gradient in
            example.withUnsafeBufferPointer { example in
                for (row, error) in errors.enumerated() where abs(error) > 1e-7 {
                    let start = row * inputs
                    let factor = error * scale
                    for column in 0..<inputs {
                        gradient[start + column] += factor * example[column]
                    }
                    gradient[weightCount + row] += error
                }
            }
        }
    }

    /// One step of Adam with weights that decay.
    private mutating func update(step: Float) {
        stepCount += 1
        let first = 1 - Exponential.power(0.9, stepCount)
        let second = 1 - Exponential.power(0.999, stepCount)
        let weightCount = layer.weights.count
        for index in gradient.indices {
            let slope = gradient[index]
            firstMoments[index] += 0.1 * (slope - firstMoments[index])
            secondMoments[index] += 0.001 * (slope * slope - secondMoments[index])
            let change =
                step * (firstMoments[index] / first)
                / ((secondMoments[index] / second).squareRoot() + 1e-8)
            if index < weightCount {
                layer.weights[index] -= change + step * training.decay * layer.weights[index]
            } else {
                layer.bias[index - weightCount] -= change
            }
        }
    }
}
