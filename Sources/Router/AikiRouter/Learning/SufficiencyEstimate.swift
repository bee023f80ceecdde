/// How likely a local answer suffices, learned from questions of which it is known whether a weak and
/// a strong model answered them right.
///
/// A softmax over three outcomes (only the strong one is right, only the weak one is, neither or both)
/// on the question's vector, beside the mean outcome of the nearest questions that were seen, weighted by
/// nearness. What a user's own ledger says is learned in the same way.
public struct SufficiencyEstimate: Sendable, Equatable {
    /// How two models did on a question.
    public enum Outcome: Int, Sendable, CaseIterable {
        /// Both were right or both wrong: asking the strong one gains nothing.
        case same
        /// Only the strong one was right.
        case strongOnly
        /// Only the weak one was right.
        case weakOnly

        /// Names an outcome.
        public init(isWeakRight: Bool, isStrongRight: Bool) {
            self = isWeakRight == isStrongRight ? .same : isStrongRight ? .strongOnly : .weakOnly
        }

        var gain: Float { self == .strongOnly ? 1 : self == .weakOnly ? -1 : 0 }
    }

    /// How many near questions are looked at.
    public var neighbours = 100
    /// How much of the need is taken from near questions, 0 … 1.
    public var neighbourShare: Float = 0.5

    private let layer: SoftmaxLayer
    private let vectors: [Float]
    private let gains: [Float]

    private static let scale: Float = 4
    private static let nearness: Float = 0.1

    /// Learns from questions.
    ///
    /// - Parameters:
    ///   - vectors: their vectors, of unit length.
    ///   - outcomes: how the models did.
    ///   - seed: where the order of the examples comes from.
    /// - Precondition: there is a question, and an outcome for each.
    public init(vectors: [[Float]], outcomes: [Outcome], seed: UInt64 = 1) {
        precondition(!vectors.isEmpty && vectors.count == outcomes.count, "an outcome for each")
        var training = SoftmaxLayer.Training()
        training.scale = Self.scale
        training.epochs = 6
        training.step = 0.002
        training.decay = 0.3
        training.seed = seed
        layer = SoftmaxLayer.train(
            vectors, labels: outcomes.map(\.rawValue), classes: Outcome.allCases.count, training)
        self.vectors = vectors.flatMap(\.self)
        gains = outcomes.map(\.gain)
    }

    /// How much is gained by asking the strong model, −1 … 1.
    ///
    /// - Complexity: O(questions seen · dimensions).
    public func need(_ vector: [Float]) -> Double {
        let outcomes = layer.logProbabilities(vector, scale: Self.scale).map(Exponential.of)
        let learned =
            outcomes[Outcome.strongOnly.rawValue] - outcomes[Outcome.weakOnly.rawValue]
        let near = nearGain(vector)
        return Double(learned + neighbourShare * (near - learned))
    }

    /// How likely the local answer is as good as the strong model's, 0 … 1.
    public func sufficiency(_ vector: [Float]) -> Double {
        min(1, max(0, 1 - need(vector)))
    }

    /// The mean gain of the nearest questions, the nearer the heavier.
    private func nearGain(_ vector: [Float]) -> Float {
        let width = layer.inputs
        var nearest: [(cosine: Float, gain: Float)] = []
        nearest.reserveCapacity(gains.count)
        vectors.withUnsafeBufferPointer { vectors in
            for (row, gain) in gains.enumerated() {
                var cosine: Float = 0
                for column in 0..<width { cosine += vectors[row * width + column] * vector[column] }
                nearest.append((cosine, gain))
            }
        }
        nearest.sort { $0.cosine > $1.cosine }
        var sum: Float = 0
        var weights: Float = 0
        for neighbour in nearest.prefix(neighbours) {
            let weight = Exponential.of((neighbour.cosine - 1) / Self.nearness)
            sum += weight * neighbour.gain
            weights += weight
        }
        return weights > 0 ? sum / weights : 0
    }
}
