import AikiBase

/// A softmax over hashed features: W (buckets, classes), so that a feature's weights stand together.
public struct HashedLayer: Sendable, Equatable {
    /// How many classes come out.
    public let classes: Int
    /// (buckets, classes).
    public var weights: [Float]
    /// (classes).
    public var bias: [Float]

    /// A layer that says the same of every class.
    public init(classes: Int) {
        self.classes = classes
        weights = Array(repeating: 0, count: HashedText.bucketCount * classes)
        bias = Array(repeating: 0, count: classes)
    }

    /// The logarithms of the classes' probabilities.
    ///
    /// - Complexity: O(features · classes).
    public func logProbabilities(_ text: HashedText) -> [Float] {
        var logits = bias
        weights.withUnsafeBufferPointer { weights in
            for feature in text.features {
                let start = feature.bucket * classes
                for index in 0..<classes {
                    logits[index] += feature.weight * weights[start + index]
                }
            }
        }
        SoftmaxLayer.logSoftmax(&logits)
        return logits
    }

    /// Trains by single steps of gradient descent; the step falls to nothing in a straight line.
    public static func train(
        _ texts: [HashedText], labels: [Int], classes: Int, epochs: Int = 12, step: Float = 4,
        seed: UInt64 = 1
    ) -> HashedLayer {
        precondition(texts.count == labels.count, "a label for each text")
        var layer = HashedLayer(classes: classes)
        var order = Array(texts.indices)
        var random = SeededRandom(seed: seed)
        let steps = Float(max(1, texts.count * epochs))
        var count = 0
        for _ in 0..<epochs {
            order.shuffle(using: &random)
            for index in order {
                let rest = 1 - Float(count) / steps
                layer.learn(texts[index], labels[index], step: step * rest)
                count += 1
            }
        }
        return layer
    }

    private mutating func learn(_ text: HashedText, _ label: Int, step: Float) {
        var errors = logProbabilities(text)
        for index in errors.indices {
            errors[index] = (Exponential.of(errors[index]) - (index == label ? 1 : 0)) * step
            bias[index] -= errors[index] * 0.01
        }
        weights.withUnsafeMutableBufferPointer { weights in
            for feature in text.features {
                let start = feature.bucket * classes
                for index in 0..<classes {
                    weights[start + index] -= feature.weight * errors[index]
                }
            }
        }
    }
}
